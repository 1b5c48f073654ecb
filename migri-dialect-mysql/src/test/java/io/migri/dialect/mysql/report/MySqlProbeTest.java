package io.migri.dialect.mysql.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.api.report.Effect;
import io.migri.dialect.mysql.MySqlDialect;
import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.dialect.mysql.language.MySqlText;
import io.migri.spi.DialectSession;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.probe.ProbeRequest;
import io.migri.spi.probe.StatementProbe;
import io.migri.spi.rehearsal.Rehearsal;
import io.migri.spi.rehearsal.RehearsalRequest;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import io.migri.testkit.server.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What statements are told to have done, in a dry run. */
final class MySqlProbeTest {
    private static final String TABLE =
            "CREATE TABLE t (id int PRIMARY KEY, a int, b int NOT NULL DEFAULT 0, c varchar(20),"
                    + " e enum('x', 'y'), KEY ia (a)) DEFAULT CHARSET utf8mb4";
    private static final String ROW = "INSERT INTO t VALUES (1, 1, 1, 'x', 'x')";

    @Test
    void findsWhatMySqlAllows(@TestDatabase(Engine.MYSQL) Database database) throws SQLException {
        database.execute(TABLE, ROW);
        try (Connection connection = new MySqlDialect().connect(database.config())) {
            assertEquals("INSTANT", told(connection, "ALTER TABLE t ADD n int"));
            assertEquals("INSTANT", told(connection, "ALTER TABLE t ADD n int NOT NULL DEFAULT 5 FIRST"));
            assertEquals("INPLACE", told(connection, "ALTER TABLE t MODIFY c varchar(30)"));
            assertEquals("INPLACE", told(connection, "ALTER TABLE t COMMENT 'x'"));
            assertEquals("INPLACE; index i", told(connection, "ALTER TABLE t ADD KEY i (b)"));
            assertEquals("INPLACE", told(connection, "DROP INDEX ia ON t"));
            assertEquals("INPLACE; rewrite", told(connection, "ALTER TABLE t MODIFY a int NOT NULL"));
            assertEquals(
                    "INPLACE; rewrite", told(connection, "ALTER TABLE t DROP PRIMARY KEY, ADD PRIMARY KEY (b, id)"));
            assertEquals(
                    "INPLACE blocks writes; rewrite blocks writes",
                    told(connection, "ALTER TABLE t ADD FULLTEXT KEY f (c)"));
            assertEquals(
                    "COPY blocks writes; rewrite blocks writes",
                    told(connection, "ALTER TABLE t MODIFY c varchar(100)"));
            assertEquals(
                    "COPY blocks writes; rewrite blocks writes",
                    told(connection, "ALTER TABLE t PARTITION BY HASH (id) PARTITIONS 2"));
            assertEquals(
                    "COPY blocks writes; rewrite blocks writes; check k blocks writes",
                    told(connection, "ALTER TABLE t ADD CONSTRAINT k CHECK (a > 0)"));
        }
    }

