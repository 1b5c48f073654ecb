package io.migri.dialect.sqlite.facade;

import io.migri.dialect.sqlite.connection.SqliteFile;
import java.sql.SQLException;
import org.sqlite.SQLiteConnection;

/** How long the statements of a script wait for a lock: as long as those of {@code sqlite3.connect()}, unless the run has a limit. */
final class SqliteFacadePatience {
    private static final int MILLIS = 5000;

    private final SQLiteConnection connection;
    private final int before;

    private SqliteFacadePatience(SQLiteConnection connection, int before) {
        this.connection = connection;
        this.before = before;
    }

    static SqliteFacadePatience of(SQLiteConnection connection) throws SQLException {
        int before = connection.getBusyTimeout();
        if (before == SqliteFile.BUSY_TIMEOUT_MILLIS) {
            connection.setBusyTimeout(MILLIS);
        }
        return new SqliteFacadePatience(connection, before);
    }

    /** Puts back what was, whatever the script has made of it. */
    void end() throws SQLException {
        connection.setBusyTimeout(before);
    }
}
