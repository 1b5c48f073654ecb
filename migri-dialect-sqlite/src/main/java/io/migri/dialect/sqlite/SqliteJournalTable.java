package io.migri.dialect.sqlite;

import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.primaryKey;

import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.Query;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.SQLDataType;

/** Makes the journal, with jOOQ, so that it is loaded only where there is none yet. */
final class SqliteJournalTable {
    private SqliteJournalTable() {}

    static void create(Connection connection, String table) throws SQLException {
        try {
            Query creation = SqliteHistoryTable.using(connection)
                    .createTableIfNotExists(name("main", table))
                    .column("migration", SQLDataType.CLOB.nullable(false))
                    .column("first_ordinal", SQLDataType.INTEGER.nullable(false))
                    .column("through_ordinal", SQLDataType.INTEGER.nullable(false))
                    .column("prefix_hash", SQLDataType.CLOB.nullable(false))
                    .column("statements", SQLDataType.CLOB.nullable(false))
                    .column("state", SQLDataType.CLOB.nullable(false))
                    .column("doubtful", SQLDataType.CLOB.nullable(true))
                    .column("objects_before", SQLDataType.CLOB.nullable(true))
                    .column("connection_id", SQLDataType.BIGINT.nullable(false))
                    .column("noted_at", SQLDataType.CLOB.nullable(false))
                    .constraints(primaryKey("migration", "first_ordinal"));
            creation.execute();
        } catch (DataAccessException e) {
            SQLException cause = e.getCause(SQLException.class);
            throw cause == null ? new SQLException(e) : cause;
        }
    }
}
