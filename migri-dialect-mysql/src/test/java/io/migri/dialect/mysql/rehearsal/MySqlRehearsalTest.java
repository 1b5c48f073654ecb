package io.migri.dialect.mysql.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ConnectionConfig;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.dialect.mysql.MySqlDialect;
import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.dialect.mysql.language.MySqlText;
import io.migri.dialect.mysql.rehearsal.scratch.MySqlScratchDatabase;
import io.migri.dialect.mysql.rehearsal.scratch.MySqlScratchName;
import io.migri.spi.DialectSession;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.rehearsal.Rehearsal;
import io.migri.spi.rehearsal.RehearsalRequest;
import io.migri.spi.wire.StatementFailedException;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import io.migri.testkit.server.client.ReferenceClient;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** The copy of a database in which a dry run happens. */
final class MySqlRehearsalTest {
    private final List<String> informed = new ArrayList<>();
    private final List<String> warned = new ArrayList<>();
    private final Optional<ConnectionConfig> elsewhere = Optional.empty();

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void isLikeTheDatabaseInEveryDefinition(Database database) throws Exception {
        RichSchema.create(database);
        ReferenceClient client = ReferenceClient.of(database.engine());
        String before = client.dump(database);
        try (Connection connection = new MySqlDialect().connect(database.config());
                Rehearsal<DialectSession> rehearsal = begun(connection, OptionalLong.empty())) {
            Connection copy = rehearsal.session().connection();
            assertEquals(List.of(), warned);
            assertEquals(
                    String.join("\n", RichSchema.describe(connection, database.name())),
                    String.join("\n", RichSchema.describe(copy, copy.getCatalog()))
                            .replace(copy.getCatalog(), database.name())
                            .replace("PRESERVE DISABLE", "PRESERVE ENABLE"));
            assertEquals(
                    List.of("0"),
                    column(copy, "SELECT count(*) FROM audit WHERE what LIKE 'copied%'"),
                    "triggers fire");
            String dumped = client.dump(database.named(copy.getCatalog()));
            assertEquals(inserts(before), inserts(dumped));
        }
        assertEquals(before, client.dump(database));
        assertEquals(List.of(), scratches(database));
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void copiesTheRowsThatCopiedRowsReferTo(Database database) throws SQLException {
        database.execute(
                "CREATE TABLE person (id int PRIMARY KEY, boss int, FOREIGN KEY (boss) REFERENCES person (id))",
                "CREATE TABLE letter (id int PRIMARY KEY, a int, b int, UNIQUE KEY (a, b))",
                "CREATE TABLE part (id int PRIMARY KEY, a int, b int, sender int NOT NULL,"
                        + " FOREIGN KEY (a, b) REFERENCES letter (a, b), FOREIGN KEY (sender) REFERENCES person (id))",
                "SET foreign_key_checks = 0",
                "INSERT INTO person VALUES (1, 20), (2, 1), (3, NULL), (20, 21), (21, 22), (22, 20), (30, 3)",
                "INSERT INTO letter VALUES (1, 1, 1), (2, 1, 2), (3, 1, 3), (4, 2, 9)",
                "INSERT INTO part VALUES (1, 2, 9, 30), (2, NULL, 5, 1), (3, 1, 3, 3)");
        try (Connection connection = new MySqlDialect().connect(database.config());
                Rehearsal<DialectSession> rehearsal = begun(connection, OptionalLong.of(2))) {
            Connection copy = rehearsal.session().connection();
            assertEquals(List.of("1", "2"), column(copy, "SELECT id FROM part ORDER BY id"));
            assertEquals(List.of("1", "2", "4"), column(copy, "SELECT id FROM letter ORDER BY id"));
            assertEquals(
                    List.of("1", "2", "20", "21", "22", "3", "30"),
                    column(copy, "SELECT id FROM person ORDER BY concat(id)"));
            assertTrue(informed.stream()
                    .anyMatch(line -> line.contains("not all rows were copied: letter, part, person")));
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void redirectsStatementsThatNameTheDatabaseAndTellsOfItByThatName(Database database) throws SQLException {
        database.execute("CREATE TABLE t (id int)");
        try (Connection connection = new MySqlDialect().connect(database.config());
                Rehearsal<DialectSession> rehearsal = begun(connection, OptionalLong.empty())) {
            String name = MySqlText.identifier(database.name());
            DialectSession stage = rehearsal.session();
            stage.wire()
                    .execute(List.of(
                            "INSERT INTO " + name + ".t VALUES (1)", "USE " + name, "INSERT INTO t VALUES (2)"));
            StatementFailedException failure = assertThrows(StatementFailedException.class, () -> stage.wire()
                    .execute(List.of("INSERT INTO " + name + ".u VALUES (1)")));
            assertTrue(failure.getMessage().contains(database.name() + ".u"), failure.getMessage());
            assertEquals(List.of("2"), column(stage.connection(), "SELECT count(*) FROM t"));
            assertEquals(List.of("0"), column(connection, "SELECT count(*) FROM t"));
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void leavesOutWhatWouldWriteToAnotherDatabase(Database database) throws Exception {
        try (Database other = database.server().create()) {
            other.execute("CREATE TABLE log (id int)");
            String log = MySqlText.identifier(other.name()) + ".log";
            database.execute(
                    "CREATE TABLE t (id int)",
                    "CREATE TRIGGER logging AFTER INSERT ON t FOR EACH ROW INSERT INTO " + log + " VALUES (NEW.id)",
                    "CREATE VIEW logged AS SELECT id FROM " + log,
                    "CREATE PROCEDURE clear() DELETE FROM " + log);
            try (Connection connection = new MySqlDialect().connect(database.config());
                    Rehearsal<DialectSession> rehearsal = begun(connection, OptionalLong.empty())) {
                DialectSession stage = rehearsal.session();
                stage.wire().execute(List.of("INSERT INTO t VALUES (1)", "SELECT * FROM logged"));
                assertThrows(StatementFailedException.class, () -> stage.wire()
                        .execute(List.of("INSERT INTO logged VALUES (1)")));
                stage.wire().execute(List.of("CREATE OR REPLACE VIEW another AS SELECT id FROM " + log));
                assertThrows(StatementFailedException.class, () -> stage.wire()
                        .execute(List.of("INSERT INTO another VALUES (1)")));
                assertEquals(
                        List.of("procedure clear", "trigger logging"),
                        warned.stream()
                                .map(line -> line.replaceAll(".*without the (\\w+ \\w+): it changes.*", "$1"))
                                .sorted()
                                .toList());
            }
            assertEquals(
                    List.of("0"), column(other.connect(), "SELECT count(*) FROM log"), "nothing is written elsewhere");
        }
    }

    @ForEachDatabase(Engine.MYSQL)
    void copiesWhatTheSessionWouldNotTakeAnyMore(Database database) throws SQLException {
        database.execute("CREATE TABLE t (id int)");
        try (Connection connection = new MySqlDialect().connect(database.config())) {
            MySqlConnection.execute(connection, "SET GLOBAL sql_require_primary_key = 1");
            try (Rehearsal<DialectSession> rehearsal = begun(connection, OptionalLong.empty())) {
                assertEquals(List.of(), warned);
                assertThrows(
                        StatementFailedException.class,
                        () -> rehearsal.session().wire().execute(List.of("CREATE TABLE u (id int)")));
            } finally {
                MySqlConnection.execute(connection, "SET GLOBAL sql_require_primary_key = 0");
            }
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void asksForThePrivilegeThatIsMissing(Database database) throws SQLException {
        String user = "u" + UUID.randomUUID().toString().substring(0, 8);
        database.execute(
                "CREATE USER '" + user + "'@'%' IDENTIFIED BY 'secret'",
                "GRANT ALL ON " + MySqlText.identifier(database.name()) + ".* TO '" + user + "'@'%'");
        try (Connection connection =
                new MySqlDialect().connect(database.withUser(user, "secret").config())) {
            MigriException refusal = assertThrows(MigriException.class, () -> begun(connection, OptionalLong.empty()));
            assertEquals(ErrorCode.DRY_RUN_UNSUPPORTED, refusal.code());
            String grant = refusal.help().orElseThrow().toString().replaceAll(".*: (GRANT .*)", "$1");
            assertEquals("GRANT ALL ON `migri\\_dry\\_%`.* TO '" + user + "'@'%'", grant);
            database.execute("CREATE TABLE t (id int)", "CREATE VIEW v AS SELECT id FROM t", grant);
            try (Connection allowed = new MySqlDialect()
                            .connect(database.withUser(user, "secret").config());
                    Rehearsal<DialectSession> rehearsal = begun(allowed, OptionalLong.empty())) {
                rehearsal.session().wire().execute(List.of("INSERT INTO v VALUES (1)"));
            }
            assertEquals(1, warned.size(), warned::toString);
            assertTrue(warned.get(0).contains("acts with the rights of this user"), warned::toString);
        } finally {
            database.execute("DROP USER '" + user + "'@'%'");
        }
        assertEquals(List.of(), scratches(database));
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void theNextRunRemovesWhatADeadOneLeftAndNothingElse(Database database) throws SQLException {
        String dead;
        String alive;
        String foreign = "migri_dry_notes" + UUID.randomUUID().toString().substring(0, 4);
        try (Connection living = database.connect();
                Connection connection = new MySqlDialect().connect(database.config())) {
            String server = MySqlScratchDatabase.server(living);
            dead = MySqlScratchName.fresh(server);
            alive = MySqlScratchName.fresh(server);
            assertTrue(MySqlScratchDatabase.lock(living, alive));
            String elsewhere = MySqlScratchName.fresh("another server");
            database.execute(
                    "CREATE DATABASE " + dead,
                    "CREATE TABLE " + dead + ".t (id int)",
                    "CREATE DATABASE " + alive,
                    "CREATE DATABASE " + elsewhere,
                    "CREATE DATABASE " + foreign);
            try {
                new MySqlDialect()
                        .session(connection)
                        .locks()
                        .tryLock(HistoryTable.USUAL)
                        .orElseThrow()
                        .close();
                List<String> left = scratches(database);
                assertFalse(left.contains(dead), left::toString);
                assertTrue(left.containsAll(List.of(alive, elsewhere, foreign)), left::toString);
            } finally {
                for (String name : List.of(dead, alive, elsewhere, foreign)) {
                    database.execute("DROP DATABASE IF EXISTS " + name);
                }
            }
        }
    }

    private Rehearsal<DialectSession> begun(Connection connection, OptionalLong rows) throws SQLException {
        RehearsalRequest request = new RehearsalRequest(
                rows,
                HistoryTable.USUAL,
                elsewhere,
                text -> informed.add(text.toString()),
                text -> warned.add(text.toString()));
        Rehearsal<DialectSession> rehearsal =
                new MySqlDialect().session(connection).rehearsals().open(request);
        try {
            rehearsal.begin();
            return rehearsal;
        } catch (SQLException | RuntimeException e) {
            rehearsal.close();
            throw e;
        }
    }

    private static List<String> inserts(String dump) {
        return dump.lines().filter(line -> line.startsWith("INSERT")).toList();
    }

    private static List<String> scratches(Database database) throws SQLException {
        try (Connection connection = database.connect()) {
            return column(
                    connection,
                    "SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE 'migri\\_dry%'");
        }
    }

    static List<String> column(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
