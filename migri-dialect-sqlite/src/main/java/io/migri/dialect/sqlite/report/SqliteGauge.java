package io.migri.dialect.sqlite.report;

import io.migri.dialect.sqlite.connection.SqliteQuery;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.sqlite.SQLiteConnection;

/** Reads how large the database is, as often as twice for each statement of a script; so its questions stay prepared. */
final class SqliteGauge {
    private final SQLiteConnection connection;
    private final PreparedStatement pages;
    private final PreparedStatement free;
    private final PreparedStatement schemaVersion;
    private final PreparedStatement temporary;
    private long pageSize;
    private long pageSizeVersion = -1;

    SqliteGauge(SQLiteConnection connection) throws SQLException {
        this.connection = connection;
        this.pages = connection.prepareStatement("PRAGMA main.page_count");
        this.free = connection.prepareStatement("PRAGMA main.freelist_count");
        this.schemaVersion = connection.prepareStatement("PRAGMA main.schema_version");
        this.temporary =
                connection.prepareStatement("SELECT count(*) FROM temp.sqlite_schema WHERE name = ? COLLATE NOCASE");
    }

    SqliteFileState read() throws SQLException {
        long version = number(schemaVersion);
        if (version != pageSizeVersion) {
            // VACUUM alone gives pages another size, and counts as a change of the schema
            pageSize = Long.parseLong(SqliteQuery.text(connection, "PRAGMA page_size"));
            pageSizeVersion = version;
        }
        return new SqliteFileState(number(pages), number(free), pageSize, version);
    }

    /** Whether there is a temporary table or index of this name, which would hide others. */
    boolean isTemporary(String name) throws SQLException {
        temporary.setString(1, name);
        return number(temporary) > 0;
    }

    private static long number(PreparedStatement question) throws SQLException {
        try (ResultSet row = question.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
