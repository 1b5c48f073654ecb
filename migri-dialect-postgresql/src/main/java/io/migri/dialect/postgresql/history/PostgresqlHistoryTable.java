package io.migri.dialect.postgresql.history;

import static io.migri.jooq.impl.DSL.condition;
import static io.migri.jooq.impl.DSL.field;
import static io.migri.jooq.impl.DSL.function;
import static io.migri.jooq.impl.DSL.inline;
import static io.migri.jooq.impl.DSL.name;
import static io.migri.jooq.impl.DSL.primaryKey;
import static io.migri.jooq.impl.DSL.select;
import static io.migri.jooq.impl.DSL.table;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.dialect.postgresql.language.PostgresqlText;
import io.migri.jooq.DSLContext;
import io.migri.jooq.DataType;
import io.migri.jooq.Field;
import io.migri.jooq.Name;
import io.migri.jooq.Query;
import io.migri.jooq.SQLDialect;
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

/** Looks for the history table, creates and evolves it. It loads jOOQ, which a run on a table of ours never does. */
public final class PostgresqlHistoryTable {
    /** As the Python tool made it; an identity column would be another type. */
    private static final DataType<Integer> SERIAL =
            new DefaultDataType<>(SQLDialect.POSTGRES, Integer.class, "serial").nullable(false);

    private static final Field<String> HISTORY = field(name("history"), SQLDataType.CLOB.nullable(false));
    private static final Field<String> NAME = field(name("name"), SQLDataType.CLOB.nullable(false));
    private static final Field<String> KIND = field(name("kind"), SQLDataType.CLOB.nullable(false));
    private static final Field<byte[]> CONTENT = field(name("content"), SQLDataType.BLOB.nullable(true));

    /** What the Python tool does not know. It may be null, so that the tool can go on. */
    private static final List<Field<?>> ADDED = List.of(
            field(name("file_hash"), SQLDataType.VARCHAR(64).nullable(true)),
            field(name("checksum"), SQLDataType.VARCHAR(64).nullable(true)),
            field(name("duration_ms"), SQLDataType.BIGINT.nullable(true)),
            field(name("applied_by"), SQLDataType.CLOB.nullable(true)));

    private PostgresqlHistoryTable() {}

    /** Creates it, and the one that keeps the files, unless it is there. */
    static void create(Connection connection, HistoryTable table) throws SQLException {
        on(connection, database -> schemaOf(database, table).orElseGet(() -> create(database, table)));
    }

    /**
     * Gives a table of the Python tool the columns that it lacks, and makes the one that keeps the files; both or none, also within a
     * transaction. Leaves them out where the user may not, or where others are using the table for long.
     */
    static void evolve(Connection connection, HistoryTable table) throws SQLException {
        on(connection, database -> database.execute(PostgresqlPrivacy.command(evolution(database, table))));
    }

    /** The file of a migration; empty where it was not kept. */
    static Optional<StoredScript> script(Connection connection, HistoryTable table, String migration)
            throws SQLException {
        return on(connection, database -> database.select(KIND, CONTENT)
                .from(table(name(String.valueOf(table.schema()), table.source())))
                .where(
                        condition("{0} operator(pg_catalog.=) {1}", HISTORY, inline(table.key())),
                        condition("{0} operator(pg_catalog.=) {1}", NAME, inline(migration)),
                        CONTENT.isNotNull())
                .fetchOptional(row -> new StoredScript(row.get(KIND), row.get(CONTENT))));
    }

    /** {@code to_regclass} is null for a table that does not exist, where a cast would end a transaction. */
    private static Optional<String> schemaOf(DSLContext database, HistoryTable table) {
        Field<Long> found = function(
                name("pg_catalog", "to_regclass"),
                Long.class,
                inline(PostgresqlText.identifier(table.schema(), table.name())));
        return database.select(field(name("pg_namespace", "nspname"), String.class))
                .from(table(name("pg_catalog", "pg_class")))
                .join(table(name("pg_catalog", "pg_namespace")))
                .on(condition(
                        "{0} operator(pg_catalog.=) {1}",
                        field(name("pg_namespace", "oid")), field(name("pg_class", "relnamespace"))))
                .where(condition(
                        "{0} operator(pg_catalog.=) {1}::pg_catalog.oid", field(name("pg_class", "oid")), found))
                .fetchOptional(0, String.class);
    }

