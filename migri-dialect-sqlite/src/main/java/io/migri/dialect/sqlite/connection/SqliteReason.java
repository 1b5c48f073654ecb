package io.migri.dialect.sqlite.connection;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/** What SQLite itself said when a statement failed. */
public final class SqliteReason {

    private SqliteReason() {}

    /** SQLite's own words, out of the driver's {@code [SQLITE_ERROR] SQL error or missing database (…)}. */
    public static String message(SQLException failure) {
        SQLiteException cause = cause(failure);
        String message = cause == null ? failure.getMessage() : cause.getMessage();
        if (message == null) {
            return "SQLite gives no reason";
        }
        String decoration = cause == null ? "" : cause.getResultCode() + " (";
        return !decoration.isEmpty() && message.startsWith(decoration) && message.endsWith(")")
                ? message.substring(decoration.length(), message.length() - 1)
                : message;
    }

    /** The driver's own exception, which a pool may have wrapped; null where there is none. */
    static @Nullable public SQLiteException cause(SQLException failure) {
        for (Throwable one = failure; one != null; one = one.getCause()) {
            if (one instanceof SQLiteException e) {
                return e;
            }
        }
        return null;
    }
}
