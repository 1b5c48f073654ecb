package io.migri.behaviour;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.MigrationFailedException;
import io.migri.api.MigrationReport;
import io.migri.api.report.Danger;
import io.migri.api.report.Danger.Severity;
import io.migri.api.report.Effect;
import io.migri.api.report.Impact;
import io.migri.api.report.StatementReport;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run on PostgreSQL reports of its statements. */
class ReportIT {
    private static final String HARMLESS =
            "Nothing in this run blocks readers or writers for long, or takes data away.\n";
    private static final String SUCCESS = "Successfully applied migrations in dry run mode.\n";

    private final Database database;

    @TempDir
    private Path directory;

    ReportIT(@TestDatabase(Engine.POSTGRESQL) Database database) {
        this.database = database;
    }

    @BeforeEach
    void makeTables() throws Exception {
        database.execute(
                "CREATE TABLE customers (id int PRIMARY KEY, name text)",
                "INSERT INTO customers SELECT i, 'customer ' || i FROM generate_series(1, 100) i",
                "CREATE TABLE orders (id int PRIMARY KEY, customer int, amount int, code varchar(20))",
                "INSERT INTO orders SELECT i, i % 100 + 1, i, i FROM generate_series(1, 30000) i",
                "CREATE TABLE unused (id int)",
                "CREATE SCHEMA archive",
                "CREATE TABLE archive.kept AS SELECT i AS id, i::numeric AS sum, now() AS at FROM generate_series(1, 50) i",
                "CREATE MATERIALIZED VIEW totals AS SELECT customer, sum(amount) FROM orders GROUP BY customer",
                "ANALYZE");
    }

    @Test
    void knowsEveryDanger() throws Exception {
        assertAll(List.of(
                        new Case(
                                "ALTER TABLE orders ALTER id TYPE bigint",
                                Severity.REWRITE,
                                "0001 line 1 rewrites `orders` (",
                                " and blocks reads and writes meanwhile",
                                "add a column of the new type"),
                        new Case(
                                "ALTER TABLE orders ADD COLUMN token float DEFAULT random()",
                                Severity.REWRITE,
                                "rewrites `orders`",
                                "blocks reads and writes",
                                "add the column without its default"),
                        new Case(
                                "CLUSTER orders USING orders_pkey",
                                Severity.REWRITE,
                                "rewrites `orders`",
                                "blocks reads and writes",
                                "pg_repack"),
                        new Case(
                                "REFRESH MATERIALIZED VIEW totals",
                                Severity.REWRITE,
                                "rewrites `totals`",
                                "blocks reads and writes",
                                "REFRESH MATERIALIZED VIEW CONCURRENTLY"),
                        new Case(
                                "CREATE INDEX by_amount ON orders (amount)",
                                Severity.BLOCKING,
                                "builds the index `by_amount` on `orders`",
                                "blocks writes",
                                "CREATE INDEX CONCURRENTLY"),
                        new Case(
                                "REINDEX TABLE orders",
                                Severity.BLOCKING,
                                "builds the index `orders_pkey` on `orders`",
                                "blocks writes",
                                "REINDEX with CONCURRENTLY"),
                        new Case(
                                "ALTER TABLE orders ADD CONSTRAINT one_code UNIQUE (code)",
                                Severity.BLOCKING,
                                "builds the index `one_code` on `orders`",
                                "blocks reads and writes",
                                "USING INDEX"),
                        new Case(
                                "ALTER TABLE orders ADD CONSTRAINT positive CHECK (amount > 0)",
                                Severity.BLOCKING,
                                "checks all rows of `orders`",
                                "blocks reads and writes",
                                "NOT VALID"),
                        new Case(
                                "ALTER TABLE orders ADD CONSTRAINT buyer FOREIGN KEY (customer) REFERENCES customers",
                                Severity.BLOCKING,
                                "checks all rows of `orders`",
                                "; the lock on `customers` blocks writes there",
                                "NOT VALID"),
                        new Case(
                                "ALTER TABLE orders ALTER amount SET NOT NULL",
                                Severity.BLOCKING,
                                "reads all of `orders`",
                                "blocks reads and writes",
                                "CHECK (column IS NOT NULL) NOT VALID"),
                        new Case(
                                "UPDATE orders SET amount = amount + 1",
                                Severity.NOTABLE,
                                "changes 30,000 rows of `orders`",
                                "about 30,000 rows",
                                "in batches"))
                .stream()
                .map(this::told));
    }

