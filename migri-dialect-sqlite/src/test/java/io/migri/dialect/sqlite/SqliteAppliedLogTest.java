package io.migri.dialect.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.AppliedMigration;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.spi.AppliedLog;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.ParamType;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteAppliedLogTest {
    private static final String TABLE = "applied_migration";
    private static final Instant THEN = Instant.parse("2022-02-20T10:11:12.131415Z");

    private final TestFile file;
    private final AppliedLog log;

    SqliteAppliedLogTest(@TempDir Path directory) throws SQLException {
        this.file = TestFile.open(directory.resolve("a.db"));
        this.log = file.session().appliedLog(TABLE);
    }

    @AfterEach
    void close() throws SQLException {
        file.close();
    }

    @Test
    void usesTheStatementsThatJooqRenders() {
        DSLContext jooq = DSL.using(SQLDialect.SQLITE);
        for (String table : List.of(TABLE, "odd \"name\"")) {
            assertEquals(jooq.selectFrom(SqliteHistoryTable.named(table)).getSQL(), SqliteAppliedLog.selectAll(table));
            for (String name : List.of("0001_initial", "it's \"odd\"; \\ é ?")) {
                assertEquals(
                        jooq.insertInto(
                                        SqliteHistoryTable.named(table),
                                        SqliteHistoryTable.DATE_APPLIED,
                                        SqliteHistoryTable.NAME)
                                .values("2022-02-20 10:11:12+00:00", name)
                                .getSQL(ParamType.INLINED),
                        SqliteAppliedLog.insert(table, "2022-02-20 10:11:12+00:00", name));
            }
        }
    }

    /** Upper and lower case mean the same to SQLite; jOOQ writes {@code TEXT}. */
    @Test
    void makesTheTableWithTheTypesOfThePythonTool() throws SQLException {
        log.prepare();
        log.prepare();
        assertEquals(
                "id serial 0 1; date_applied timestamp with time zone 1 0; name text 1 0",
                file.rows("SELECT name, lower(type), \"notnull\", pk FROM pragma_table_info('" + TABLE + "')"));
    }

    @Test
    void writesRowsLikeThoseOfThePythonTool() throws SQLException {
        log.prepare();
        append("0001_it's", THEN);
        append("0002", Instant.parse("2022-02-20T10:11:12Z"));
        assertEquals(
                "null 2022-02-20 10:11:12.131415+00:00 0001_it's; null 2022-02-20 10:11:12+00:00 0002",
                file.rows("SELECT * FROM " + TABLE));
    }

    @Test
    void isNotCaughtByATemporaryTable() throws SQLException {
        file.execute("CREATE TEMP TABLE " + TABLE + " (x)");
        assertEquals(Optional.empty(), log.read());
        log.prepare();
        append("0001", THEN);
        assertEquals(Optional.of(List.of(new AppliedMigration("0001", Optional.of(THEN)))), log.read());
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
    void doesNotTakeABrokenViewForAMissingTable() throws SQLException {
        file.execute("CREATE VIEW " + TABLE + " AS SELECT * FROM nowhere");
        SQLException failure = assertThrows(SQLException.class, log::read);
        assertEquals("no such table: main.nowhere", SqliteErrors.message(failure));
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

    private void append(String name, Instant appliedAt) throws SQLException {
        file.session().execute(log.append(new AppliedMigration(name, Optional.of(appliedAt))));
    }

    private String refusal() {
        MigriException refusal = assertThrows(MigriException.class, log::read);
        assertEquals(ErrorCode.HISTORY_UNUSABLE, refusal.code());
        return refusal.getMessage();
    }
}
