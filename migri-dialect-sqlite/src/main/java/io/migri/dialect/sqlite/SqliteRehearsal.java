package io.migri.dialect.sqlite;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.spi.DialectSession;
import io.migri.spi.Rehearsal;
import java.io.IOException;
import java.nio.file.Files;
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
    private final Path directory;
    private final SQLiteConnection copy;
    private final SqliteSession session;

    private SqliteRehearsal(Path directory, SQLiteConnection copy) {
        this.directory = directory;
        this.copy = copy;
        this.session = new SqliteSession(copy, copy, SqliteOtherFiles.REFUSED);
    }

    /** Copies the database of {@code original}. */
    static SqliteRehearsal of(SQLiteConnection original) throws SQLException {
        Path directory = directory();
        try {
            return new SqliteRehearsal(directory, copy(original, directory.resolve("rehearsal.db")));
        } catch (SQLException | RuntimeException e) {
            delete(directory);
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
            delete(directory);
        }
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory("migri-rehearsal-");
        } catch (IOException e) {
            throw new MigriException(
                    ErrorCode.DRY_RUN_UNSUPPORTED,
                    "a dry run works on a copy of the database, and no place for that can be made in "
                            + System.getProperty("java.io.tmpdir"),
                    "make that directory writable, or name another with -Djava.io.tmpdir",
                    null,
                    null,
                    e);
        }
    }

    private static SQLiteConnection copy(SQLiteConnection original, Path file) throws SQLException {
        int result = original.getDatabase().backup("main", file.toString(), null);
        if (result != SQLiteErrorCode.SQLITE_OK.code) {
            SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(result);
            throw new SQLiteException(
                    "the database cannot be copied to " + file + " for the dry run: " + code.message, code);
        }
        SQLiteConnection copy = SqliteFile.named(file.toString()).open(Map.of());
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

    /** With the journals that SQLite may have left beside the copy. */
    private static void delete(Path directory) {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            directory.toFile().deleteOnExit();
        }
    }
}
