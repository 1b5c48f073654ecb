package io.migri.behaviour;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.report.Danger;
import io.migri.api.report.Danger.Severity;
import io.migri.api.report.Effect;
import io.migri.api.report.Impact;
import io.migri.api.report.StatementReport;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What a run on MySQL and MariaDB reports of its statements. */
class MySqlReportIT {
    private static final String COMMITS = "commits, so that a failure later on does not undo it";

    @TempDir
    private Path directory;

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void knowsEveryDanger(Database database) throws Exception {
        prepare(database);
        String copying = database.engine() == Engine.MYSQL ? " and blocks writes meanwhile" : "";
        assertAll(Stream.of(
                        new Case(
                                "ALTER TABLE orders MODIFY id bigint NOT NULL",
                                Severity.REWRITE,
                                "0001 line 1 rewrites `orders` (",
                                copying,
                                "add a column of the new type"),
                        new Case(
                                "ALTER TABLE orders ADD CONSTRAINT buyer FOREIGN KEY (customer) REFERENCES customers"
                                        + " (id)",
                                Severity.REWRITE,
                                "rewrites `orders`",
                                copying,
                                "foreign_key_checks=0"),
                        new Case(
                                "ALTER TABLE orders ADD CONSTRAINT positive CHECK (amount > 0)",
                                Severity.REWRITE,
                                "rewrites `orders`",
                                copying,
                                "online schema change"),
                        new Case(
                                "ALTER TABLE orders CONVERT TO CHARACTER SET latin1",
                                Severity.REWRITE,
                                "rewrites `orders`",
                                copying,
                                "online schema change"),
                        new Case(
                                "ALTER TABLE orders ADD note int, MODIFY id bigint NOT NULL",
                                Severity.REWRITE,
                                "rewrites `orders`",
                                copying,
                                "an ALTER TABLE of its own"),
                        new Case(
                                "ALTER TABLE orders MODIFY amount int NOT NULL",
                                Severity.REWRITE,
                                "rewrites `orders` (",
                                "",
                                "when the server has little to do"),
                        new Case(
                                "ALTER TABLE orders ADD note int, ADD KEY by_amount (amount)",
                                Severity.REWRITE,
                                "rewrites `orders` (",
                                "",
                                "write ALGORITHM=INSTANT there"),
                        new Case(
                                "OPTIMIZE TABLE orders",
                                Severity.REWRITE,
                                "rewrites `orders` (",
                                "",
                                "not in a migration"),
                        new Case(
                                "ALTER TABLE old ENGINE=InnoDB",
                                Severity.REWRITE,
                                "rewrites `old`",
                                copying,
                                "schema change"),
                        new Case(
                                "ALTER TABLE texts ADD FULLTEXT KEY another (text)",
                                Severity.BLOCKING,
                                "builds the index `another` on `texts`",
                                " and blocks writes meanwhile",
                                "nobody writes"),
                        new Case(
                                "UPDATE orders SET amount = amount + 1",
                                Severity.NOTABLE,
                                "changes 30,000 rows of `orders`",
                                "about 30,000 rows",
                                "in batches"),
                        new Case(
                                "DELETE FROM orders WHERE id % 2 = 0",
                                Severity.NOTABLE, "changes 15,000 rows of `orders`", "about 30,000 rows", "in batches"))
                .map(each -> told(database, each)));
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void callsNothingDangerousThatIsNot(Database database) throws Exception {
        prepare(database);
        assertAll(Stream.of(
                        "ALTER TABLE orders ADD COLUMN note int",
                        "ALTER TABLE orders DROP COLUMN code",
                        "ALTER TABLE orders ALTER amount SET DEFAULT 7",
                        "ALTER TABLE orders MODIFY code varchar(40)",
                        "ALTER TABLE orders ADD KEY by_amount (amount)",
                        "CREATE INDEX by_amount ON orders (amount)",
                        "DROP INDEX by_customer ON orders",
                        "ALTER TABLE orders RENAME INDEX by_customer TO by_buyer",
                        "ALTER TABLE orders COMMENT 'x'",
                        "ALTER TABLE orders RENAME TO purchases",
                        "SET foreign_key_checks = 0;\n"
                                + "ALTER TABLE orders ADD FOREIGN KEY (customer) REFERENCES customers (id)",
                        "ALTER TABLE unused MODIFY id bigint",
                        "OPTIMIZE TABLE unused",
                        "TRUNCATE orders",
                        "DROP TABLE orders",
                        "CREATE TABLE fresh AS SELECT * FROM orders;\nALTER TABLE fresh MODIFY id bigint",
                        "CREATE TEMPORARY TABLE orders (id int);\nINSERT INTO orders VALUES (1);\n"
                                + "ALTER TABLE orders MODIFY id bigint",
                        "UPDATE orders SET amount = 1 WHERE id < 10",
                        "SELECT count(*) FROM orders")
                .map(statement ->
                        () -> assertEquals(List.of(), TimeDangers.of(dryRun(database, statement)), statement)));
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void tellsTheBestAlgorithm(Database database) throws Exception {
        prepare(database);
        List<StatementReport> told = dryRun(database, """
            ALTER TABLE orders ADD COLUMN note int;
            CREATE INDEX by_amount ON orders (amount);
            ALTER TABLE orders RENAME TO purchases;
            ALTER TABLE purchases MODIFY id bigint NOT NULL;
            TRUNCATE TABLE purchases;
            DROP TABLE purchases, customers;
            """).statements();
        String inPlace = database.engine() == Engine.MYSQL ? "INPLACE" : "NOCOPY";
        String copying = database.engine() == Engine.MYSQL ? "; blocks writes" : "";
        assertEquals(List.of("needs INSTANT for `orders`", COMMITS), unsized(told.get(0)));
        assertEquals(
                List.of("needs " + inPlace + " for `orders`", "builds the index `by_amount` on `orders`", COMMITS),
                unsized(told.get(1)));
        assertEquals(List.of("needs INSTANT for `orders`", COMMITS), unsized(told.get(2)));
        assertEquals(
                List.of("needs COPY for `orders`" + copying, "rewrites `orders`" + copying, COMMITS),
                unsized(told.get(3)));
        assertEquals(List.of("removes all rows of `orders`", COMMITS), unsized(told.get(4)));
        assertEquals(List.of("removes `orders`", "removes `customers`", COMMITS), unsized(told.get(5)));
        Effect effect = told.get(3).effects().get(1);
        assertTrue(effect.bytes().orElseThrow() > 1_000_000, effect::toString);
        // exact, because the database looks at every page of this table
        assertEquals(30_000, effect.rows().orElseThrow(), effect::toString);
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void leavesAStatementThatNamesAnAlgorithmAsItIs(Database database) throws Exception {
        prepare(database);
        StatementReport told = dryRun(
                        database, "ALTER TABLE customers ADD COLUMN a int, ALGORITHM = COPY, LOCK = SHARED")
                .statements()
                .get(0);
        assertEquals(
                List.of("needs COPY for `customers`; blocks writes", "rewrites `customers`; blocks writes", COMMITS),
                unsized(told));
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void tellsOfARealRunWhatItsOutcomeShows(Database database) throws Exception {
        prepare(database);
        List<StatementReport> told = Migrations.in(directory)
                .file("0001", """
                    ALTER TABLE orders MODIFY id bigint NOT NULL;
                    ALTER TABLE orders FORCE;
                    ALTER TABLE orders ADD KEY by_amount (amount);
                    ALTER TABLE orders ADD note int;
                    UPDATE orders SET amount = amount + 1;
                    """)
                .on(database)
                .report(true)
                .build()
                .migrate()
                .impact()
                .orElseThrow()
                .statements();
        String copying = database.engine() == Engine.MYSQL ? "; blocks writes" : "";
        assertEquals(
                List.of("needs COPY for `orders`" + copying, "rewrites `orders`" + copying, COMMITS),
                unsized(told.get(0)));
        assertEquals(List.of("needs INPLACE for `orders`", "rewrites `orders`", COMMITS), unsized(told.get(1)));
        assertEquals(List.of("builds the index `by_amount` on `orders`", COMMITS), unsized(told.get(2)));
        assertEquals(List.of(COMMITS), unsized(told.get(3)));
        assertEquals(OptionalLong.of(30_000), told.get(4).rows());
        assertEquals(
                List.of("overwrites every row of `orders`", "changes 30,000 rows of `orders`"), unsized(told.get(4)));
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void tellsWhatIsLost(Database database) throws Exception {
        prepare(database);
        for (String statement : List.of(
                "DROP TABLE orders",
                "TRUNCATE orders",
                "DELETE FROM orders",
                "UPDATE orders SET amount = amount + 1",
                "ALTER TABLE orders DROP amount")) {
            List<Danger> dangers = dryRun(database, statement).dangers();
            assertTrue(dangers.stream().anyMatch(danger -> danger.severity() == Severity.LOSS), statement);
        }
    }

    /** The copy has all it needs to say so, and the report must not say more. */
    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void failsWhereTheStatementFails(Database database) throws Exception {
        prepare(database);
        ProcessResult said = Migrations.in(directory)
                .file("0001", "CREATE UNIQUE INDEX one ON orders (customer);")
                .launcher(database)
                .run("--dry-run", "--report");
        assertEquals(3, said.exitCode(), said::toString);
        assertTrue(said.errorText().contains("[1062]"), said::toString);
        assertTrue(
                said.outputText().contains("  line 1  CREATE UNIQUE INDEX one ON orders (customer)  "), said::toString);
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void failsOnWhatItIsToldToAndTellsItInJson(Database database) throws Exception {
        prepare(database);
        Launcher migri = Migrations.in(directory)
                .file("0001", "ALTER TABLE orders MODIFY id bigint NOT NULL;")
                .launcher(database);
        ProcessResult told = migri.run("--dry-run", "--report");
        assertTrue(told.outputText().contains("\n    needs COPY for `orders` ("), told::toString);
        assertTrue(told.outputText().contains("Dangerous:\n  0001 line 1 rewrites `orders` ("), told::toString);
        assertFalse(told.toString().contains("there is no report"), told::toString);
        ProcessResult refused = migri.run("--dry-run", "--fail-on", "rewrite");
        assertEquals(8, refused.exitCode(), refused::toString);
        ProcessResult json = migri.run("--dry-run", "--output", "json");
        assertEquals(0, json.exitCode(), json::toString);
        assertTrue(
                json.outputText().contains("\"kind\":\"algorithm\",\"relation\":\"orders\",\"detail\":\"COPY\","),
                json::toString);
        assertTrue(json.outputText().contains("\"severity\":\"rewrite\""), json::toString);
    }

    /** Also what may be a name, which depends on what the script sets. */
    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void leavesTextsOutOfStatements(Database database) throws Exception {
        prepare(database);
        List<StatementReport> told = dryRun(database, """
            UPDATE customers SET name = "hun'ter2", name = '' WHERE name = 'it\\'s "mine"' -- don't
              OR name = N'hunter2';
            SET sql_mode = 'ANSI_QUOTES';
            UPDATE "customers" SET name = 'hunter2';
            """).statements();
        assertEquals(
                "UPDATE customers SET name = '…', name = '' WHERE name = '…' OR name = N'…'",
                told.get(0).statement());
        assertEquals("UPDATE '…' SET name = '…'", told.get(2).statement());
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void tellsWhatPythonDoes(Database database) throws Exception {
        prepare(database);
        Migrations migrations = Migrations.in(directory);
        Files.writeString(migrations.directory().resolve("0001.py"), """
            async def migrate(conn):
                async with conn.cursor() as cursor:
                    await cursor.execute("SELECT id FROM orders")
                    await cursor.fetchone()
                    await cursor.execute("ALTER TABLE orders ADD note int")
                    await cursor.execute("ALTER TABLE orders MODIFY id bigint NOT NULL")
                    await cursor.execute("UPDATE orders SET amount = %s", (7,))
                return True
            """);
        Impact impact = migrations.rehearsed(database);
        List<StatementReport> told = impact.statements();
        assertEquals(4, told.size(), told::toString);
        String copying = database.engine() == Engine.MYSQL ? "; blocks writes" : "";
        assertEquals(List.of("needs INSTANT for `orders`", COMMITS), unsized(told.get(1)));
        assertEquals(
                List.of("needs COPY for `orders`" + copying, "rewrites `orders`" + copying, COMMITS),
                unsized(told.get(2)));
        assertEquals(
                List.of("overwrites every row of `orders`", "changes 30,000 rows of `orders`"), unsized(told.get(3)));
    }

    private static List<String> unsized(StatementReport told) {
        return told.effects().stream()
                .map(effect -> effect.describe()
                        .replaceAll(" \\([^)]*rows?\\)", "")
                        .replaceAll("changes [234]\\d,\\d+", "changes 30,000"))
                .toList();
    }

    private static void prepare(Database database) throws SQLException {
        database.execute(
                "CREATE TABLE digits (d int)",
                "INSERT INTO digits VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)",
                "CREATE TABLE customers (id int PRIMARY KEY, name varchar(100)) DEFAULT CHARSET utf8mb4",
                "INSERT INTO customers SELECT a.d * 10 + b.d, 'x' FROM digits a, digits b",
                "CREATE TABLE orders (id int PRIMARY KEY, customer int, amount int, code varchar(20),"
                        + " KEY by_customer (customer)) DEFAULT CHARSET utf8mb4 STATS_SAMPLE_PAGES=1000",
                "INSERT INTO orders SELECT a.d * 10000 + b.d * 1000 + c.d * 100 + d.d * 10 + e.d, d.d * 10 + e.d, a.d"
                        + " + 1, b.d FROM digits a, digits b, digits c, digits d, digits e WHERE a.d < 3",
                "CREATE TABLE unused (id int)",
                "CREATE TABLE old (id int) ENGINE=MyISAM",
                "INSERT INTO old VALUES (1)",
                "CREATE TABLE texts (id int PRIMARY KEY, text text, FULLTEXT KEY one (text))",
                "INSERT INTO texts VALUES (1, 'hello')",
                "ANALYZE TABLE customers, orders, old, texts");
    }

    private Executable told(Database database, Case expected) {
        return () -> {
            List<Danger> dangers = TimeDangers.of(dryRun(database, expected.statement()));
            assertEquals(1, dangers.size(), () -> expected.statement() + ": " + dangers);
            Danger danger = dangers.get(0);
            // the database estimates how many there are by some pages
            String message = danger.message()
                    .replaceAll("changes [234]\\d,\\d+", "changes 30,000")
                    .replaceAll("changes 1\\d,\\d+", "changes 15,000")
                    .replaceAll("about [234]\\d,\\d+", "about 30,000");
            assertEquals(expected.severity(), danger.severity(), danger::message);
            assertTrue(message.contains(expected.does()), danger::message);
            assertTrue(message.contains(expected.blocks()), danger::message);
            assertEquals(expected.blocks().contains("blocks"), message.contains("blocks"), danger::message);
            assertTrue(danger.advice().orElseThrow().contains(expected.advice()), danger::toString);
        };
    }

    /** Leaves nothing behind, so that the next one finds the same. */
    private Impact dryRun(Database database, String script) throws Exception {
        return Migrations.in(directory).file("0001", script).rehearsed(database);
    }

    /** A statement, and parts of what is to be told of it. */
    private record Case(String statement, Severity severity, String does, String blocks, String advice) {}
}