    @Test
    void callsNothingDangerousThatIsNot() throws Exception {
        assertAll(List.of(
                        "ALTER TABLE orders ADD COLUMN note text",
                        "ALTER TABLE orders ADD COLUMN state int DEFAULT 7 NOT NULL",
                        "ALTER TABLE orders ALTER code TYPE varchar(40)",
                        "ALTER TABLE orders ADD CONSTRAINT positive CHECK (amount > 0) NOT VALID",
                        "ALTER TABLE unused ALTER id TYPE bigint",
                        "ALTER TABLE unused ALTER id SET NOT NULL",
                        "TRUNCATE orders",
                        "CREATE TABLE fresh AS SELECT * FROM orders;\nALTER TABLE fresh ALTER id TYPE bigint;\n"
                                + "CREATE INDEX ON fresh (id)",
                        "SELECT count(*) FROM orders")
                .stream()
                .map(statement -> () -> assertEquals(List.of(), TimeDangers.of(dryRun(statement)), statement)));
    }

    @Test
    void tellsALockWithWhatItBlocks() throws Exception {
        StatementReport told =
                dryRun("ALTER TABLE orders ADD COLUMN note text").statements().get(0);
        assertEquals("ALTER TABLE orders ADD COLUMN note text", told.statement());
        assertEquals(1, told.line());
        assertEquals(
                List.of("locks `orders` (ACCESS EXCLUSIVE) until the transaction ends; blocks reads and writes"),
                told.effects().stream().map(Effect::describe).toList());
    }

    /** A lock is held until the transaction ends, so a short one does harm when something long comes after it. */
    @Test
    void blamesALockThatIsHeldDuringLongWork() throws Exception {
        Impact impact = dryRun("ALTER TABLE customers ADD COLUMN note text;\nUPDATE orders SET amount = amount + 1;");
        Danger danger = TimeDangers.of(impact).get(0);
        assertEquals(Severity.BLOCKING, danger.severity());
        assertTrue(
                danger.message()
                        .endsWith("; the lock on `customers`, held from line 1 until the end of the"
                                + " transaction, blocks reads and writes there"),
                danger::message);
    }

    @Test
    void forgetsALockWhenItsTransactionEnds() throws Exception {
        Migrations migrations = Migrations.in(directory)
                .file("0001", "ALTER TABLE customers ADD COLUMN note text;")
                .file("0002", "UPDATE orders SET amount = amount + 1;")
                .file("0003", "ALTER TABLE orders ALTER amount SET NOT NULL;")
                .file("0004", "ALTER TABLE orders ADD CONSTRAINT positive CHECK (amount > 0);");
        for (boolean real : List.of(false, true)) {
            Impact impact = real
                    ? migrations
                            .on(database)
                            .report(true)
                            .build()
                            .migrate()
                            .impact()
                            .orElseThrow()
                    : migrations
                            .on(database)
                            .report(true)
                            .build()
                            .dryRun()
                            .impact()
                            .orElseThrow();
            assertEquals(
                    List.of(Severity.NOTABLE, Severity.BLOCKING, Severity.BLOCKING),
                    TimeDangers.of(impact).stream().map(Danger::severity).toList(),
                    impact::toString);
            assertFalse(TimeDangers.of(impact).toString().contains("held"), impact::toString);
        }
    }

    @Test
    void goesOnUnderSettingsOfTheScript() throws Exception {
        Impact impact = dryRun("""
                SET search_path TO nowhere;
                SET statement_timeout = '30s';
                SET standard_conforming_strings = off;
                ALTER TABLE public.orders ALTER id TYPE bigint;
                DISCARD PLANS;""");
        assertEquals(1, TimeDangers.of(impact).size(), impact::toString);
        assertEquals(4, TimeDangers.of(impact).get(0).line());
    }

    /** It refuses to come after a query, so there must be none of ours before it. */
    @Test
    void asksNothingBeforeATransactionIsSetUp() throws Exception {
        Impact impact = Migrations.in(directory)
                .file("0001", "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;", "UPDATE orders SET amount = 1;")
                .on(database)
                .report(true)
                .build()
                .migrate()
                .impact()
                .orElseThrow();
        assertEquals(1, TimeDangers.of(impact).size(), impact::toString);
    }

    @Test
    void looksAtStatementsThatRefuseATransaction() throws Exception {
        Impact impact = Migrations.in(directory)
                .file("0001", "CREATE INDEX CONCURRENTLY by_amount ON orders (amount);", "VACUUM FULL orders;")
                .on(database)
                .report(true)
                .build()
                .migrate()
                .impact()
                .orElseThrow();
        assertEquals(1, TimeDangers.of(impact).size(), impact::toString);
        assertEquals(2, TimeDangers.of(impact).get(0).line());
        assertEquals(
                Effect.Kind.INDEX_BUILD,
                impact.statements().get(0).effects().get(0).kind());
    }

