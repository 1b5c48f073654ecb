package io.migri.core.record;

import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.api.undo.Undo;
import io.migri.core.plugin.ExecutorRegistry;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.StoredScript;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What takes a migration back: as it lies beside the migration or in its file, and as it is kept in the history.
 *
 * @param executors who reads each kind of file
 * @param session knows the passwords in a text
 */
public record UndoText(ExecutorRegistry executors, DialectSession session) {

    /** That of the file, under its own name; empty where nobody wrote one. */
    public Optional<Migration> of(Migration migration) throws IOException {
        Migration beside = migration.undo();
        if (beside != null) {
            return Optional.of(meant(beside));
        }
        return executors.executor(migration).undoSection(migration).map(section -> migration
                .named(Undo.nameOf(migration.name()))
                .part(section));
    }

    /** The part of a file that takes a migration back: all of it, where it says nothing else. */
    public Migration meant(Migration undo) throws IOException {
        return executors.executor(undo).undoSection(undo).map(undo::part).orElse(undo);
    }

    /**
     * What is to be kept of it. Whatever is wrong with it does not concern who applies the migration: then it is not kept.
     *
     * @param texts whether more than a hash is kept
     */
    public Optional<StoredScript> kept(Migration migration, boolean texts, Gzip gzip) {
        try {
            Optional<Migration> undo = of(migration);
            return undo.isEmpty() ? Optional.empty() : Optional.of(stored(undo.get(), texts, gzip));
        } catch (IOException | SQLException e) {
            return Optional.empty();
        } catch (MigriException e) {
            if (e.code() == ErrorCode.PLUGIN_MISBEHAVED) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private StoredScript stored(Migration undo, boolean texts, Gzip gzip) throws IOException, SQLException {
        String tokens = tokens(undo);
        StoredScript whole =
                texts ? Recording.of(undo, tokens, session, gzip).script() : WithheldText.of(undo.kind(), tokens, gzip);
        return whole.compressed().length == 0 ? WithheldText.of(undo.kind(), tokens, gzip) : whole;
    }

    private String tokens(Migration undo) throws IOException, SQLException {
        return executors.executor(undo).tokens(undo, session);
    }

    /** What is kept of the undo of the migration of that name; empty where nothing is. */
    public Optional<Migration> recorded(AppliedLog log, String migration) throws SQLException, IOException {
        Optional<Migration> recorded = Comparison.recorded(log, Undo.nameOf(migration));
        return recorded.isEmpty() ? recorded : Optional.of(meant(recorded.get()));
    }

    /** Whether what is kept is all of the text, so that it can be run. */
    public static boolean isWhole(Migration recorded) throws IOException {
        String text = text(recorded);
        return !WithheldText.is(text) && !DiscreetText.is(text);
    }

    /** Whether a file says the same as what is kept of it; so it does where nobody can tell. */
    public boolean saysTheSame(Migration file, Migration recorded) throws SQLException, IOException {
        String text = text(recorded);
        if (DiscreetText.is(text)) {
            return true;
        }
        String tokens = tokens(file);
        return WithheldText.is(text) ? WithheldText.isOf(text, tokens) : tokens.equals(tokens(recorded));
    }

    private static String text(Migration script) throws IOException {
        try (InputStream bytes = script.content().open()) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
