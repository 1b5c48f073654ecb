package io.migri.dialect.sqlite.connection;

import java.sql.SQLException;
import org.sqlite.SQLiteConnection;

/** Whether a transaction is open, of which the driver keeps no account. */
public final class SqliteOpenTransaction {

    private SqliteOpenTransaction() {}

    /** Within a transaction no other can begin. Takes no lock. */
    public static boolean isOpen(SQLiteConnection driver) {
        try {
            driver.getDatabase()._exec("BEGIN");
        } catch (SQLException within) {
            return true;
        }
        try {
            driver.getDatabase()._exec("ROLLBACK");
        } catch (SQLException none) {
            // as it is to be
        }
        return false;
    }
}
