package io.migri.dialect.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.DDLQuery;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultDataType;
import org.jooq.impl.SQLDataType;

/** Makes the history table. The only class that touches jOOQ, so that it is loaded only where there is no such table yet. */
final class MySqlAppliedTable {
    /** What a column of type {@code text} holds. */
    private static final int TEXT_LENGTH = 65_535;

    private MySqlAppliedTable() {}

    /** Has jOOQ keep its greeting to itself; a setting of the user's own is left alone. */
    static void silence() {
        for (String greeting : new String[] {"org.jooq.no-logo", "org.jooq.no-tips"}) {
            if (System.getProperty(greeting) == null) {
                System.setProperty(greeting, "true");
            }
        }
    }

    static void create(Connection connection, String database, String table) throws SQLException {
        silence();
        // jOOQ only writes it: executing, it would look at the server's version and log what it thinks of it.
        MySqlConnection.execute(
                connection,
                statement(DSL.using(SQLDialect.MYSQL), database, table).getSQL());
    }

    /** The columns are those of the Python tool, but for the fraction of a second. Of the engines that every server has, only InnoDB has transactions. */
    static DDLQuery statement(DSLContext jooq, String database, String table) {
        return jooq.createTableIfNotExists(DSL.name(database, table))
                .column("id", SQLDataType.INTEGER.notNull().identity(true))
                .column("date_applied", datetime().notNull())
                .column("name", SQLDataType.CLOB(TEXT_LENGTH).notNull())
                .constraints(DSL.primaryKey("id"))
                .storage("engine=InnoDB");
    }

    /** Unlike a TIMESTAMP, it does not depend on the session's time zone. */
    private static DataType<?> datetime() {
        return DefaultDataType.getDataType(SQLDialect.MYSQL, "datetime").precision(6);
    }
}
