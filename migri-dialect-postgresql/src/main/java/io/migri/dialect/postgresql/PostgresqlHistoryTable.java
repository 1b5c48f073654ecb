package io.migri.dialect.postgresql;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.primaryKey;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultDataType;
import org.jooq.impl.SQLDataType;

/** Looks for the history table and creates it. The one class that loads jOOQ, which a run on an existing table never does. */
final class PostgresqlHistoryTable {
    static {
        silence();
    }

    /** As the Python tool made it; an identity column would be another type. */
    private static final DataType<Integer> SERIAL =
            new DefaultDataType<>(SQLDialect.POSTGRES, Integer.class, "serial").nullable(false);

    private PostgresqlHistoryTable() {}

    /** Has jOOQ keep its greeting to itself. */
    static void silence() {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    /** Creates it unless it is there; returns the schema that it is in. */
    static String prepare(Connection connection, String table) throws SQLException {
        try {
            DSLContext database = DSL.using(connection, SQLDialect.POSTGRES);
            Optional<String> found = schemaOf(database, table);
            return found.isPresent() ? found.get() : create(database, table);
        } catch (DataAccessException e) {
            SQLException cause = e.getCause(SQLException.class);
            throw cause == null ? new SQLException(e) : cause;
        }
    }

    /** {@code to_regclass} is null for a table that does not exist, where a cast would end a transaction. */
    private static Optional<String> schemaOf(DSLContext database, String table) {
        Field<Long> found =
                function(name("pg_catalog", "to_regclass"), Long.class, inline(PostgresqlText.identifier(table)));
        return database.select(field(name("pg_namespace", "nspname"), String.class))
                .from(table(name("pg_catalog", "pg_class")))
                .join(table(name("pg_catalog", "pg_namespace")))
                .on(field(name("pg_namespace", "oid"), Long.class)
                        .eq(field(name("pg_class", "relnamespace"), Long.class)))
                .where(field(name("pg_class", "oid"), Long.class).eq(found))
                .fetchOptional(0, String.class);
    }

    private static String create(DSLContext database, String table) {
        String schema = currentSchema(database);
        database.createTable(name(schema, table))
                .column("id", SERIAL)
                .column("date_applied", SQLDataType.TIMESTAMPWITHTIMEZONE.nullable(false))
                .column("name", SQLDataType.CLOB.nullable(false))
                .constraint(primaryKey("id"))
                .execute();
        return schema;
    }

    static String currentSchema(DSLContext database) {
        var names = database.fetchOne(select(
                function(name("pg_catalog", "current_schema"), String.class),
                function(name("pg_catalog", "current_setting"), String.class, inline("search_path"))));
        String schema = names == null ? null : names.value1();
        if (schema == null) {
            throw noSchema(names == null ? "" : names.value2());
        }
        return schema;
    }

    private static MigriException noSchema(String searchPath) {
        return new MigriException(
                ErrorCode.CONFIGURATION_INVALID,
                searchPath.isBlank()
                        ? "the search path is empty, so there is no schema to create the history table in"
                        : "the search path names no schema that exists: " + searchPath,
                "create the schema, or name one that exists",
                null,
                null,
                null);
    }
}
