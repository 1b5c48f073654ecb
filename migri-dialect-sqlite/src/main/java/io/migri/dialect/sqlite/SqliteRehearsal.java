package io.migri.dialect.sqlite;

import io.migri.spi.DialectSession;
import io.migri.spi.Rehearsal;
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
final class SqliteRehearsal implements Rehearsal {
    private final SqliteRehearsalDirectory directory;
    private final SQLiteConnection copy;
    private final SqliteSession session;

    private SqliteRehearsal(SqliteRehearsalDirectory directory, SQLiteConnection copy) {
        this.directory = directory;
        this.copy = copy;
        this.session = new SqliteSession(copy, copy, SqliteOtherFiles.REFUSED);
    }

    /** Copies the database of {@code original}. */
    static SqliteRehearsal of(SQLiteConnection original) throws SQLException {
        SqliteRehearsalDirectory directory = SqliteRehearsalDirectory.make();
        try {
            return new SqliteRehearsal(directory, copy(original, directory.file()));
        } catch (SQLException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    @Override
    public DialectSession session() {
        return session;
    }

    @Override
    public boolean onRealDatabase() {
        return false;
    }

    @Override
    public void close() throws SQLException {
        try {
            copy.close();
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
                .open(Map.of(SqliteDoubleQuotes.PROPERTY, SqliteDoubleQuotes.setting(original)));
        try {
            likeOriginal(copy, new SqliteSettings(original).statements());
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
