package io.migri.dialect.sqlite.check;

import io.migri.dialect.sqlite.connection.SqliteDoubleQuotesProperty;
import java.io.Serial;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A name in double quotes that is no column stands where a text would make no sense. */
public final class SqliteTextRefusal extends SQLiteException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String name;
    private final int offset;

    /** @param offset where the name stands in the statement */
    SqliteTextRefusal(String name, int offset) {
        super("no such column: \"" + name + "\"", SQLiteErrorCode.SQLITE_ERROR);
        this.name = name;
        this.offset = offset;
    }

    public int offset() {
        return offset;
    }

    public String hint() {
        return "SQLite would take it for a text. Correct the name of the column, or write '" + name.replace("'", "''")
                + "' in single quotes if a text is meant. The property " + SqliteDoubleQuotesProperty.NAME + "="
                + SqliteDoubleQuotesProperty.TEXT + " of the connection takes such names for texts everywhere.";
    }
}
