package io.migri.dialect.mysql.history;

import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.jooq.DDLQuery;
import io.migri.jooq.DSLContext;
import io.migri.jooq.DataType;
import io.migri.jooq.Field;
import io.migri.jooq.SQLDialect;
import io.migri.jooq.impl.DSL;
import io.migri.jooq.impl.DefaultDataType;
import io.migri.jooq.impl.SQLDataType;
import io.migri.spi.history.HistoryTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Makes and evolves the history table. It touches jOOQ, which so is loaded only where there is no such table of ours yet. */
public final class MySqlHistoryTable {
    /** What a column of type {@code text} holds. */
    private static final int TEXT_LENGTH = 65_535;

    private static final int DATABASE_ACCESS_DENIED = 1044;
    private static final int COMMAND_DENIED = 1142;
    private static final int LOCK_WAIT_TIMEOUT = 1205;

    /** A view, behind which another table may take the rows. */
    private static final int WRONG_OBJECT = 1347;

    /** What the Python tool does not know. It may be null, so that the tool can go on. */
    private static final List<Field<?>> ADDED = List.of(
            DSL.field(DSL.name(MySqlHistory.FILE_HASH), SQLDataType.VARCHAR(64).null_()),
            DSL.field(DSL.name(MySqlHistory.CHECKSUM), SQLDataType.VARCHAR(64).null_()),
            DSL.field(DSL.name(MySqlHistory.DURATION_MS), SQLDataType.BIGINT.null_()),
            DSL.field(
                    DSL.name(MySqlHistory.APPLIED_BY), SQLDataType.VARCHAR(255).null_()));

    private MySqlHistoryTable() {}

    /** Makes it, and before it the one that keeps the files, so that where the columns are it is there too. */
    static void create(Connection connection, String database, HistoryTable table) throws SQLException {
        execute(connection, source(jooq(), database, table));
        execute(connection, statement(jooq(), database, table));
    }

    /**
     * Gives a table of the Python tool the columns that it lacks, and makes the one that keeps the files. Leaves them out where the
     * user may not, or where others are using the table for long: waiting for it, it would keep out everybody who wants to read it.
     */
    static void evolve(Connection connection, String database, HistoryTable table, List<String> missing)
            throws SQLException {
        String patience = MySqlConnection.text(connection, "select @@session.lock_wait_timeout")
                .orElseThrow();
        MySqlConnection.execute(connection, "set session lock_wait_timeout = 5");
        try {
            execute(connection, source(jooq(), database, table));
            execute(connection, addition(jooq(), database, table, missing));
        } catch (SQLException failure) {
            if (!isBearable(failure.getErrorCode())) {
                throw failure;
            }
        } finally {
            MySqlConnection.execute(connection, "set session lock_wait_timeout = " + patience);
        }
    }

    /** The statements of {@link #create}. */
    static List<String> making(String database, HistoryTable table) {
        return List.of(
                source(jooq(), database, table).getSQL(),
                statement(jooq(), database, table).getSQL());
    }

    /** The statements of {@link #evolve}. */
    static List<String> evolving(String database, HistoryTable table, List<String> missing) {
        return List.of(
                source(jooq(), database, table).getSQL(),
                addition(jooq(), database, table, missing).getSQL());
    }

    /** The columns are those of the Python tool, but for the fraction of a second. Of the engines that every server has, only InnoDB has transactions. */
    static DDLQuery statement(DSLContext jooq, String database, HistoryTable table) {
        return jooq.createTableIfNotExists(DSL.name(database, table.name()))
                .column("id", SQLDataType.INTEGER.notNull().identity(true))
                .column("date_applied", datetime().notNull())
                .column("name", SQLDataType.CLOB(TEXT_LENGTH).notNull())
                .columns(ADDED)
                .constraints(DSL.primaryKey("id"))
                .storage("engine=InnoDB default character set=utf8mb4");
    }

    /** Two names that differ in case are two migrations, whatever the database thinks of it. */
    private static DDLQuery source(DSLContext jooq, String database, HistoryTable table) {
        return jooq.createTableIfNotExists(DSL.name(database, table.source()))
                .column("history", SQLDataType.VARCHAR(64).notNull().collation(DSL.collation("utf8mb4_bin")))
                .column("name", SQLDataType.VARCHAR(512).notNull().collation(DSL.collation("utf8mb4_bin")))
                .column("kind", SQLDataType.VARCHAR(64).notNull())
                .column("content", SQLDataType.BLOB.null_())
                .constraints(DSL.primaryKey("history", "name"))
                .storage("engine=InnoDB default character set=utf8mb4");
    }

    private static DDLQuery addition(DSLContext jooq, String database, HistoryTable table, List<String> missing) {
        return jooq.alterTable(DSL.name(database, table.name()))
                .add(ADDED.stream()
                        .filter(column -> missing.contains(column.getName()))
                        .toList());
    }

    private static boolean isBearable(int error) {
        return error == COMMAND_DENIED
                || error == DATABASE_ACCESS_DENIED
                || error == LOCK_WAIT_TIMEOUT
                || error == WRONG_OBJECT;
    }

    /** Unlike a TIMESTAMP, it does not depend on the session's time zone. */
    private static DataType<?> datetime() {
        return DefaultDataType.getDataType(SQLDialect.MYSQL, "datetime").precision(6);
    }

    /** It only writes statements: executing them, it would look at the server's version and log what it thinks of it. */
    private static DSLContext jooq() {
        return DSL.using(SQLDialect.MYSQL);
    }

    private static void execute(Connection connection, DDLQuery statement) throws SQLException {
        MySqlConnection.execute(connection, statement.getSQL());
    }
}
