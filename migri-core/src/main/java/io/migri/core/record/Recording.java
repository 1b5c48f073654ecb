package io.migri.core.record;

import io.migri.api.AppliedMigration;
import io.migri.api.Fingerprint;
import io.migri.api.Migration;
import io.migri.spi.DialectSession;
import io.migri.spi.history.StoredScript;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * What is recorded of a migration's file.
 *
 * @param script without bytes where they are too many to keep, and without the passwords in it
 */
public record Recording(Fingerprint fingerprint, StoredScript script) {
    /** Larger files are not kept: the history is no archive of data. */
    private static final int KEPT = 1024 * 1024;

    /** Passwords are looked for in all of the text at once, which takes memory. */
    private static final long READ = 16L * 1024 * 1024;

    /**
     * Reads the file as it is now.
     *
     * @param tokens the hash over what it says
     */
    public static Recording of(Migration migration, String tokens, DialectSession session)
            throws IOException, SQLException {
        CappedGzip compressed = new CappedGzip(KEPT, READ);
        String file;
        try (compressed) {
            file = Hash.of(migration.content().open(), compressed);
        }
        return new Recording(
                new Fingerprint(file, tokens),
                new StoredScript(migration.kind(), DiscreetText.of(migration.kind(), compressed.bytes(), session)));
    }

    /** The entry of a migration that is made of this file. */
    public AppliedMigration entry(String name, Optional<Instant> appliedAt) {
        return new AppliedMigration(name, appliedAt, Optional.of(fingerprint), Optional.empty(), Optional.empty());
    }
}
