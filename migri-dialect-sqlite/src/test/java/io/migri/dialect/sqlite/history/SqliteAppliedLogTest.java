package io.migri.dialect.sqlite.history;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.AppliedMigration;
import io.migri.api.ErrorCode;
import io.migri.api.Fingerprint;
import io.migri.api.MigriException;
import io.migri.dialect.sqlite.TestFile;
import io.migri.dialect.sqlite.wire.SqliteErrors;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.StoredScript;
import io.migri.spi.support.HistoryStatements;
import io.migri.spi.wire.StatementFailedException;
import io.migri.testkit.LegacyHistory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.conf.ParamType;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteAppliedLogTest {
    private static final String TABLE = "applied_migration";
    private static final Instant THEN = Instant.parse("2022-02-20T10:11:12.131415Z");

    private static final Field<String> DATE = field(name("date_applied"), SQLDataType.VARCHAR);
    private static final Field<String> NAME = field(name("name"), SQLDataType.VARCHAR);
    private static final Field<String> FILE_HASH = field(name("file_hash"), String.class);
    private static final Field<String> CHECKSUM = field(name("checksum"), String.class);
    private static final DSLContext JOOQ = DSL.using(SQLDialect.SQLITE);

    private final TestFile file;
    private final AppliedLog log;

    SqliteAppliedLogTest(@TempDir Path directory) throws SQLException {
        this.file = TestFile.open(directory.resolve("a.db"));
        this.log = file.session().history().log(HistoryTable.USUAL);
    }

    @AfterEach
    void close() throws SQLException {
        file.close();
    }

    @Test
    void usesTheStatementsThatJooqRenders() {
        for (String table : List.of(TABLE, "odd \"name\"")) {
            Table<?> history = named(table);
            HistoryStatements statements = SqliteAppliedLog.statements(new HistoryTable(null, table));
            assertEquals(JOOQ.selectFrom(history).getSQL(), SqliteHistory.selectWithoutNumbers(table));
            assertEquals(
                    JOOQ.select(field("_rowid_"), DSL.asterisk()).from(history).getSQL(),
                    SqliteHistory.selectAll(table));
            for (String name : List.of("0001_initial", "it's \"odd\"; \\ é ?")) {
                assertEquals(
                        JOOQ.insertInto(history, DATE, NAME)
                                .values("2022-02-20 10:11:12.131415+00:00", name)
                                .getSQL(ParamType.INLINED),
                        statements.insertPlain(new AppliedMigration(name, Optional.of(THEN))));
                assertEquals(
                        JOOQ.deleteFrom(history).where(NAME.eq(name)).getSQL(ParamType.INLINED),
                        statements.delete(name));
            }
        }
    }

    @Test
    void writesAWholeRowWithWhatJooqRenders() {
        HistoryStatements statements = SqliteAppliedLog.statements(HistoryTable.USUAL);
        assertEquals(
                rendered(null, null, inline((Long) null, SQLDataType.BIGINT)),
                statements.insertMarked(new AppliedMigration("0001", Optional.of(THEN))));
        Field<Long> now = field(
                "cast(round((julianday('now') - 2440587.5) * 86400000.0) as integer) - {0}",
                Long.class, inline(THEN.toEpochMilli()));
        AppliedMigration whole = new AppliedMigration(
                "0001",
                Optional.of(THEN),
                Optional.of(new Fingerprint("0a", "1b")),
                Optional.empty(),
                Optional.empty());
        assertEquals(
                rendered("0a", "1b", function("max", Long.class, inline(0), now)),
                statements.insertTimed(whole, Duration.ZERO));
        assertEquals(
                JOOQ.update(named(TABLE))
                        .set(FILE_HASH, "0a")
                        .set(CHECKSUM, "1b")
                        .where(NAME.eq("0001"))
                        .getSQL(ParamType.INLINED),
                statements.update(whole));
    }

    private static String rendered(@Nullable String file, @Nullable String tokens, Field<Long> milliseconds) {
        return JOOQ.insertInto(
                        named(TABLE),
                        DATE,
                        NAME,
                        FILE_HASH,
                        CHECKSUM,
                        field(name("duration_ms"), Long.class),
                        field(name("applied_by"), String.class))
                .values(
                        inline("2022-02-20 10:11:12.131415+00:00"),
                        inline("0001"),
                        inline(file, SQLDataType.VARCHAR),
                        inline(tokens, SQLDataType.VARCHAR),
                        milliseconds,
                        inline(System.getProperty("user.name")))
                .getSQL(ParamType.INLINED);
    }

    @Test
    void keepsFilesWithWhatJooqRenders() {
        HistoryStatements statements = SqliteAppliedLog.statements(HistoryTable.USUAL);
        Table<?> source = named("migri_source");
        Field<String> history = field(name("history"), SQLDataType.VARCHAR);
        byte[] bytes = {0, -1, 0x27};
        assertEquals(
                JOOQ.insertInto(
                                source,
                                history,
                                NAME,
                                field(name("kind"), SQLDataType.VARCHAR),
                                field(name("content"), SQLDataType.BLOB))
                        .values(TABLE, "it's", "sql", bytes)
                        .getSQL(ParamType.INLINED),
                statements.insertSource("it's", new StoredScript("sql", bytes)));
        assertTrue(statements
                .insertSource("0001", new StoredScript("py", new byte[0]))
                .endsWith("'py', null)"));
        assertEquals(
                JOOQ.deleteFrom(source)
                        .where(history.eq(TABLE), NAME.eq("it's"))
                        .getSQL(ParamType.INLINED),
                statements.deleteSource("it's"));
    }

    /** Upper and lower case mean the same to SQLite; jOOQ writes {@code TEXT}. */
    @Test
    void makesTheTableWithTheTypesOfThePythonTool() throws SQLException {
        log.prepare();
        log.prepare();
        assertEquals(
                "id serial 0 1; date_applied timestamp with time zone 1 0; name text 1 0; file_hash varchar(64) 0 0;"
                        + " checksum varchar(64) 0 0; duration_ms bigint 0 0; applied_by text 0 0",
                file.rows("SELECT name, lower(type), \"notnull\", pk FROM pragma_table_info('" + TABLE + "')"));
        assertEquals(
                "history text 1 1; name text 1 2; kind text 1 0; content blob 0 0",
                file.rows("SELECT name, lower(type), \"notnull\", pk FROM pragma_table_info('migri_source')"));
    }

    @Test
    void getsTheColumnsThatAKilledRunDidNotMake() throws SQLException {
        file.execute(LegacyHistory.serial().definition(), "ALTER TABLE " + TABLE + " ADD COLUMN CHECKSUM varchar(64)");
        log.read();
        assertFalse(log.complete());
        log.prepare();
        assertTrue(log.complete());
        assertEquals(
                "id date_applied name CHECKSUM file_hash duration_ms applied_by",
                file.rows("SELECT group_concat(name, ' ') FROM pragma_table_info('" + TABLE + "')"));
    }

    @Test
    void writesRowsLikeThoseOfThePythonTool() throws SQLException {
        log.prepare();
        append("0001_it's", THEN);
        append("0002", Instant.parse("2022-02-20T10:11:12Z"));
        assertEquals(
                "null 2022-02-20 10:11:12.131415+00:00 0001_it's; null 2022-02-20 10:11:12+00:00 0002",
                file.rows("SELECT id, date_applied, name FROM " + TABLE));
    }

    @Test
    void isNotCaughtByATemporaryTable() throws SQLException {
        file.execute("CREATE TEMP TABLE " + TABLE + " (x)");
        assertEquals(Optional.empty(), log.read());
        log.prepare();
        append("0001", THEN);
        assertEquals("0001", log.read().orElseThrow().get(0).name());
        assertEquals("", file.rows("SELECT * FROM temp." + TABLE));
    }

    @Test
    void readsMoreColumnsThanItKnows() throws SQLException {
        file.execute(
                "CREATE TABLE " + TABLE + " (extra, NAME text, Date_Applied text, id integer PRIMARY KEY)",
                "INSERT INTO " + TABLE + " VALUES ('x', 'b', '2022-02-20 10:11:12.131415+00:00', 2)",
                "INSERT INTO " + TABLE + " VALUES ('x', 'a', 'long ago', NULL)");
        assertEquals(
                Optional.of(List.of(
                        new AppliedMigration("b", Optional.of(THEN)), new AppliedMigration("a", Optional.empty()))),
                log.read());
    }

    @Test
    void refusesTheTableOfAnotherProgram() throws SQLException {
        file.execute("CREATE TABLE " + TABLE + " (version int, description text)");
        String message = refusal();
        assertTrue(message.contains("found the columns version, description,"), message);
        assertTrue(message.contains("expected a table with the columns id, date_applied, name"), message);
    }

    @Test
    void refusesAView() throws SQLException {
        file.execute("CREATE TABLE other (id, date_applied, name)", "CREATE VIEW " + TABLE + " AS SELECT * FROM other");
        assertTrue(refusal().contains("found a view"));
        file.execute("DROP VIEW " + TABLE, "CREATE VIEW " + TABLE + " AS SELECT 1 AS id, 2 AS date_applied, 3 AS name");
        assertTrue(refusal().contains("found a view"));
    }

    @Test
    void refusesWhatRunsTheCodeOfOthers() throws SQLException {
        file.execute("CREATE VIEW " + TABLE + " AS SELECT * FROM nowhere");
        assertTrue(refusal().contains("found a view"), "not even a broken one is looked into");
        file.execute("DROP VIEW " + TABLE, "CREATE VIRTUAL TABLE " + TABLE + " USING fts5 (id, date_applied, name)");
        assertTrue(refusal().contains("found a virtual table"));
        file.execute("DROP TABLE " + TABLE);
        log.prepare();
        for (String table : List.of(TABLE, "migri_source")) {
            file.execute("CREATE TRIGGER theirs BEFORE DELETE ON " + table + " BEGIN SELECT 1; END");
            assertTrue(refusal().contains("the table " + table + " has the trigger theirs"));
            file.execute("DROP TRIGGER theirs");
        }
        assertEquals(List.of(), log.read().orElseThrow());
    }

    /** The script made it, after the history was looked at. */
    @Test
    void failsWhereTheRowIsSwallowed() throws SQLException {
        log.prepare();
        append("0001", THEN);
        for (String trigger : List.of(
                "BEFORE INSERT ON " + TABLE + " BEGIN SELECT RAISE(IGNORE); END",
                "AFTER INSERT ON " + TABLE + " BEGIN DELETE FROM " + TABLE + " WHERE name = NEW.name; END")) {
            file.execute("CREATE TRIGGER swallow " + trigger);
            StatementFailedException failed = assertThrows(StatementFailedException.class, () -> append("0002", THEN));
            String statement =
                    log.append(new AppliedMigration("0002", Optional.of(THEN))).get(failed.index());
            assertEquals(
                    "the migration could not be recorded: a trigger or constraint of the history swallowed its row",
                    SqliteErrors.explain(failed.failure(), statement).message());
            file.execute("DROP TRIGGER swallow");
        }
        append("0002", THEN);
    }

    @Test
    void noticesWhatWasRecordedSinceItWasRead() throws SQLException {
        log.prepare();
        append("0001", THEN);
        log.read();
        file.session().wire().execute(log.absent("0001"));
        file.session().wire().execute(log.absent("0002"));
        append("0002", THEN);
        file.session().wire().execute(log.absent("0001"));
        assertThrows(StatementFailedException.class, () -> file.session().wire().execute(log.absent("0002")));
        log.read();
        file.session().wire().execute(log.absent("0002"));
    }

    @Test
    void readsATableWhoseRowsHaveNoNumbers() throws SQLException {
        file.execute("CREATE TABLE " + TABLE + " (date_applied text, name text PRIMARY KEY) WITHOUT ROWID");
        assertEquals(List.of(), log.read().orElseThrow());
        append("0001", THEN);
        assertEquals("0001", log.read().orElseThrow().get(0).name());
        assertThrows(StatementFailedException.class, () -> file.session().wire().execute(log.absent("0001")));
    }

    @Test
    void readsItWhateverColumnsAreCalledInResults() throws SQLException {
        log.prepare();
        append("0001", THEN);
        file.execute("PRAGMA full_column_names = ON", "PRAGMA short_column_names = OFF", "PRAGMA count_changes = ON");
        assertEquals("0001", log.read().orElseThrow().get(0).name());
        append("0002", THEN);
        assertEquals(2, log.read().orElseThrow().size());
    }

    @Test
    void refusesARowWithoutAName() throws SQLException {
        file.execute("CREATE TABLE " + TABLE + " (date_applied, name)", "INSERT INTO " + TABLE + " VALUES (1, NULL)");
        assertTrue(refusal().contains("a row without a name"));
    }

    @Test
    void doesNotEndATransactionThatIsOpen() throws SQLException {
        file.execute("BEGIN IMMEDIATE");
        assertEquals(Optional.empty(), log.read());
        log.prepare();
        append("0001", THEN);
        assertEquals(1, log.read().orElseThrow().size());
        file.execute("ROLLBACK");
        assertEquals(Optional.empty(), log.read());
    }

    private static Table<Record> named(String table) {
        return table(name("main", table));
    }

    private void append(String name, Instant appliedAt) throws SQLException {
        file.session().wire().execute(log.append(new AppliedMigration(name, Optional.of(appliedAt))));
    }

    private String refusal() {
        MigriException refusal = assertThrows(MigriException.class, log::read);
        assertEquals(ErrorCode.HISTORY_UNUSABLE, refusal.code());
        return refusal.getMessage();
    }
}
