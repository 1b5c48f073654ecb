package io.migri.dialect.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.LockHolder;
import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.dialect.mysql.lock.MySqlLock;
import io.migri.spi.DialectSession;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.lock.MigrationLock;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MySqlSessionTest {
    private static final String COLLATION = "SELECT @@collation_connection";

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void putsBackWhatNoTransactionAllowsOnlyWhereAScriptChangedIt(Database database) throws SQLException, IOException {
        try (Connection connection = new MySqlDialect().connect(database.config())) {
            DialectSession session = new MySqlDialect().session(connection);
            session.state().restore();
            assertEquals(List.of(), session.state().restoreOutside());
            execute(
                    session,
                    "SET sql_log_bin=0; SET SESSION auto_increment_increment=7, @@global.innodb_strict_mode=1;");
            assertEquals(
                    "0 7",
                    text(connection, "SELECT concat_ws(' ', if(@@sql_log_bin, 1, 0), @@auto_increment_increment)"));
            session.wire().execute(session.state().restoreOutside());
            assertEquals(
                    "1 1",
                    text(connection, "SELECT concat_ws(' ', if(@@sql_log_bin, 1, 0), @@auto_increment_increment)"));
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void runsMigrationsUnderTheServersOwnCollation(Database database) throws SQLException {
        try (Connection connection = new MySqlDialect().connect(database.config());
                Connection client = database.connect()) {
            MySqlConnection.execute(client, "SET NAMES utf8mb4");
            DialectSession session = new MySqlDialect().session(connection);
            List<String> restore = session.state().restore();
            assertEquals(text(client, COLLATION), text(connection, COLLATION));
            session.wire().execute(restore);
            assertEquals(text(client, COLLATION), text(connection, COLLATION));
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void leavesABorrowedConnectionAsItIs(Database database) throws SQLException {
        try (Connection connection = database.connect()) {
            MySqlConnection.execute(connection, "SET NAMES latin1 COLLATE latin1_bin");
            MySqlConnection.execute(connection, "SET sql_mode='ANSI_QUOTES', time_zone='+03:00'");
            String state =
                    "SELECT concat_ws(' ', @@collation_connection, @@sql_mode, @@time_zone, @@net_write_timeout)";
            String before = text(connection, state);
            DialectSession session = new MySqlDialect().session(connection);
            session.wire().execute(session.state().restore());
            session.wire().execute(List.of("SELECT 1", "DO 1"));
            assertEquals(before, text(connection, state));
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void doesNotMakeSqlModeStrict(Database database) throws SQLException {
        String before;
        try (Connection connection = database.connect()) {
            before = text(connection, "SELECT @@global.sql_mode");
        }
        database.execute("SET GLOBAL sql_mode='NO_ENGINE_SUBSTITUTION', GLOBAL autocommit=0");
        try (Connection connection = new MySqlDialect().connect(database.config())) {
            assertEquals("NO_ENGINE_SUBSTITUTION", text(connection, "SELECT @@sql_mode"));
            new MySqlDialect().session(connection).state().restore();
            assertEquals("1", text(connection, "SELECT @@autocommit"));
            assertTrue(connection.getAutoCommit());
        } finally {
            database.execute("SET GLOBAL autocommit=1", "SET GLOBAL sql_mode='" + before + "'");
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void locksHistoriesWithLongNames(Database database) throws SQLException {
        HistoryTable one = new HistoryTable(null, "a".repeat(63) + "1");
        HistoryTable two = new HistoryTable(null, "a".repeat(63) + "2");
        try (Connection connection = new MySqlDialect().connect(database.config());
                Connection other = new MySqlDialect().connect(database.config())) {
            DialectSession session = new MySqlDialect().session(connection);
            try (MigrationLock first = session.locks().tryLock(one).orElseThrow();
                    MigrationLock second = new MySqlDialect()
                            .session(other)
                            .locks()
                            .tryLock(two)
                            .orElseThrow()) {
                assertTrue(first.coversRun() && second.coversRun());
                LockHolder holder = session.locks().holder(two).orElseThrow();
                assertEquals(Optional.of(database.user()), holder.user());
                // a session that has just answered may still be seen at its query
                assertTrue(List.of("sleep", "query").contains(holder.state().orElseThrow()), holder::toString);
            }
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void unlocksTheTablesThatAScriptLocked(Database database) throws SQLException, IOException {
        database.execute("CREATE TABLE one (id int)", "CREATE TABLE two (id int)");
        try (Connection connection = new MySqlDialect().connect(database.config())) {
            DialectSession session = new MySqlDialect().session(connection);
            session.state().restore();
            String failing = "LOCK TABLES one READ; SELECT no_such_column FROM one; UNLOCK TABLES;";
            assertThrows(SQLException.class, () -> execute(session, failing));
            assertThrows(SQLException.class, () -> text(connection, "SELECT count(*) FROM two"));
            session.wire().execute(session.state().restoreOutside());
            assertEquals("0", text(connection, "SELECT count(*) FROM two"));
        }
    }

    @Test
    void namesLocksWithinTheServersLimit() {
        String one = MySqlLock.name("d".repeat(64), "a".repeat(63) + "1");
        assertEquals(64, one.length());
        assertNotEquals(one, MySqlLock.name("d".repeat(64), "a".repeat(63) + "2"));
        assertEquals("migri:zoo.applied_migration", MySqlLock.name("zoo", "applied_migration"));
    }

    private static void execute(DialectSession session, String script) throws SQLException, IOException {
        try (StatementReader reader = session.language().read(new StringReader(script))) {
            for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                session.wire().execute(List.of(next.text()));
            }
        }
    }

    private static String text(Connection connection, String query) throws SQLException {
        return MySqlConnection.text(connection, query).orElseThrow();
    }
}
