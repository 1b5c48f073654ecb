package io.migri.spi.execution;

import io.migri.api.Migration;
import io.migri.spi.DialectSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** Runs migrations of some kinds. Stateless; found by {@link java.util.ServiceLoader}. */
public interface MigrationExecutor {

    /** File extensions, lower case, without the dot. No two executors may share one. */
    Set<String> kinds();

    /**
     * Reads and checks {@code migration} without changing the database, so that mistakes show before anything runs.
     *
     * @throws io.migri.spi.script.ScriptException where the text cannot be understood, and where
     */
    PreparedMigration prepare(Migration migration, RunScope scope) throws IOException, SQLException;

    /**
     * The part of a migration's file that takes back what the rest of it does, as {@link #prepare} is given it in {@link Migration#section};
     * empty where there is none, which is what it is by default. Runs nothing and starts nothing.
     */
    default Optional<String> undoSection(Migration migration) throws IOException {
        return Optional.empty();
    }

    /**
     * A hash over what the script says: two that differ only in what means nothing, such as comments, white space, line ends and the
     * case of keywords, have the same. Runs nothing, starts nothing, and sends nothing after the session's first script. By default
     * only line ends and a byte order mark mean nothing.
     *
     * @return SHA-256 in lower-case hexadecimal; 64 characters
     * @throws io.migri.spi.script.ScriptException where the text cannot be understood
     */
    default String tokens(Migration migration, DialectSession session) throws IOException, SQLException {
        return LineHash.of(migration.content());
    }
}