    /** In earnest they neither block anybody nor keep the locks of what stands before them. */
    @Test
    void rehearsesWhatRefusesATransactionInItsPlainForm() throws Exception {
        database.execute("CREATE INDEX by_code ON orders (code)");
        Impact impact = dryRun("""
            ALTER TABLE customers ADD COLUMN note text;
            CREATE INDEX CONCURRENTLY by_amount -- often
              ON orders (amount) WHERE code <> 'x';
            REINDEX (CONCURRENTLY) INDEX by_code;
            REINDEX TABLE CONCURRENTLY orders;
            DROP INDEX CONCURRENTLY by_code;
            VACUUM orders;
            UPDATE orders SET amount = amount + 1;
            """);
        assertEquals(
                List.of(
                        List.of("locks `customers` (ACCESS EXCLUSIVE) until the transaction ends; blocks reads and"
                                + " writes"),
                        List.of(
                                "builds the index `by_amount` on `orders`",
                                "tried in another form, since a dry run is one transaction:"
                                        + " CREATE INDEX by_amount ON orders (amount) WHERE code <> '…'"),
                        List.of(
                                "builds the index `by_code` on `orders`",
                                "tried in another form, since a dry run is one transaction: REINDEX INDEX by_code"),
                        List.of(
                                "builds the index `by_amount` on `orders`",
                                "builds the index `by_code` on `orders`",
                                "builds the index `orders_pkey` on `orders`",
                                "tried in another form, since a dry run is one transaction: REINDEX TABLE orders"),
                        List.of("tried in another form, since a dry run is one transaction: DROP INDEX by_code"),
                        List.of("not rehearsed: it refuses a transaction"),
                        List.of(
                                "changes 30,000 rows of `orders`",
                                "overwrites every row of `orders`",
                                "reads all of `orders`")),
                impact.statements().stream()
                        .map(told -> told.effects().stream()
                                .map(Effect::describe)
                                .map(text -> text.replaceAll(" \\([0-9.]+ .?B, .* rows\\)", ""))
                                .sorted()
                                .toList())
                        .toList());
        assertEquals(
                List.of(Severity.NOTABLE),
                TimeDangers.of(impact).stream().map(Danger::severity).toList(),
                impact::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DROP TABLE orders CASCADE | removes `orders` (",
                "TRUNCATE orders | removes all rows of `orders` (",
                "DELETE FROM orders | deletes every row of `orders` (",
                "UPDATE orders SET amount = 1 | overwrites every row of `orders` (",
                "ALTER TABLE orders DROP COLUMN IF EXISTS amount CASCADE | drops the column `amount` of `orders` (",
                "WITH x AS (DELETE FROM orders RETURNING *) SELECT count(*) FROM x | deletes every row of `orders` (",
                "WITH x AS (SELECT 1 WHERE true) UPDATE ONLY public.orders SET amount = 1 | overwrites every row of `orders` (",
                "EXPLAIN ANALYZE DELETE FROM orders | deletes every row of `orders` (",
                "ALTER TABLE orders ALTER COLUMN code TYPE varchar(5)"
                        + " | narrows the column `code` from character varying(20) to character varying(5) of `orders` (",
                "ALTER TABLE IF EXISTS ONLY archive.kept ALTER sum SET DATA TYPE int"
                        + " | narrows the column `sum` from numeric to integer of `archive.kept` (",
                "ALTER TABLE archive.kept ALTER at TYPE date | narrows the column `at` from timestamp with time zone to date of `archive.kept` (",
                "DROP SCHEMA archive CASCADE | removes `archive.kept` (",
            })
    void tellsWhatIsLost(String statement, String message) throws Exception {
        List<Danger> lost = dryRun(statement).dangers().stream()
                .filter(danger -> danger.severity() == Severity.LOSS)
                .toList();
        assertTrue(
                lost.stream().anyMatch(danger -> danger.message().startsWith("0001 line 1 " + message)),
                lost::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WITH x AS (DELETE FROM orders WHERE id = 1 RETURNING *) SELECT count(*) FROM x",
                "INSERT INTO customers SELECT 0, 'x' ON CONFLICT (id) DO UPDATE SET name = 'x'",
                "ALTER TABLE orders ALTER code TYPE text",
                "ALTER TABLE customers ALTER id TYPE bigint",
                "ALTER TABLE archive.kept ALTER at TYPE timestamptz(6)",
                "ALTER TABLE unused ALTER id TYPE smallint",
            })
    void tellsNothingOfWhatIsNotLost(String statement) throws Exception {
        assertEquals(
                List.of(),
                dryRun(statement).dangers().stream()
                        .filter(danger -> danger.severity() == Severity.LOSS)
                        .toList());
    }

    @Test
    void looksAtScriptsThatEndTheirOwnTransactions() throws Exception {
        Impact impact = dryRun("BEGIN;\nALTER TABLE orders ALTER id TYPE bigint;\nCOMMIT;\nBEGIN;\n"
                + "CREATE INDEX by_amount ON orders (amount);\nCOMMIT;");
        assertEquals(
                List.of(2, 5), TimeDangers.of(impact).stream().map(Danger::line).toList(), impact::toString);
    }

    /** Not even for the size of a table that somebody else is rewriting. */
    @Test
    void waitsForNobodyElsesLocks() throws Exception {
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("REINDEX INDEX orders_pkey");
            statement.execute("LOCK TABLE unused IN ACCESS EXCLUSIVE MODE");
            Impact impact = dryRun("SET lock_timeout = '2s';\nALTER TABLE customers ALTER id TYPE bigint;");
            assertEquals(1, TimeDangers.of(impact).size(), impact::toString);
        }
    }

