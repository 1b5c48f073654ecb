package io.migri.core.record;

import io.migri.api.AppliedMigration;
import io.migri.api.Fingerprint;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.core.plugin.ExecutorRegistry;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.StoredScript;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Compares applied migrations with their files: bytes first, and only where these differ what the script says. */
public final class Comparison {
    private final DialectSession session;
    private final ExecutorRegistry executors;
    private final AppliedLog log;
    private final FileHashes hashes;

    /** @param log has been read */
    public Comparison(DialectSession session, ExecutorRegistry executors, AppliedLog log, FileHashes hashes) {
        this.session = session;
        this.executors = executors;
        this.log = log;
        this.hashes = hashes;
    }

    /** Whether {@code file} says something else than what was applied; false where nothing is known of one of them. */
    public boolean changed(AppliedMigration applied, Migration file) throws SQLException {
        Optional<Fingerprint> fingerprint = applied.fingerprint();
        if (fingerprint.isEmpty()) {
            return false;
        }
        Optional<String> hash = hashes.of(file);
        return hash.isPresent()
                && !hash.get().equals(fingerprint.get().file())
                && saysSomethingElse(fingerprint.get(), file);
    }

    /** Whether the file that belongs to an applied migration with a fingerprint cannot be read. */
    public boolean unreadable(AppliedMigration applied, Migration file) {
        return applied.fingerprint().isPresent() && hashes.of(file).isEmpty();
    }

    private boolean saysSomethingElse(Fingerprint fingerprint, Migration file) throws SQLException {
        Optional<String> present = tokens(file);
        return present.isEmpty()
                || (!present.get().equals(fingerprint.tokens()) && !present.equals(recordedTokens(file.name())));
    }

    /** As they are found today: another version may have found others when it was applied. */
    private Optional<String> recordedTokens(String name) throws SQLException {
        Optional<Migration> recorded = recorded(log, name);
        return recorded.isPresent() && !isIncomplete(recorded.get()) ? tokens(recorded.get()) : Optional.empty();
    }

    private static boolean isIncomplete(Migration recorded) {
        try (InputStream bytes = recorded.content().open()) {
            String text = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
            return DiscreetText.is(text) || WithheldText.is(text);
        } catch (IOException e) {
            return false; // whoever reads it next says so
        }
    }

    /** Empty where the script can no longer be understood. */
    private Optional<String> tokens(Migration script) throws SQLException {
        try {
            return Optional.of(executors.executor(script).tokens(script, session));
        } catch (IOException | MigriException e) {
            return Optional.empty();
        }
    }

    /** The file as it was when it was applied; empty where it was not kept. */
    public static Optional<Migration> recorded(AppliedLog log, String name) throws SQLException {
        return log.script(name)
                .filter(script -> script.compressed().length > 0)
                .map(script -> new Migration(name, script.kind(), "the recorded text of " + name, content(script)));
    }

    private static Migration.Content content(StoredScript script) {
        return () -> new GZIPInputStream(new ByteArrayInputStream(script.compressed()));
    }
}
