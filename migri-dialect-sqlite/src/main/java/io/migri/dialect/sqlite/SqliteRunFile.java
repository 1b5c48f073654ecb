package io.migri.dialect.sqlite;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;

/**
 * An empty database beside the database, locked for as long as a run goes on that no single transaction holds. The operating system
 * gives the lock up with the process that has it, however it ends; the file itself means nothing, and is removed by whoever locked
 * it last.
 *
 * <p>SQLite locks it, and not {@code java.nio}: whoever closes a file gives up all locks that the same process has on it, which
 * SQLite knows how to avoid.
 *
 * @see <a href="https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_">How To
 *     Corrupt An SQLite Database File, 2.2</a>
 */
final class SqliteRunFile implements AutoCloseable {
    private static final String GONE = "gone";

    private final Path path;
    private final SQLiteConnection connection;

    private SqliteRunFile(Path path, SQLiteConnection connection) {
        this.path = path;
        this.connection = connection;
    }

    static Path beside(String database) {
        return Path.of(database + "-migri-lock");
    }

    /** Locks it; empty while somebody else has, in this process or another. */
    static Optional<SqliteRunFile> tryLock(String database) {
        Path path = beside(database);
        try {
            make(path, Path.of(database));
            return tryLock(path);
        } catch (IOException | SQLException e) {
            throw new MigriException(
                    ErrorCode.DATABASE_UNAVAILABLE,
                    "the file " + path + ", which keeps a second run out, cannot be locked"
                            + (e instanceof SQLException failure ? ": " + SqliteErrors.message(failure) : ""),
                    "give this user the right to write to the file and to its directory",
                    null,
                    null,
                    e);
        }
    }

    /** Whoever can use the database can use it, should this run be killed: SQLite does the same with its journals. */
    private static void make(Path path, Path database) throws IOException {
        try {
            Files.createFile(path);
            Files.setPosixFilePermissions(path, Files.getPosixFilePermissions(database));
            Files.setOwner(path, Files.getOwner(database));
        } catch (FileAlreadyExistsException | NoSuchFileException | UnsupportedOperationException e) {
            // somebody else made it, there is no database yet, or the file system knows nothing of this
        }
    }

    private static Optional<SqliteRunFile> tryLock(Path path) throws IOException, SQLException {
        Object before = identity(path);
        SQLiteConnection connection = SqliteFile.named(path.toString()).open(Map.of("busy_timeout", "0"));
        try {
            // whoever had it may have removed it after it was opened here, and somebody else have made another
            if (lock(connection, path, before) && isStill(before, path)) {
                return Optional.of(new SqliteRunFile(path, connection));
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        connection.close();
        return Optional.empty();
    }

    /**
     * False also where it was removed meanwhile: SQLite looks it up by its name once more, for the rights of its journal, and
     * reports {@code SQLITE_IOERR_FSTAT}.
     */
    private static boolean lock(SQLiteConnection connection, Path path, Object before)
            throws IOException, SQLException {
        try {
            connection.getDatabase()._exec("BEGIN IMMEDIATE");
            return true;
        } catch (SQLException e) {
            if (e.getErrorCode() != SQLiteErrorCode.SQLITE_BUSY.code && isStill(before, path)) {
                throw e;
            }
            return false;
        }
    }

    private static boolean isStill(Object before, Path path) throws IOException {
        return !GONE.equals(before) && before.equals(identity(path));
    }

    /** The number of the file, which the next one may get again, and when it was made: nobody ever writes to it. */
    private static Object identity(Path path) throws IOException {
        try {
            BasicFileAttributes read = Files.readAttributes(path, BasicFileAttributes.class);
            return Arrays.asList(read.fileKey(), read.creationTime(), read.lastModifiedTime());
        } catch (NoSuchFileException e) {
            return GONE;
        }
    }

    /** Removed first, so that nobody finds it who could not lock it. */
    @Override
    public void close() {
        try (connection) {
            Files.deleteIfExists(path);
        } catch (IOException | SQLException e) {
            // an empty file may stay, which is locked no longer
        }
    }
}
