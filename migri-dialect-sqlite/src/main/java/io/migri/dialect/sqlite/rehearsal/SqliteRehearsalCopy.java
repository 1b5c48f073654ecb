package io.migri.dialect.sqlite.rehearsal;

import io.migri.dialect.sqlite.connection.SqliteDoubleQuotesProperty;
import io.migri.dialect.sqlite.connection.SqliteFile;
import io.migri.dialect.sqlite.state.SqliteSessionSnapshot;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * A copy of the database in a directory that only this user can enter, under {@code java.io.tmpdir}. What is committed but still
 * in the write-ahead log is copied too.
 *
 * @see <a href="https://www.sqlite.org/backup.html">Using the SQLite Online Backup API</a>
 */
public final class SqliteRehearsalCopy implements AutoCloseable {
    private final SqliteRehearsalDirectory directory;
    private final SQLiteConnection connection;

    private SqliteRehearsalCopy(SqliteRehearsalDirectory directory, SQLiteConnection connection) {
        this.directory = directory;
        this.connection = connection;
    }

    /** Copies the database of {@code original}. */
    public static SqliteRehearsalCopy of(SQLiteConnection original) throws SQLException {
        SqliteRehearsalDirectory directory = SqliteRehearsalDirectory.make();
        try {
            return new SqliteRehearsalCopy(directory, copy(original, directory.file()));
        } catch (SQLException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    public SQLiteConnection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        try {
            connection.close();
        } finally {
            directory.close();
        }
    }

    private static SQLiteConnection copy(SQLiteConnection original, Path file) throws SQLException {
        int result = original.getDatabase().backup("main", file.toString(), null);
        if (result != SQLiteErrorCode.SQLITE_OK.code) {
            SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(result);
            throw new SQLiteException(
                    "the database cannot be copied to " + file + " for the dry run: " + code.message, code);
        }
        SQLiteConnection copy = SqliteFile.named(file.toString())
                .open(Map.of(SqliteDoubleQuotesProperty.NAME, SqliteDoubleQuotesProperty.of(original)));
        try {
            likeOriginal(copy, new SqliteSessionSnapshot(original).statements());
            return copy;
        } catch (SQLException | RuntimeException e) {
            copy.close();
            throw e;
        }
    }

    private static void likeOriginal(SQLiteConnection copy, List<String> settings) throws SQLException {
        for (String setting : settings) {
            copy.getDatabase()._exec(setting);
        }
        copy.getDatabase()._exec("PRAGMA synchronous = off");
    }
}
