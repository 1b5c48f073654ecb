package io.migri.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.report.Danger;
import io.migri.api.report.Danger.Severity;
import io.migri.api.report.Impact;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a run on SQLite reports of its statements. */
class SqliteReportIT {
    private static final String SUCCESS = "Successfully applied migrations in dry run mode.\n";
    private static final List<String> REBUILD = List.of(
            "PRAGMA foreign_keys = OFF;",
            "CREATE TABLE next (id integer PRIMARY KEY, amount int NOT NULL);",
            "INSERT INTO next SELECT id, amount FROM orders;",
            "DROP TABLE orders;",
            "ALTER TABLE next RENAME TO orders;",
            "PRAGMA foreign_key_check;");

    private final Database database;

    @TempDir
    private Path directory;

    SqliteReportIT(@TestDatabase(Engine.SQLITE) Database database) {
        this.database = database;
    }

    @BeforeEach
    void makeTables() throws Exception {
        database.execute(
                "CREATE TABLE orders (id integer PRIMARY KEY, amount int, note text)",
                "INSERT INTO orders WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 30000)"
                        + " SELECT x, x, 'note' FROM n",
                "CREATE TABLE unused (id int, note text)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ALTER TABLE orders DROP COLUMN note                  | REWRITE  | rewrites `orders` (               | leave the column where it is
        VACUUM                                               | REWRITE  | rewrites the database (            | incremental_vacuum
        CREATE INDEX by_amount ON orders (amount)            | BLOCKING | builds the index `by_amount` on `orders` ( | in a migration of its own
        ALTER TABLE orders ADD COLUMN n int CHECK (n > 0)    | BLOCKING | checks all rows of `orders` (      | leave the CHECK out
        UPDATE orders SET amount = 0                         | BLOCKING | changes 30,000 rows of `orders` (  | in batches
        """)
    void knowsEveryDanger(String statement, Severity severity, String does, String advice) throws Exception {
        List<Danger> dangers = TimeDangers.of(dryRun(statement));
        assertEquals(1, dangers.size(), dangers::toString);
        Danger danger = dangers.get(0);
        assertEquals(severity, danger.severity(), danger::message);
        assertTrue(danger.message().startsWith("0001 line 1 " + does), danger::message);
        assertTrue(danger.message().contains("writes meanwhile"), danger::message);
        assertTrue(danger.advice().orElseThrow().contains(advice), danger::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "ALTER TABLE orders ADD COLUMN more text",
        "ALTER TABLE orders RENAME COLUMN note TO remark",
        "ALTER TABLE unused DROP COLUMN note",
        "CREATE INDEX by_id ON unused (id)",
        "DROP TABLE orders",
        "DELETE FROM orders",
        "UPDATE orders SET amount = 0 WHERE id = 1"
    })
    void callsNothingDangerousThatIsNot(String statement) throws Exception {
        assertEquals(List.of(), TimeDangers.of(dryRun(statement)));
    }

    @Test
    void aRealRunTellsTheSameAsADryRun() throws Exception {
        String[] script = REBUILD.toArray(String[]::new);
        Migrations migrations = Migrations.in(directory)
                .file("0001", "CREATE INDEX by_amount ON orders (amount);", "UPDATE orders SET note = 'x';")
                .file("0002", script)
                .file("0003", "VACUUM;");
        Impact dry = migrations.rehearsed(database);
        Impact real =
                migrations.on(database).report(true).build().migrate().impact().orElseThrow();
        assertEquals(TimeDangers.of(dry), TimeDangers.of(real));
        assertEquals(
                dry.statements().stream().map(one -> one.effects()).toList(),
                real.statements().stream().map(one -> one.effects()).toList());
        assertEquals(
                List.of(1, 2, 5, 1),
                TimeDangers.of(real).stream().map(Danger::line).toList(),
                real::toString);
    }

    /** Nobody else writes meanwhile, whatever the statement does. */
    @Test
    void blamesASlowStatement() throws Exception {
        Impact impact = dryRun("SELECT count(*) FROM (WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n"
                + " WHERE x < 20000000) SELECT x FROM n);");
        Danger danger = TimeDangers.of(impact).get(0);
        assertEquals(Severity.BLOCKING, danger.severity());
        assertTrue(danger.message().endsWith(" s; the lock on the database blocks writes there"), danger::message);
    }

    @Test
    void printsItsReport() throws Exception {
        ProcessResult said = Migrations.in(directory)
                .file("0001", REBUILD.toArray(String[]::new))
                .launcher(database)
                .run("--dry-run", "--report");
        assertEquals(0, said.exitCode(), said::toString);
        assertEquals(
                """
                    Applying migrations
                    0001...ok
                      line 1  PRAGMA foreign_keys = OFF
                      line 2  CREATE TABLE next (id integer PRIMARY KEY, amount int NOT NULL)
                        makes the database 4 kB larger
                      line 3  INSERT INTO next SELECT id, amount FROM orders  rows 30000
                        makes the database N kB larger
                      line 4  DROP TABLE orders
                        removes `orders` (N kB, about 30,000 rows)
                      line 5  ALTER TABLE next RENAME TO orders
                        rebuilds `orders` (N kB, about 30,000 rows) by way of `next`; blocks writes
                        drops the column `note` of `orders` (N kB, about 30,000 rows)
                      line 6  PRAGMA foreign_key_check
                    """ + SUCCESS + """
                    Dangerous:
                      0001 line 5 rebuilds `orders` (N kB, about 30,000 rows) by way of `next` and blocks writes meanwhile.
                        Instead: write ALTER TABLE ADD COLUMN or RENAME COLUMN where that is enough, which change only the \
                    schema; else rebuild it in a migration of its own and when nobody needs to write, because writers wait \
                    until its transaction ends.
                      0001 line 5 drops the column `note` of `orders` (N kB, about 30,000 rows).
                    """,
                said.outputText().replaceAll("  [0-9.]+ m?s(?=\n|  )", "").replaceAll("\\d\\d+ kB", "N kB"));
        assertEquals("", said.errorText());
    }

    @Test
    void failsOnWhatItIsToldTo() throws Exception {
        Launcher index = Migrations.in(directory)
                .file("0001", "CREATE INDEX by_amount ON orders (amount);")
                .launcher(database);
        assertEquals(0, index.run("--dry-run", "--fail-on", "rewrite").exitCode());
        ProcessResult refused = index.run("--dry-run", "--fail-on", "blocking");
        assertEquals(8, refused.exitCode(), refused::toString);
        assertTrue(
                refused.errorText()
                        .startsWith("error: the dry run found what --fail-on blocking refuses\n"
                                + "   = 0001 line 1 builds the index `by_amount` on `orders` ("),
                refused::toString);
        Launcher rewrite = Migrations.in(directory)
                .file("0001", "ALTER TABLE orders DROP COLUMN note;")
                .launcher(database);
        assertEquals(8, rewrite.run("--dry-run", "--fail-on", "rewrite").exitCode());
    }

    @Test
    void writesJson() throws Exception {
        ProcessResult said = Migrations.in(directory)
                .file("0001", "ALTER TABLE orders DROP COLUMN note;")
                .launcher(database)
                .run("--dry-run", "--output", "json");
        assertEquals(0, said.exitCode(), said::toString);
        String text = said.outputText().replaceAll("\"bytes\":\\d+", "\"bytes\":0");
        assertTrue(
                text.contains(
                        "\"effects\":[{\"kind\":\"rewrite\",\"relation\":\"orders\",\"detail\":null,\"blocks\":\"writes\",\"bytes\":0,\"rows\":30000,\"touched\":null,\"message\":\"rewrites"
                                + " `orders` ("),
                text);
        assertTrue(text.contains("\"dangers\":[{\"severity\":\"rewrite\",\"migration\":\"0001\",\"line\":1,"), text);
    }

    @Test
    void tellsWhatPythonDoes() throws Exception {
        Migrations migrations = Migrations.in(directory);
        Files.writeString(migrations.directory().resolve("0001.py"), """
            async def migrate(conn):
                await conn.execute("ALTER TABLE orders DROP COLUMN note")
                await conn.executemany("UPDATE orders SET amount = ? WHERE id > ?", [(1, 0), (2, 0)])
                async with conn.execute("SELECT id FROM orders") as rows:
                    async for row in rows:
                        pass
                return True
            """);
        Impact impact = migrations.rehearsed(database);
        assertEquals(
                List.of(Severity.REWRITE, Severity.BLOCKING),
                TimeDangers.of(impact).stream().map(Danger::severity).toList(),
                impact::toString);
        assertTrue(TimeDangers.of(impact).get(1).message().startsWith("0001 changes 60,000 rows"), impact::toString);
    }

    private Impact dryRun(String script) throws Exception {
        return Migrations.in(directory).file("0001", script).rehearsed(database);
    }
}