    @Test
    void findsWhatMariaDbAllows(@TestDatabase(Engine.MARIADB) Database database) throws SQLException {
        database.execute(TABLE, ROW);
        try (Connection connection = new MySqlDialect().connect(database.config())) {
            assertEquals("INSTANT", told(connection, "ALTER TABLE t MODIFY c varchar(100)"));
            assertEquals("INSTANT", told(connection, "ALTER TABLE t DROP b"));
            assertEquals("NOCOPY; index i", told(connection, "CREATE INDEX i ON t (b)"));
            assertEquals("", told(connection, "DROP INDEX ia ON t"));
            assertEquals("INPLACE; rewrite", told(connection, "ALTER TABLE t MODIFY a int NOT NULL"));
            assertEquals(
                    "INPLACE blocks writes; rewrite blocks writes",
                    told(connection, "ALTER TABLE t ADD FULLTEXT KEY f (c)"));
            assertEquals("COPY; rewrite", told(connection, "ALTER TABLE t MODIFY b bigint NOT NULL"));
            assertEquals("COPY; rewrite; check k", told(connection, "ALTER TABLE t ADD CONSTRAINT k CHECK (a > 0)"));
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void tellsPartitionsThatAreWrittenAnew(Database database) throws SQLException {
        database.execute(
                "CREATE TABLE t (id int PRIMARY KEY) PARTITION BY RANGE (id)"
                        + " (PARTITION p VALUES LESS THAN (10), PARTITION q VALUES LESS THAN (20))",
                "INSERT INTO t VALUES (1), (11)");
        boolean mysql = database.engine() == Engine.MYSQL;
        String moved = (mysql ? "INPLACE" : "COPY") + " blocks writes; rewrite blocks writes";
        try (Connection connection = new MySqlDialect().connect(database.config())) {
            assertEquals(
                    mysql ? "INPLACE" : "",
                    told(connection, "ALTER TABLE t ADD PARTITION (PARTITION r VALUES LESS THAN (30))"));
            assertEquals(mysql ? "INPLACE" : "", told(connection, "ALTER TABLE t DROP PARTITION p"));
            assertEquals("", told(connection, "ALTER TABLE t TRUNCATE PARTITION p"));
            assertEquals(
                    moved,
                    told(
                            connection,
                            "ALTER TABLE t REORGANIZE PARTITION p, q INTO (PARTITION s VALUES LESS THAN (20))"));
            assertEquals("rewrite blocks writes", told(connection, "ALTER TABLE t OPTIMIZE PARTITION p"));
        }
    }

    /** Who may not look at the server's files still learns what is rewritten. */
    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void doesWithoutThePrivilegeToLookAtFiles(Database database) throws SQLException {
        String user = "u" + UUID.randomUUID().toString().substring(0, 8);
        String grantee = "'" + user + "'@'%'";
        database.execute(
                TABLE,
                ROW,
                "CREATE USER " + grantee + " IDENTIFIED BY 'secret'",
                "GRANT ALL ON " + MySqlText.identifier(database.name()) + ".* TO " + grantee,
                "GRANT ALL ON `migri\\_dry\\_%`.* TO " + grantee);
        try (Connection connection =
                new MySqlDialect().connect(database.withUser(user, "secret").config())) {
            assertEquals("INPLACE; rewrite", told(connection, "ALTER TABLE t FORCE"));
            assertEquals("INPLACE; rewrite", told(connection, "ALTER TABLE t MODIFY a int NOT NULL"));
            assertEquals("INPLACE; rewrite", told(connection, "ALTER TABLE t ADD n int, ADD KEY i (n)"));
            String longer = told(connection, "ALTER TABLE t MODIFY c varchar(30)");
            assertEquals(database.engine() == Engine.MYSQL ? "INPLACE" : "INSTANT", longer);
        } finally {
            database.execute("DROP USER " + grantee);
        }
    }

    /** The table itself has no room for another one, though the copy has. */
    @Test
    void knowsThatColumnsWereAddedAtOnceTooOften(@TestDatabase(Engine.MYSQL) Database database) throws SQLException {
        database.execute(Stream.concat(
                        Stream.of("CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t VALUES (1)"),
                        Stream.iterate(1, i -> i <= 255, i -> i + 1)
                                .map(i -> "ALTER TABLE t ADD c" + i + " int, ALGORITHM=INSTANT"))
                .toArray(String[]::new));
        try (Connection connection = new MySqlDialect().connect(database.config())) {
            assertEquals("INPLACE; rewrite", told(connection, "ALTER TABLE t ADD n int"));
            assertEquals("INSTANT", told(connection, "ALTER TABLE t ALTER c1 SET DEFAULT 7"));
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void leavesWhatItTriedAsTheStatementItselfWould(Database database) throws SQLException {
        String statement = "ALTER TABLE t MODIFY b bigint NOT NULL DEFAULT 3, ADD KEY i (c), ADD n int AFTER id";
        database.execute(
                TABLE, ROW, TABLE.replace("TABLE t", "TABLE same"), statement.replace("TABLE t", "TABLE same"));
        try (Connection connection = new MySqlDialect().connect(database.config());
                Rehearsal<DialectSession> rehearsal = rehearsal(connection)) {
            effects(rehearsal, statement);
            Connection copy = rehearsal.session().connection();
            assertEquals(definition(connection, "same").replace("`same`", "`t`"), definition(copy, "t"));
            assertEquals(
                    "1", MySqlConnection.text(copy, "SELECT count(*) FROM t").orElseThrow());
        }
    }

    private static String definition(Connection connection, String table) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SHOW CREATE TABLE " + table)) {
            row.next();
            return row.getString(2);
        }
    }

    private static String told(Connection connection, String statement) throws SQLException {
        try (Rehearsal<DialectSession> rehearsal = rehearsal(connection)) {
            List<String> told = new ArrayList<>();
            for (Effect effect : effects(rehearsal, statement)) {
                String blocks =
                        switch (effect.blocks()) {
                            case NOTHING -> "";
                            default -> " " + effect.blocks().words();
                        };
                switch (effect.kind()) {
                    case ALGORITHM -> told.add(effect.detail() + blocks);
                    case REWRITE -> told.add("rewrite" + blocks);
                    case INDEX_BUILD -> told.add("index " + effect.detail() + blocks);
                    case VALIDATION -> told.add("check " + effect.detail() + blocks);
                    case COMMIT, LOSS -> {}
                    default -> told.add(effect.describe());
                }
            }
            return String.join("; ", told);
        }
    }

    private static Rehearsal<DialectSession> rehearsal(Connection connection) throws SQLException {
        Rehearsal<DialectSession> rehearsal =
                new MySqlDialect().session(connection).rehearsals().open(RehearsalRequest.quiet(HistoryTable.USUAL));
        rehearsal.begin();
        return rehearsal;
    }

    private static List<Effect> effects(Rehearsal<DialectSession> rehearsal, String statement) throws SQLException {
        DialectSession stage = rehearsal.session();
        StatementProbe probe =
                stage.probe(new ProbeRequest(true, Set.of("applied_migration"))).orElseThrow();
        probe.migrationBegins();
        probe.before(statement);
        probe.execute(statement);
        return probe.after(statement);
    }
}
