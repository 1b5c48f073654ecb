package io.migri.core.pipeline;

import io.migri.api.Migration;
import io.migri.core.plugin.ExecutorRegistry;
import io.migri.core.reading.Prepared;
import io.migri.core.script.PreparedScripts;
import io.migri.core.script.SqlMigrationExecutor;
import io.migri.spi.DialectSession;
import io.migri.spi.script.SqlStatement;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;

/** Scripts for tests, given as the statements that a reader would find in them. */
final class ScriptOf {
    private ScriptOf() {}

    static Prepared statements(List<SqlStatement> statements, DialectSession session) {
        Migration migration = new Migration("0001", "sql", "0001.sql", InputStream::nullInputStream);
        try {
            return new Prepared(
                    migration,
                    ExecutorRegistry.discover(ScriptOf.class.getClassLoader(), List.of(new SqlMigrationExecutor())),
                    PreparedScripts.of(migration, session, statements));
        } catch (SQLException | IOException e) {
            throw new AssertionError(e);
        }
    }
}
