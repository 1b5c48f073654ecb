package io.migri.dialect.sqlite.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.report.Blocking;
import io.migri.api.report.Effect;
import io.migri.dialect.sqlite.TestFile;
import io.migri.spi.probe.ProbeRequest;
import io.migri.spi.probe.StatementProbe;
import io.migri.spi.wire.StatementFailedException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told was measured by the pages that each statement reads and writes. */
final class SqliteProbeTest {
    private static final String NUMBERS =
            "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < %d) SELECT ";

    private final TestFile file;

    SqliteProbeTest(@TempDir Path directory) throws SQLException {
        this.file = TestFile.open(directory.resolve("a.db"));
        file.execute(
                "CREATE TABLE kind (id integer PRIMARY KEY)",
                "INSERT INTO kind VALUES (1)",
                "CREATE TABLE orders (id integer PRIMARY KEY, kind int REFERENCES kind, note text, later AS (id + 1))",
                "INSERT INTO orders (id, kind, note) " + NUMBERS.formatted(20_000)
                        + "x, 1, printf('note %030d', x) FROM n",
                "CREATE INDEX by_note ON orders (note)",
                "CREATE TABLE exact (id integer PRIMARY KEY) STRICT",
                "INSERT INTO exact " + NUMBERS.formatted(20_000) + "x FROM n",
                "CREATE TABLE unused (id int, name text)",
                "CREATE TABLE few (id int UNIQUE, name text)",
                "INSERT INTO few VALUES (1, 'one')");
    }

