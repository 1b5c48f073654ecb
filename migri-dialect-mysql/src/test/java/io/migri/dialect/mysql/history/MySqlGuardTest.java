package io.migri.dialect.mysql.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.AppliedMigration;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.dialect.mysql.MySqlDialect;
import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.UnfitName;
import io.migri.spi.lock.MigrationLock;
import io.migri.spi.state.Aside;
import io.migri.spi.wire.StatementFailedException;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What stands around the row and the marks of a run. */
final class MySqlGuardTest {
    private static final HistoryTable HISTORY = HistoryTable.USUAL;

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void failsWhereTheLockWasGivenUp(Database database) throws SQLException {
        try (Connection connection = new MySqlDialect().connect(database.config())) {
            DialectSession session = new MySqlDialect().session(connection);
            MigrationLock lock = session.locks().tryLock(HISTORY).orElseThrow();
            session.wire().execute(List.of("SET sql_select_limit = 0"));
            session.wire().execute(lock.guard());
            // with that limit DO would do nothing
            session.wire().execute(List.of("SELECT RELEASE_ALL_LOCKS() LIMIT 1"));
            assertThrows(StatementFailedException.class, () -> session.wire().execute(lock.guard()));
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void failsWhereAnotherRunHasRecordedTheName(Database database) throws SQLException {
        try (Connection connection = new MySqlDialect().connect(database.config());
                Connection other = new MySqlDialect().connect(database.config())) {
            DialectSession session = new MySqlDialect().session(connection);
            AppliedLog log = prepared(session);
            session.wire().execute(log.absent("0001"));
            session.wire().execute(log.append(migration("0001")));
            session.wire().execute(log.absent("0002"));
            AppliedLog theirs = prepared(new MySqlDialect().session(other));
            session.wire().execute(List.of("START TRANSACTION", "SELECT * FROM applied_migration"));
            new MySqlDialect().session(other).wire().execute(theirs.append(migration("0002")));
            assertThrows(StatementFailedException.class, () -> session.wire().execute(log.absent("0002")));
            session.wire().execute(List.of("ROLLBACK"));
            session.wire().execute(log.absent("0002A"));
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void failsWhereATriggerKeepsAnotherName(Database database) throws SQLException {
        try (Connection connection = new MySqlDialect().connect(database.config())) {
            prepared(new MySqlDialect().session(connection));
            database.execute("CREATE TRIGGER x BEFORE INSERT ON applied_migration FOR EACH ROW SET NEW.name = 'other'");
            DialectSession session = new MySqlDialect().session(connection);
            AppliedLog log = prepared(session);
            assertThrows(StatementFailedException.class, () -> session.wire().execute(log.append(migration("0001"))));
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void readsNoHistoryThatIsAView(Database database) throws SQLException {
        database.execute(
                "CREATE TABLE behind (id int PRIMARY KEY, date_applied datetime, name text)",
                "CREATE VIEW applied_migration AS SELECT * FROM behind");
        try (Connection connection = new MySqlDialect().connect(database.config())) {
            AppliedLog log = new MySqlDialect().session(connection).history().log(HISTORY);
            MigriException refusal = assertThrows(MigriException.class, log::read);
            assertEquals(ErrorCode.HISTORY_UNUSABLE, refusal.code());
            assertTrue(refusal.getMessage().contains("@"), refusal.getMessage());
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void refusesANameThatAnOldTableCannotHold(Database database) throws SQLException {
        database.execute(
                "CREATE TABLE applied_migration (id int AUTO_INCREMENT PRIMARY KEY, date_applied datetime(6) NOT NULL,"
                        + " name text NOT NULL) CHARACTER SET latin1");
        try (Connection connection = new MySqlDialect().connect(database.config())) {
            DialectSession session = new MySqlDialect().session(connection);
            AppliedLog log = prepared(session);
            UnfitName unfit = log.unfit("0001_\u0441\u0447\u0451\u0442").orElseThrow();
            assertTrue(unfit.reason().contains("latin1"), unfit.reason());
            assertEquals(Optional.empty(), log.unfit("0001_caf\u00e9"));
            database.execute(
                    unfit.help().substring("execute: ".length(), unfit.help().indexOf(';')));
            AppliedLog altered = prepared(new MySqlDialect().session(connection));
            assertEquals(Optional.empty(), altered.unfit("0001_\u0441\u0447\u0451\u0442"));
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void readsAllOfTheHistoryWhateverLimitsTheSession(Database database) throws SQLException {
        try (Connection connection = new MySqlDialect().connect(database.config())) {
            DialectSession session = new MySqlDialect().session(connection);
            AppliedLog log = prepared(session);
            for (String name : List.of("a", "b", "c")) {
                session.wire().execute(log.append(migration(name)));
            }
            session.wire()
                    .execute(List.of(
                            "SET sql_select_limit = 1, max_join_size = 1, sql_big_selects = 0, sql_mode = 'ANSI'"));
            assertEquals(3, log.read().orElseThrow().size());
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void letsTheScriptFindItsSettingsBehindAMark(Database database) throws Exception {
        try (Connection connection = new MySqlDialect().connect(database.config())) {
            DialectSession session = new MySqlDialect().session(connection);
            prepared(session);
            session.state().restore();
            assertEquals(Aside.NONE, session.state().aside());
            String set = "SET sql_mode = 'ANSI', sql_select_limit = 7, sql_safe_updates = 1";
            try (var reader = session.language().read(new StringReader(set + ";"))) {
                reader.next();
            }
            session.wire().execute(List.of(set));
            Aside aside = session.state().aside();
            String query = "SELECT concat(@@sql_mode, @@sql_select_limit, @@sql_safe_updates) LIMIT 1";
            String theirs = MySqlConnection.text(connection, query).orElseThrow();
            session.wire().execute(aside.before());
            assertTrue(!theirs.equals(MySqlConnection.text(connection, query).orElseThrow()));
            session.wire().execute(aside.after());
            assertEquals(theirs, MySqlConnection.text(connection, query).orElseThrow());
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void tellsWhatARollbackLeft(Database database) throws SQLException {
        database.execute("CREATE TABLE kept (id int) ENGINE=MyISAM", "CREATE TABLE gone (id int) ENGINE=InnoDB");
        try (Connection connection = new MySqlDialect().connect(database.config())) {
            DialectSession session = new MySqlDialect().session(connection);
            for (String table : List.of("kept", "gone")) {
                session.wire()
                        .execute(List.of(session.wire().syntax().begin(), "INSERT INTO " + table + " VALUES (1)"));
                session.wire().execute(List.of(session.wire().syntax().rollback()));
                assertEquals(
                        table.equals("kept"), session.state().leftByRollback().isPresent(), table);
            }
        }
    }

    private static AppliedLog prepared(DialectSession session) throws SQLException {
        AppliedLog log = session.history().log(HISTORY);
        session.locks().tryLock(HISTORY);
        log.prepare();
        return log;
    }

    private static AppliedMigration migration(String name) {
        return new AppliedMigration(name, Optional.of(Instant.EPOCH));
    }
}
