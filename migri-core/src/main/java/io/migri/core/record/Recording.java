package io.migri.core.record;

import io.migri.api.AppliedMigration;
import io.migri.api.Fingerprint;
import io.migri.api.Migration;
import io.migri.core.source.FrozenContent;
import io.migri.core.source.WholeFile;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.StoredScript;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of a migration's file.
 *
 * @param script without bytes where they are too many to keep, and without the passwords in it
 * @param undo what takes it back, kept in the same way; null where nothing does
 */
public record Recording(
        Fingerprint fingerprint,
        StoredScript script,
        @Nullable StoredScript undo) {
    /** Larger files are not kept: the history is no archive of data. */
    private static final int KEPT = 1024 * 1024;

    /** Passwords are looked for in all of the text at once, which takes memory. */
    private static final long READ = 16L * 1024 * 1024;

    /**
     * Reads the file as it is now, and keeps its hashes alone.
     *
     * @param tokens the hash over what it says
     */
    public static Recording withoutText(Migration migration, String tokens, Gzip gzip) throws IOException {
        Optional<WholeFile> whole = FrozenContent.whole(migration);
        String hash = whole.isPresent()
                ? whole.get().hash()
                : Hash.of(migration.content().open(), OutputStream.nullOutputStream());
        return new Recording(new Fingerprint(hash, tokens), WithheldText.of(migration.kind(), gzip), null);
    }

    /**
     * Reads the file as it is now. A large one whose hash is known from its first reading is not read for it again.
     *
     * @param tokens the hash over what it says
     */
    public static Recording of(Migration migration, String tokens, DialectSession session, Gzip gzip)
            throws IOException, SQLException {
        Optional<WholeFile> whole = FrozenContent.whole(migration);
        if (whole.isPresent() && whole.get().size() > READ) {
            return recording(migration, whole.get().hash(), tokens, new byte[0]);
        }
        try (InputStream bytes = migration.content().open()) {
            byte[] start = bytes.readNBytes(KEPT + 1);
            if (start.length <= KEPT) {
                byte[] kept = DiscreetText.of(migration.kind(), start, session, gzip);
                return recording(migration, Hash.of(start), tokens, kept.length > KEPT ? new byte[0] : kept);
            }
            return large(migration, new SequenceInputStream(new ByteArrayInputStream(start), bytes), tokens, session);
        }
    }

    private static Recording large(Migration migration, InputStream bytes, String tokens, DialectSession session)
            throws IOException {
        CappedGzip compressed = new CappedGzip(KEPT, READ);
        String file;
        try (compressed) {
            file = Hash.of(bytes, compressed);
        }
        byte[] kept = DiscreetText.of(migration.kind(), compressed.bytes(), session);
        return recording(migration, file, tokens, kept);
    }

    private static Recording recording(Migration migration, String file, String tokens, byte[] kept) {
        return new Recording(new Fingerprint(file, tokens), new StoredScript(migration.kind(), kept), null);
    }

    /** The same with what takes the migration back. */
    public Recording undoneBy(Optional<StoredScript> kept) {
        return kept.isEmpty() ? this : new Recording(fingerprint, script, kept.get());
    }

    /** The statements that keep the undo of the migration of that name. */
    public List<String> keepUndo(AppliedLog log, String name) {
        return undo == null ? List.of() : log.keepUndo(name, undo);
    }

    /** The entry of a migration that is made of this file. */
    public AppliedMigration entry(String name, Optional<Instant> appliedAt) {
        return new AppliedMigration(name, appliedAt, Optional.of(fingerprint), Optional.empty(), Optional.empty());
    }
}
