package io.migri.dialect.sqlite.lock;

import static java.util.Objects.requireNonNull;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.dialect.sqlite.connection.SqliteFile;
import io.migri.dialect.sqlite.connection.SqliteReason;
import io.migri.spi.file.OpenFolder;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteOpenMode;

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
public final class SqliteLockFile implements AutoCloseable {
    private static final String GONE = "gone";

    /** Nothing is made, and no link followed: what lies there was looked at before. */
    private static final Map<String, String> AS_IT_IS = Map.of("busy_timeout", "0", "open_mode", openMode());

    private final OpenFolder folder;
    private final String name;
    private final SQLiteConnection connection;

    private SqliteLockFile(OpenFolder folder, String name, SQLiteConnection connection) {
        this.folder = folder;
        this.name = name;
        this.connection = connection;
    }

    public static Path beside(String database) {
        return Path.of(database + "-migri-lock");
    }

    /**
     * Locks it; empty while somebody else has, in this process or another. Whoever can use the database can use it, should this run be
     * killed: SQLite does the same with its journals.
     */
    public static Optional<SqliteLockFile> tryLock(String database) {
        Path path = beside(database).toAbsolutePath();
        try {
            OpenFolder folder = OpenFolder.of(requireNonNull(path.getParent()));
            Optional<SqliteLockFile> locked = Optional.empty();
            try {
                String name = path.getFileName().toString();
                folder.create(name, Path.of(database));
                locked = tryLock(folder, name);
                return locked;
            } finally {
                if (locked.isEmpty()) {
                    folder.close();
                }
            }
        } catch (IOException | SQLException e) {
            throw MigriException.of(
                            ErrorCode.DATABASE_UNAVAILABLE,
                            "the file " + path + ", which keeps a second run out, cannot be locked" + reason(e))
                    .help("give this user the right to write to the file and to its directory")
                    .because(e)
                    .build();
        }
    }

    private static String reason(Exception failure) {
        if (failure instanceof SQLException refused) {
            return ": " + SqliteReason.message(refused);
        }
        return failure instanceof NotAFile ? ": " + failure.getMessage() : "";
    }

    private static Optional<SqliteLockFile> tryLock(OpenFolder folder, String name) throws IOException, SQLException {
        Object before = identity(folder, name);
        if (GONE.equals(before)) {
            return Optional.empty();
        }
        Optional<SQLiteConnection> opened = open(folder, name, before);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        SQLiteConnection connection = opened.get();
        try {
            // whoever had it may have removed it after it was opened here, and somebody else have made another
            if (lock(connection, folder, name, before) && isStill(before, folder, name)) {
                return Optional.of(new SqliteLockFile(folder, name, connection));
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        connection.close();
        return Optional.empty();
    }

    private static Optional<SQLiteConnection> open(OpenFolder folder, String name, Object before)
            throws IOException, SQLException {
        try {
            return Optional.of(
                    SqliteFile.named(folder.path().resolve(name).toString()).open(AS_IT_IS));
        } catch (SQLException e) {
            if (isStill(before, folder, name)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /**
     * False also where it was removed meanwhile: SQLite looks it up by its name once more, for the rights of its journal, and
     * reports {@code SQLITE_IOERR_FSTAT}.
     */
    private static boolean lock(SQLiteConnection connection, OpenFolder folder, String name, Object before)
            throws IOException, SQLException {
        try {
            connection.getDatabase()._exec("BEGIN IMMEDIATE");
            return true;
        } catch (SQLException e) {
            if (e.getErrorCode() != SQLiteErrorCode.SQLITE_BUSY.code && isStill(before, folder, name)) {
                throw e;
            }
            return false;
        }
    }

    private static boolean isStill(Object before, OpenFolder folder, String name) throws IOException {
        return !GONE.equals(before) && before.equals(identity(folder, name));
    }

    /** The number of the file, which the next one may get again, and when it was made: nobody ever writes to it. */
    private static Object identity(OpenFolder folder, String name) throws IOException {
        BasicFileAttributes read = folder.look(name).orElse(null);
        if (read == null) {
            return GONE;
        }
        if (!read.isRegularFile()) {
            throw new NotAFile(
                    "it is a " + (read.isSymbolicLink() ? "link" : "folder or device") + " and no file; remove it");
        }
        return Arrays.asList(read.fileKey(), read.creationTime(), read.lastModifiedTime());
    }

    private static String openMode() {
        return Integer.toString(SQLiteOpenMode.READWRITE.flag | SqliteFile.NO_LINK);
    }

    /** Removed first, so that nobody finds it who could not lock it. */
    @Override
    public void close() {
        try (folder;
                connection) {
            folder.delete(name);
        } catch (IOException | SQLException e) {
            // an empty file may stay, which is locked no longer
        }
    }

    /** Somebody has put something else in its place. */
    private static final class NotAFile extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;

        private NotAFile(String message) {
            super(message);
        }
    }
}
