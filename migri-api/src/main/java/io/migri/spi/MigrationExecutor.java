package io.migri.spi;

import io.migri.api.Migration;
import java.io.IOException;
import java.sql.SQLException;
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
}