    @AfterEach
    void close() throws SQLException {
        file.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE orders ADD COLUMN a text",
                "ALTER TABLE orders ADD COLUMN a int NOT NULL DEFAULT 7",
                "ALTER TABLE orders ADD COLUMN a int AS (id + 2)",
                "ALTER TABLE orders ADD COLUMN a int REFERENCES kind",
                "ALTER TABLE orders ADD COLUMN a text DEFAULT 'CHECK'",
                "ALTER TABLE orders RENAME TO sales",
                "ALTER TABLE orders RENAME COLUMN note TO remark",
                "ALTER TABLE orders DROP COLUMN later",
                "UPDATE orders SET note = '' WHERE id < 100",
                "SELECT count(*) FROM orders",
                "DROP INDEX by_note",
                "CREATE VIEW some AS SELECT * FROM orders",
                "PRAGMA user_version = 7",
                "PRAGMA foreign_key_check(few)",
                "ANALYZE few",
                "INSERT INTO orders (kind) VALUES (1)"
            })
    void tellsNothingOfWhatOnlyTouchesTheSchemaOrAFewRows(String statement) throws SQLException {
        assertEquals(
                List.of(),
                effects(statement).stream()
                        .filter(effect -> effect.kind() != Effect.Kind.GROWTH)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ALTER TABLE orders DROP COLUMN kind                            | rewrites `orders` (860 kB, about 20,000 rows); blocks writes
        ALTER TABLE main."ORDERS" ADD n int CHECK (n > 0)               | checks all rows of `orders` for `CHECK`
        ALTER TABLE orders ADD n int NOT NULL AS (id)                   | checks all rows of `orders` for `NOT NULL`
        ALTER TABLE orders ADD CONSTRAINT positive CHECK (id > 0)       | checks all rows of `orders` for `CHECK`
        ALTER TABLE orders ALTER kind SET NOT NULL                      | checks all rows of `orders` for `NOT NULL`
        ALTER TABLE exact ADD COLUMN n int                              | reads all of `exact` (because the table is STRICT)
        CREATE UNIQUE INDEX IF NOT EXISTS one ON orders (note)          | builds the index `one` on `orders`
        REINDEX orders                                                  | builds the index `by_note` on `orders`
        REINDEX by_note                                                 | builds the index `by_note` on `orders`
        ANALYZE orders                                                  | reads all of `orders` (ANALYZE)
        PRAGMA foreign_key_check                                        | reads all of `orders` (PRAGMA foreign_key_check)
        PRAGMA integrity_check                                          | reads all of the database (PRAGMA integrity_check)
        UPDATE OR IGNORE orders SET note = 'x'                          | changes 20,000 rows of `orders`
        WITH x AS (SELECT 1) DELETE FROM orders WHERE id > 5            | changes 19,995 rows of `orders`
        DELETE FROM orders                                              | removes all rows of `orders`
        DROP TABLE orders                                               | removes `orders`
        """)
    void tellsWhatTakesLong(String statement, String told) throws SQLException {
        List<Effect> effects = effects(statement);
        assertTrue(
                effects.stream()
                        .map(Effect::describe)
                        .map(SqliteProbeTest::withoutSize)
                        .anyMatch(text -> text.startsWith(withoutSize(told))),
                () -> effects.stream().map(Effect::describe).toList().toString());
    }

    @Test
    void tellsARebuildOnceInAnyOfItsForms() throws SQLException {
        String rebuilt = "rebuilds `orders` by way of `%s`; blocks writes";
        String lost = "drops the column `kind` of `orders`";
        assertEquals(
                List.of("removes `orders`", rebuilt.formatted("next"), lost),
                told(
                        "CREATE TABLE next (id, note)",
                        "INSERT INTO next SELECT id, note FROM orders",
                        "DROP TABLE orders",
                        "ALTER TABLE next RENAME TO orders",
                        "CREATE INDEX by_note ON orders (note)",
                        "INSERT INTO orders VALUES (0, '')"));
        assertEquals(
                List.of(rebuilt.formatted("old"), lost),
                told(
                        "ALTER TABLE orders RENAME TO old",
                        "CREATE TABLE orders (id, note)",
                        "INSERT INTO orders SELECT id, note FROM old",
                        "DROP TABLE old"));
        assertEquals(
                List.of("removes `orders`", "rebuilds `orders`; blocks writes"),
                told(
                        "CREATE TEMP TABLE kept AS SELECT * FROM orders",
                        "DROP TABLE orders",
                        "CREATE TABLE orders AS SELECT * FROM kept",
                        "DROP TABLE kept"));
    }

    @Test
    void looksAtNothingThatATemporaryTableHides() throws SQLException {
        assertEquals(
                List.of(),
                told(
                        "CREATE TEMP TABLE orders AS SELECT * FROM main.orders",
                        "DELETE FROM orders",
                        "DROP TABLE orders"));
    }

    /** Whoever has to see each row sees it. */
    @Test
    void tellsADeletionRowByRow() throws SQLException {
        file.execute(
                "CREATE TABLE gone (id)",
                "CREATE TRIGGER noted AFTER DELETE ON orders BEGIN INSERT INTO gone VALUES (old.id); END");
        assertEquals(
                List.of("changes 20,000 rows of `orders`; blocks writes", "deletes every row of `orders`"),
                told("DELETE FROM orders"));
    }

    @Test
    void forgetsWhatWasRolledBack() throws SQLException {
        StatementProbe probe = probe();
        file.execute("BEGIN");
        watch(probe, "DROP TABLE orders");
        file.execute("ROLLBACK", "BEGIN");
        probe.migrationBegins();
        List<Effect> effects = watch(probe, "ALTER TABLE orders DROP COLUMN kind");
        file.execute("ROLLBACK");
        assertEquals(Effect.Kind.REWRITE, effects.get(0).kind());
    }

    /** Changed pages that the cache cannot hold go to the file, and then nobody reads it until the commit. */
    @ParameterizedTest
    @CsvSource({"delete, -2000, WRITES", "delete, 20, READS_AND_WRITES", "wal, 20, WRITES"})
    void knowsWhetherReadersAreKeptOut(String journal, String cache, String blocks) throws SQLException {
        file.execute("PRAGMA journal_mode = " + journal, "PRAGMA cache_size = " + cache);
        for (String statement : List.of(
                "UPDATE orders SET note = id", "CREATE INDEX more ON orders (note)", "ALTER TABLE orders DROP kind")) {
            StatementProbe probe = probe();
            file.execute("BEGIN IMMEDIATE");
            Effect effect = watch(probe, statement).get(0);
            assertEquals(blocks, effect.blocks().name(), statement);
            assertEquals(blocks.equals("WRITES"), othersRead(), statement);
            file.execute("ROLLBACK");
        }
    }

    /** What went to the file keeps readers out of everything until the transaction ends. */
    @Test
    void knowsThatReadersAreKeptOutSinceAnEarlierStatement() throws SQLException {
        file.execute("PRAGMA cache_size = 20");
        StatementProbe probe = probe();
        String check = "ALTER TABLE orders ADD COLUMN a int CHECK (a > 0)";
        for (String first : List.of(
                "SELECT 1", "CREATE TABLE copy AS SELECT * FROM orders", "CREATE INDEX more ON orders (note)")) {
            file.execute("BEGIN IMMEDIATE");
            watch(probe, first);
            Effect effect = watch(probe, check).get(0);
            boolean expected = othersRead();
            file.execute("ROLLBACK");
            assertEquals(expected, effect.blocks() == Blocking.WRITES, first);
            assertEquals(first.equals("SELECT 1"), expected, first);
            probe.migrationBegins();
        }
    }

    @Test
    void tellsHowMuchTheFileGrew() throws SQLException {
        long before = file.path().toFile().length();
        Effect growth = effects("CREATE TABLE copy AS SELECT * FROM orders").get(0);
        assertEquals(Effect.Kind.GROWTH, growth.kind());
        assertEquals(file.path().toFile().length() - before, growth.bytes().orElseThrow());
        file.execute("DROP TABLE copy");
        assertEquals(List.of(), effects("CREATE TABLE again AS SELECT * FROM orders"), "free pages were there");
    }

    @ParameterizedTest
    @CsvSource({"delete, blocks reads and writes", "wal, blocks writes"})
    void tellsThatVacuumWritesTheWholeFile(String journal, String blocks) throws SQLException {
        file.execute("PRAGMA journal_mode = " + journal);
        Effect effect = effects("VACUUM").get(0);
        assertEquals("rewrites the database; " + blocks, withoutSize(effect.describe()));
        assertTrue(effect.advice().isPresent());
    }

    @Test
    void getsOnWithVirtualTables() throws SQLException {
        file.execute(
                "CREATE VIRTUAL TABLE words USING fts5(text)",
                "INSERT INTO words VALUES ('one')",
                "PRAGMA writable_schema = on",
                "INSERT INTO sqlite_schema VALUES ('table', 'lost', 'lost', 0, 'CREATE VIRTUAL TABLE lost USING"
                        + " gone(a)')");
        try (TestFile again = TestFile.open(file.path())) {
            StatementProbe probe =
                    again.session().probe(new ProbeRequest(false, Set.of())).orElseThrow();
            again.execute("BEGIN");
            assertEquals(
                    List.of("removes `words`"),
                    watch(probe, "DROP TABLE words").stream()
                            .map(Effect::describe)
                            .toList());
            again.execute("ROLLBACK");
        }
    }

    @Test
    void leavesItToAWrongStatementToSaySo() throws SQLException {
        StatementProbe probe = probe();
        String wrong = "DELETE FROM orders RETURNING nothing";
        probe.before(wrong);
        StatementFailedException failure = assertThrows(StatementFailedException.class, () -> probe.execute(wrong));
        assertTrue(failure.getMessage().contains("nothing"), failure::getMessage);
    }

    @Test
    void countsRows() throws SQLException {
        StatementProbe probe = probe();
        assertEquals(OptionalLong.of(20_000), run(probe, "UPDATE orders SET note = ''"));
        assertEquals(OptionalLong.of(0), run(probe, "UPDATE orders SET note = '' WHERE 0"));
        assertEquals(OptionalLong.of(2), run(probe, "INSERT INTO few VALUES (2, ''), (3, '') RETURNING id"));
        assertEquals(OptionalLong.empty(), run(probe, "SELECT 1"));
        assertEquals(OptionalLong.empty(), run(probe, "CREATE TABLE made (id)"));
    }

    @Test
    void knowsTheSizeOfASmallTableExactly() throws SQLException {
        Effect effect = effects("DROP TABLE few").get(0);
        assertEquals(OptionalLong.of(1), effect.rows());
        assertEquals(OptionalLong.of(2 * 4096), effect.bytes(), "with its index");
        assertTrue(effects("DROP TABLE unused").get(0).onEmptyTable());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ANALYZE"})
    void readsNoMoreThanAPartOfALargeTable(String first) throws SQLException {
        file.execute(
                "PRAGMA page_size = 512",
                "VACUUM",
                "CREATE TABLE large (id integer PRIMARY KEY, text)",
                "INSERT INTO large " + NUMBERS.formatted(100_000) + "x, printf('%040d', x) FROM n",
                "CREATE INDEX large_text ON large (text)");
        if (!first.isEmpty()) {
            file.execute(first);
        }
        long real = Long.parseLong(file.rows("SELECT sum(pgsize) FROM dbstat WHERE name IN ('large', 'large_text')"));
        Effect effect = effects("DROP TABLE large").get(0);
        assertAbout(100_000, effect.rows().orElseThrow());
        assertAbout(real, effect.bytes().orElseThrow());
    }

    private static void assertAbout(long expected, long told) {
        assertTrue(Math.abs(expected - told) < expected / 10, () -> told + " for " + expected);
    }

    private boolean othersRead() throws SQLException {
        try (TestFile other = TestFile.open(file.path(), Map.of("busy_timeout", "0"))) {
            return !other.rows("SELECT count(*) FROM kind").isEmpty();
        } catch (SQLException e) {
            return false;
        }
    }

    private StatementProbe probe() throws SQLException {
        return file.session()
                .probe(new ProbeRequest(false, Set.of("applied_migration")))
                .orElseThrow();
    }

    private List<Effect> effects(String statement) throws SQLException {
        return watch(probe(), statement);
    }

    /** Without growth and sizes; nothing of it lasts. */
    private List<String> told(String... statements) throws SQLException {
        List<String> told = new ArrayList<>();
        StatementProbe probe = probe();
        file.execute("BEGIN");
        for (String statement : statements) {
            watch(probe, statement).stream()
                    .filter(effect -> effect.kind() != Effect.Kind.GROWTH)
                    .forEach(effect -> told.add(withoutSize(effect.describe())));
        }
        file.execute("ROLLBACK");
        return told;
    }

    private static List<Effect> watch(StatementProbe probe, String statement) throws SQLException {
        probe.before(statement);
        probe.execute(statement);
        return probe.after(statement);
    }

    private static OptionalLong run(StatementProbe probe, String statement) throws SQLException {
        probe.before(statement);
        OptionalLong rows = probe.execute(statement);
        probe.after(statement);
        return rows;
    }

    private static String withoutSize(String text) {
        return text.replaceAll(" \\([^()]*(?:bytes|[kM]B)[^()]*\\)", "");
    }
}