    @Test
    void leavesTextsOutOfStatements() throws Exception {
        Impact impact = dryRun("UPDATE customers\n  SET name = 'hunter2' -- why\n WHERE id = 1;");
        assertEquals(
                "UPDATE customers SET name = '…' WHERE id = 1",
                impact.statements().get(0).statement());
    }

    @Test
    void tellsWhatCameBeforeAFailure() throws Exception {
        Migrations migrations = Migrations.in(directory)
                .file("0001", "ALTER TABLE orders ALTER id TYPE bigint;", "INSERT INTO nowhere VALUES (1);");
        MigrationFailedException failure = Assertions.assertThrows(
                MigrationFailedException.class,
                () -> migrations.on(database).report(true).build().migrate());
        Impact impact = failure.report().impact().orElseThrow();
        assertEquals(2, failure.statement());
        assertEquals(2, failure.position().orElseThrow().line());
        assertEquals(
                List.of(true, false),
                impact.statements().stream().map(StatementReport::completed).toList());
        assertEquals(1, TimeDangers.of(impact).size());
        ProcessResult said = migrations.launcher(database).run("--report");
        assertEquals(3, said.exitCode(), said::toString);
        assertTrue(said.outputText().contains("  line 2  INSERT INTO nowhere VALUES (1)  "), said::toString);
        assertTrue(said.outputText().contains("Dangerous:\n  0001 line 1 rewrites `orders` ("), said::toString);
        ProcessResult json = migrations.launcher(database).run("--output", "json", "--report");
        assertEquals(3, json.exitCode(), json::toString);
        assertTrue(json.outputText().contains("\"error\":{\"code\":\"migration failed\""), json::toString);
        assertTrue(json.outputText().contains("\"severity\":\"rewrite\""), json::toString);
    }

    @Test
    void doesNotRunWithoutBeingAsked() throws Exception {
        Migrations migrations = Migrations.in(directory).file("0001", "ALTER TABLE orders ALTER id TYPE bigint;");
        MigrationReport plain = migrations.on(database).build().dryRun();
        assertTrue(plain.impact().isEmpty());
        ProcessResult said = migrations.launcher(database).run("--dry-run");
        assertEquals("Applying migrations\n0001...ok\n" + SUCCESS, said.outputText());
        ProcessResult wanted = migrations.launcher(database).run("--dry-run", "--report");
        assertTrue(
                wanted.outputText()
                        .startsWith(
                                "Applying migrations\n0001...ok\n  line 1  ALTER TABLE orders ALTER id TYPE bigint  "),
                wanted::toString);
        assertTrue(wanted.outputText().contains(SUCCESS + "Dangerous:\n"), wanted::toString);
    }

    @Test
    void saysThatAHarmlessRunIs() throws Exception {
        ProcessResult said = Migrations.in(directory)
                .file("0001", "ALTER TABLE orders ADD COLUMN note text;")
                .launcher(database)
                .run("--report");
        assertEquals(0, said.exitCode(), said::toString);
        assertTrue(said.outputText().endsWith(HARMLESS), said::toString);
    }

