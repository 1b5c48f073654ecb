package io.migri;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.core.script.SqlMigrationExecutor;
import io.migri.spi.Purpose;
import io.migri.testkit.scripted.ScriptedDatabase;
import io.migri.testkit.scripted.ScriptedDialect;
import io.migri.testkit.scripted.ScriptedFiles;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Whose connection it is, and how it goes back. */
class TargetTest {
    private final ScriptedDatabase database = new ScriptedDatabase();
    private final ScriptedDialect dialect = new ScriptedDialect(database);

    @Test
    void aBorrowedConnectionStaysOpen() throws SQLException {
        Connection connection = connection();
        assertEquals(
                1, builder().connection(connection).build().migrate().applied().size());
        assertFalse(connection.isClosed());
    }

    @Test
    void aBorrowedConnectionWithATransactionOfItsOwnIsRefused() throws SQLException {
        Connection connection = connection();
        connection.setAutoCommit(false);
        Migri migri = builder().connection(connection).build();
        assertEquals(
                ErrorCode.CONFIGURATION_INVALID,
                assertThrows(MigriException.class, migri::migrate).code());
        assertFalse(connection.isClosed());
    }

    @Test
    void oneOpenConnectionLooksOnlyToo() throws SQLException {
        Connection connection = connection();
        Migri migri = builder().connection(connection).build();
        assertTrue(migri.lockHolder().isEmpty());
        assertEquals("database", migri.examine().get(0).area());
        assertEquals(List.of(), database.recorded());
        assertFalse(connection.isClosed());
    }

    @Test
    void aTargetAndASourceHaveToBeNamedOnce() throws SQLException {
        Connection connection = connection();
        Migri.Builder twice = builder().connection(connection).target(ScriptedDialect.target());
        Migri.Builder none = builder();
        Migri.Builder files = builder().connection(connection).location("migrations");
        for (Migri.Builder wrong : List.of(twice, none, files)) {
            MigriException refusal = assertThrows(MigriException.class, wrong::build);
            assertEquals(ErrorCode.CONFIGURATION_INVALID, refusal.code());
        }
    }

    @Test
    void aPoolThatCannotBeMadeHasNoConnection() {
        IllegalStateException failure = new IllegalStateException("no pool: connection refused");
        DataSource pool = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    throw failure;
                });
        Migri migri = builder().dataSource(pool).build();
        MigriException told = assertThrows(MigriException.class, migri::check);
        assertEquals(ErrorCode.DATABASE_UNAVAILABLE, told.code());
        assertTrue(told.getMessage().contains("no pool: connection refused"), told::getMessage);
    }

    private Connection connection() throws SQLException {
        return dialect.connect(ScriptedDialect.target(), Purpose.CHANGE);
    }

    private Migri.Builder builder() {
        return Migri.builder()
                .dialect(dialect)
                .executor(new SqlMigrationExecutor())
                .classLoader(ClassLoader.getPlatformClassLoader())
                .source(new ScriptedFiles().put("0001", "a;"));
    }
}