    /** The table of files first, so that where the columns are it is there too. */
    private static String create(DSLContext database, HistoryTable table) {
        String schema = schema(database, table);
        database.execute(making(database, table.in(schema)));
        return schema;
    }

    /** A statement that makes both in a schema that is there when it is executed. */
    static String making(HistoryTable table) {
        return making(DSL.using(SQLDialect.POSTGRES), table);
    }

    /** The statement of {@link #evolve}. */
    static String evolving(HistoryTable table) {
        return PostgresqlPrivacy.command(evolution(DSL.using(SQLDialect.POSTGRES), table));
    }

    private static String making(DSLContext database, HistoryTable table) {
        String definition = database.createTable(named(table, table.name()))
                .column("id", SERIAL)
                .column("date_applied", SQLDataType.TIMESTAMPWITHTIMEZONE.nullable(false))
                .column("name", SQLDataType.CLOB.nullable(false))
                .columns(ADDED)
                .constraint(primaryKey("id"))
                .getSQL();
        return PostgresqlPrivacy.command(makingSources(database, table) + definition + "; ");
    }

    private static String makingSources(DSLContext database, HistoryTable table) {
        return PostgresqlPrivacy.making(
                String.valueOf(table.schema()),
                table.source(),
                sourceTable(database, table).getSQL());
    }

    private static Query sourceTable(DSLContext database, HistoryTable table) {
        return database.createTableIfNotExists(named(table, table.source()))
                .columns(HISTORY, NAME, KIND, CONTENT)
                .constraint(primaryKey(HISTORY, NAME));
    }

    /** Waiting for the table, it would keep everybody else waiting who only wants to read it. */
    private static String evolution(DSLContext database, HistoryTable table) {
        StringBuilder block = new StringBuilder("declare lock_timeout_before pg_catalog.text ="
                + " pg_catalog.current_setting('lock_timeout'); begin perform"
                + " pg_catalog.set_config('lock_timeout', '5s', true); ");
        block.append(makingSources(database, table));
        for (Field<?> column : ADDED) {
            block.append(database.alterTable(named(table, table.name()))
                            .addColumnIfNotExists(column)
                            .getSQL())
                    .append("; ");
        }
        return block.append(
                        "perform pg_catalog.set_config('lock_timeout', lock_timeout_before, true);"
                                + " exception when insufficient_privilege or lock_not_available or wrong_object_type then null; end; ")
                .toString();
    }

    private static Name named(HistoryTable table, String name) {
        return name(String.valueOf(table.schema()), name);
    }

    /**
     * Where Migri's tables are to be made.
     *
     * @throws MigriException where that schema is not there
     */
    public static String schema(DSLContext database, HistoryTable table) {
        String schema = table.schema();
        if (schema == null) {
            return currentSchema(database);
        }
        Field<String> found = function(
                name("pg_catalog", "to_regnamespace"), String.class, inline(PostgresqlText.identifier(schema)));
        if (database.select(found).fetchOne(0) == null) {
            throw PostgresqlHistoryNames.missing(schema);
        }
        return schema;
    }

    /** The same. */
    static String schema(Connection connection, HistoryTable table) throws SQLException {
        return on(connection, database -> schema(database, table));
    }

    private static String currentSchema(DSLContext database) {
        var names = database.fetchOne(select(
                function(name("pg_catalog", "current_schema"), String.class),
                function(name("pg_catalog", "current_setting"), String.class, inline("search_path"))));
        String schema = names == null ? null : names.value1();
        if (schema == null) {
            throw noSchema(names == null ? "" : names.value2());
        }
        return schema;
    }

    private static <T> T on(Connection connection, Function<DSLContext, T> work) throws SQLException {
        try {
            return work.apply(DSL.using(connection, SQLDialect.POSTGRES));
        } catch (DataAccessException e) {
            SQLException cause = e.getCause(SQLException.class);
            throw cause == null ? new SQLException(e) : cause;
        }
    }

    private static MigriException noSchema(String searchPath) {
        return MigriException.of(
                        ErrorCode.CONFIGURATION_INVALID,
                        searchPath.isBlank()
                                ? "the search path is empty, so there is no schema to create the history table in"
                                : "the search path names no schema that exists: " + searchPath)
                .help("create the schema, or name one that exists")
                .build();
    }
}