    @Test
    void failsOnWhatItIsToldTo() throws Exception {
        Launcher migri = Migrations.in(directory)
                .file("0001", "CREATE INDEX by_amount ON orders (amount);")
                .launcher(database);
        assertEquals(0, migri.run("--dry-run").exitCode());
        assertEquals(0, migri.run("--dry-run", "--fail-on", "never").exitCode());
        assertEquals(0, migri.run("--dry-run", "--fail-on", "rewrite").exitCode());
        ProcessResult refused = migri.run("--dry-run", "--fail-on", "blocking");
        assertEquals(8, refused.exitCode(), refused::toString);
        assertEquals("Applying migrations\n0001...ok\n" + SUCCESS, refused.outputText());
        assertTrue(
                refused.errorText()
                        .startsWith("error: the dry run found what --fail-on blocking refuses\n"
                                + "   = 0001 line 1 builds the index `by_amount` on `orders` ("),
                refused::toString);
        assertEquals(2, migri.run("--fail-on", "blocking").exitCode());
        assertEquals(2, migri.run("--dry-run", "--fail-on", "all").exitCode());
        assertEquals(2, migri.run("--dry-run", "--report", "--no-report").exitCode());
        assertEquals(
                2, migri.run("--dry-run", "--no-report", "--fail-on", "rewrite").exitCode());
    }

    @Test
    void writesOneJsonDocument() throws Exception {
        ProcessResult said = Migrations.in(directory)
                .file("0001", "ALTER TABLE orders ADD COLUMN \"a\\b\" text DEFAULT 'c';")
                .launcher(database)
                .run("--dry-run", "--output", "json");
        assertEquals(0, said.exitCode(), said::toString);
        assertEquals(1, said.outputText().lines().count(), said::toString);
        assertEquals(
                "{\"dry_run\":true,\"found\":1,\"migrations\":[{\"name\":\"0001\",\"state\":\"applied\",\"took_ms\":0,"
                        + "\"statements\":1,\"message\":null}],\"remaining\":[],\"report\":{\"statements\":[{\"migration\":\"0001\",\"file\":\""
                        + directory.resolve("migrations/0001.sql")
                        + "\",\"line\":1,\"statement\":\"ALTER TABLE orders ADD COLUMN \\\"a\\\\b\\\" text DEFAULT"
                        + " '…'\","
                        + "\"took_ms\":0,\"rows\":null,\"completed\":true,\"effects\":[{\"kind\":\"lock\",\"relation\":\"orders\",\"detail\":\"ACCESS"
                        + " EXCLUSIVE\",\"blocks\":\"reads and"
                        + " writes\",\"bytes\":0,\"rows\":30000,\"touched\":null,\"message\":\"locks `orders` (ACCESS"
                        + " EXCLUSIVE) until the transaction ends; blocks reads and"
                        + " writes\",\"advice\":null}]}],\"dangers\":[]},\"error\":null}\n",
                said.outputText()
                        .replaceFirst("\"target\":\\{[^}]*\\},", "")
                        .replaceAll("\"took_ms\":\\d+", "\"took_ms\":0")
                        .replaceAll("\"bytes\":\\d+", "\"bytes\":0"));
    }

    @Test
    void tellsWhatPythonDoes() throws Exception {
        Migrations migrations = Migrations.in(directory);
        Files.writeString(migrations.directory().resolve("0001.py"), """
            async def migrate(conn):
                await conn.execute("ALTER TABLE orders ALTER id TYPE bigint")
                await conn.execute("UPDATE customers SET name = $1 WHERE id = $2", "x", 1)
                return True
            """);
        Impact impact = migrations.rehearsed(database);
        assertEquals(
                List.of("ALTER TABLE orders ALTER id TYPE bigint", "UPDATE customers SET name = $1 WHERE id = $2"),
                impact.statements().stream().map(StatementReport::statement).toList());
        assertEquals(1, TimeDangers.of(impact).size(), impact::toString);
        assertTrue(TimeDangers.of(impact).get(0).message().startsWith("0001 rewrites `orders` ("), impact::toString);
    }

    private Executable told(Case expected) {
        return () -> {
            List<Danger> dangers = TimeDangers.of(dryRun(expected.statement()));
            assertEquals(1, dangers.size(), () -> expected.statement() + ": " + dangers);
            Danger danger = dangers.get(0);
            assertEquals(expected.severity(), danger.severity(), danger::message);
            assertTrue(danger.message().contains(expected.does()), danger::message);
            assertTrue(danger.message().contains(expected.blocks()), danger::message);
            assertTrue(danger.advice().orElseThrow().contains(expected.advice()), danger::toString);
        };
    }

    /** Leaves nothing behind, so that the next one finds the same. */
    private Impact dryRun(String script) throws Exception {
        return Migrations.in(directory).file("0001", script).rehearsed(database);
    }

    /** A statement, and parts of what is to be told of it. */
    private record Case(String statement, Severity severity, String does, String blocks, String advice) {}
}
