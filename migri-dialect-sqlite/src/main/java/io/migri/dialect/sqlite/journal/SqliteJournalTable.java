package io.migri.dialect.sqlite.journal;

import static io.migri.jooq.impl.DSL.name;
import static io.migri.jooq.impl.DSL.primaryKey;

import io.migri.dialect.sqlite.connection.SqliteQuery;
import io.migri.dialect.sqlite.history.SqliteHistoryTable;
import io.migri.dialect.sqlite.language.SqliteQuoting;
import io.migri.jooq.impl.SQLDataType;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConnection;

/** Makes the journal, with jOOQ, so that it is loaded only where there is none yet. */
final class SqliteJournalTable {
    private SqliteJournalTable() {}

    /**
     * Makes it, or makes one of an earlier version what it is now. It has no {@code rowid}, so that a row of it cannot be noticed with
     * {@code last_insert_rowid()}.
     */
    static void create(SQLiteConnection connection, String table) throws SQLException {
        if (!SqliteQuery.any(
                connection,
                "select 1 from main.sqlite_schema where type = 'table' and name = " + SqliteQuoting.text(table)
                        + " collate nocase")) {
            connection.getDatabase()._exec(creation(connection, table));
        } else if (!SqliteQuery.any(
                connection,
                "select 1 from pragma_table_info(" + SqliteQuoting.text(table) + ", 'main') where name = 'format'")) {
            renew(connection, table);
        }
    }

    private static void renew(SQLiteConnection connection, String table) throws SQLException {
        String fresh = table + " renewed";
        String columns = "migration, first_ordinal, through_ordinal, prefix_hash, statements, state, doubtful,"
                + " objects_before, connection_id, noted_at";
        connection.getDatabase()._exec("savepoint migri_journal");
        try {
            connection.getDatabase()._exec(creation(connection, fresh));
            connection
                    .getDatabase()
                    ._exec("insert into main." + SqliteQuoting.name(fresh) + " (" + columns + ") select " + columns
                            + " from main." + SqliteQuoting.name(table));
            connection.getDatabase()._exec("drop table main." + SqliteQuoting.name(table));
            connection
                    .getDatabase()
                    ._exec("alter table main." + SqliteQuoting.name(fresh) + " rename to " + SqliteQuoting.name(table));
        } catch (SQLException e) {
            connection.getDatabase()._exec("rollback to migri_journal");
            connection.getDatabase()._exec("release migri_journal");
            throw e;
        }
        connection.getDatabase()._exec("release migri_journal");
    }

    private static String creation(Connection connection, String table) {
        return SqliteHistoryTable.using(connection)
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
                        .column("format", SQLDataType.INTEGER.nullable(true))
                        .constraints(primaryKey("migration", "first_ordinal"))
                        .getSQL()
                + " without rowid";
    }
}
