package io.migri.dialect.sqlite.history;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.dialect.sqlite.connection.SqliteReason;
import io.migri.dialect.sqlite.language.SqliteQuoting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConnection;

/**
 * Refuses a table of Migri's that runs somebody else's code: a view, a virtual table, one that has triggers. Whoever can write to the
 * file, such as an application, could have made it so, and the code would run as the user that migrates.
 */
public final class SqliteOwnTables {
    private SqliteOwnTables() {}

    /**
     * Looks at {@code table} and the triggers on it, before anything is read from it.
     *
     * @throws MigriException with code {@code HISTORY_UNUSABLE}
     */
    public static void check(SQLiteConnection connection, String table) throws SQLException {
        String key = SqliteQuoting.text(table);
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select type, name, rootpage from main.sqlite_schema"
                        + " where type <> 'index' and tbl_name collate nocase = " + key)) {
            while (found.next()) {
                refuse(table, found.getString(1), found.getString(2), found.getLong(3));
            }
        }
    }

    /** Whether reading {@code table} failed because it is not there. */
    public static boolean isMissing(String table, SQLException failure) {
        return SqliteReason.message(failure).equalsIgnoreCase("no such table: main." + table);
    }

    private static void refuse(String table, String type, String name, long page) {
        if (type.equals("trigger")) {
            throw refusal(
                    "the table " + table + " has the trigger " + name
                            + ", whose code would run whenever Migri writes to it",
                    "drop the trigger, and run again");
        }
        if (page == 0) {
            String found = type.equals("view") ? "a view" : "a virtual table";
            throw refusal(
                    "the database has something by the name of " + table + " that is not Migri's: found " + found
                            + ", expected a table",
                    "rename it, if it belongs to another program, and run again");
        }
    }

    private static MigriException refusal(String message, String help) {
        return MigriException.of(ErrorCode.HISTORY_UNUSABLE, message).help(help).build();
    }
}
