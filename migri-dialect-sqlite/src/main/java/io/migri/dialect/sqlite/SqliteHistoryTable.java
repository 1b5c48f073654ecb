package io.migri.dialect.sqlite;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.primaryKey;
import static org.jooq.impl.DSL.table;

import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultDataType;

/** The history table in terms of jOOQ. The only class that touches it, and loaded only where the table has to be created. */
final class SqliteHistoryTable {
    private static final DataType<Integer> SERIAL = new DefaultDataType<>(SQLDialect.SQLITE, Integer.class, "serial");
    private static final DataType<String> TIMESTAMP =
            new DefaultDataType<>(SQLDialect.SQLITE, String.class, "timestamp with time zone");
    private static final DataType<String> TEXT = new DefaultDataType<>(SQLDialect.SQLITE, String.class, "text");

    static final Field<Integer> ID = field(name("id"), SERIAL);
    static final Field<String> DATE_APPLIED = field(name("date_applied"), TIMESTAMP.nullable(false));
    static final Field<String> NAME = field(name("name"), TEXT.nullable(false));

    private SqliteHistoryTable() {}

    /** Creates it as the Python tool does, with that tool's names of types, unless it is there. */
    static void create(Connection connection, String table) throws SQLException {
        try {
            creation(using(connection), table).execute();
        } catch (DataAccessException e) {
            SQLException cause = e.getCause(SQLException.class);
            throw cause == null ? new SQLException(e) : cause;
        }
    }

    static Query creation(DSLContext context, String table) {
        return context.createTableIfNotExists(named(table))
                .columns(ID, DATE_APPLIED, NAME)
                .constraints(primaryKey(ID));
    }

    static Table<Record> named(String table) {
        return table(name("main", table));
    }

    static DSLContext using(Connection connection) {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        return DSL.using(connection, SQLDialect.SQLITE, new Settings().withExecuteLogging(false));
    }
}
