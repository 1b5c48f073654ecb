package io.migri.dialect.sqlite.history;

import static io.migri.jooq.impl.DSL.field;
import static io.migri.jooq.impl.DSL.inline;
import static io.migri.jooq.impl.DSL.name;
import static io.migri.jooq.impl.DSL.primaryKey;
import static io.migri.jooq.impl.DSL.table;

import io.migri.jooq.DSLContext;
import io.migri.jooq.DataType;
import io.migri.jooq.Field;
import io.migri.jooq.Query;
import io.migri.jooq.Record;
import io.migri.jooq.SQLDialect;
import io.migri.jooq.Table;
import io.migri.jooq.conf.Settings;
import io.migri.jooq.exception.DataAccessException;
import io.migri.jooq.impl.DSL;
import io.migri.jooq.impl.DefaultDataType;
import io.migri.jooq.impl.SQLDataType;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.StoredScript;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The history in terms of jOOQ, which is loaded only where a table has to be created or evolved, or a file is asked for. */
public final class SqliteHistoryTable {
    private static final DataType<Integer> SERIAL = new DefaultDataType<>(SQLDialect.SQLITE, Integer.class, "serial");
    private static final DataType<String> TIMESTAMP =
            new DefaultDataType<>(SQLDialect.SQLITE, String.class, "timestamp with time zone");
    private static final DataType<Long> BIGINT = new DefaultDataType<>(SQLDialect.SQLITE, Long.class, "bigint");
    private static final DataType<String> TEXT = new DefaultDataType<>(SQLDialect.SQLITE, String.class, "text");

    private static final Field<Integer> ID = field(name("id"), SERIAL);
    private static final Field<String> DATE_APPLIED = field(name("date_applied"), TIMESTAMP.nullable(false));
    private static final Field<String> NAME = field(name("name"), TEXT.nullable(false));

    private static final Field<String> HISTORY = field(name("history"), TEXT.nullable(false));
    private static final Field<String> KIND = field(name("kind"), TEXT.nullable(false));
    private static final Field<byte[]> CONTENT = field(name("content"), SQLDataType.BLOB.nullable(true));

    /** What the Python tool does not know. It may be null, so that the tool can go on. */
    private static final List<Field<?>> ADDED = List.of(
            field(name(SqliteHistory.FILE_HASH), SQLDataType.VARCHAR(64).nullable(true)),
            field(name(SqliteHistory.CHECKSUM), SQLDataType.VARCHAR(64).nullable(true)),
            field(name(SqliteHistory.DURATION_MS), BIGINT.nullable(true)),
            field(name(SqliteHistory.APPLIED_BY), TEXT.nullable(true)));

    private SqliteHistoryTable() {}

    /**
     * Creates it as the Python tool does, with that tool's names of types, unless it is there. The table of files comes first, so
     * that where the columns are it is there too.
     */
    static void create(Connection connection, HistoryTable table) throws SQLException {
        on(connection, database -> {
            source(database, table.source()).execute();
            return creation(database, table.name()).execute();
        });
    }

    /** The statements of {@link #create}. */
    static List<String> making(HistoryTable table) {
        DSLContext writing = DSL.using(SQLDialect.SQLITE);
        return List.of(
                source(writing, table.source()).getSQL(),
                creation(writing, table.name()).getSQL());
    }

    /** The statement of {@link #add}. */
    static String adding(HistoryTable table, String column) {
        return DSL.using(SQLDialect.SQLITE)
                .alterTable(named(table.name()))
                .addColumn(added(column))
                .getSQL();
    }

    private static Field<?> added(String column) {
        return ADDED.stream()
                .filter(one -> one.getName().equals(column))
                .findFirst()
                .orElseThrow();
    }

    /** Gives a table of the Python tool a column that it lacks. */
    static void add(Connection connection, HistoryTable table, String column) throws SQLException {
        on(connection, database -> database.alterTable(named(table.name()))
                .addColumn(added(column))
                .execute());
    }

    /** The file of a migration; empty where it was not kept. */
    static Optional<StoredScript> script(Connection connection, HistoryTable table, String migration)
            throws SQLException {
        return on(connection, database -> database.select(KIND, CONTENT)
                .from(named(table.source()))
                .where(HISTORY.eq(inline(table.key())), NAME.eq(inline(migration)), CONTENT.isNotNull())
                .fetchOptional(row -> new StoredScript(row.get(KIND), row.get(CONTENT))));
    }

    private static Query creation(DSLContext database, String table) {
        return database.createTableIfNotExists(named(table))
                .columns(ID, DATE_APPLIED, NAME)
                .columns(ADDED)
                .constraints(primaryKey(ID));
    }

    private static Query source(DSLContext database, String table) {
        return database.createTableIfNotExists(named(table))
                .columns(HISTORY, NAME, KIND, CONTENT)
                .constraints(primaryKey(HISTORY, NAME));
    }

    private static Table<Record> named(String table) {
        return table(name("main", table));
    }

    public static DSLContext using(Connection connection) {
        return DSL.using(connection, SQLDialect.SQLITE, new Settings().withExecuteLogging(false));
    }

    private static <T> T on(Connection connection, Function<DSLContext, T> work) throws SQLException {
        try {
            return work.apply(using(connection));
        } catch (DataAccessException e) {
            SQLException cause = e.getCause(SQLException.class);
            throw cause == null ? new SQLException(e) : cause;
        }
    }
}
