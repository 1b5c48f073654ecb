package io.migri.dialect.sqlite.database;

import io.migri.api.DatabaseError;
import io.migri.api.DatabaseError.Kind;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.dialect.sqlite.connection.SqliteFile;
import io.migri.dialect.sqlite.connection.SqliteQuery;
import io.migri.dialect.sqlite.lock.SqliteLockFile;
import io.migri.spi.file.OpenFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Removes the file of a database and those that SQLite keeps beside it, while nobody else can use them. A link to it stays, and leads
 * nowhere then.
 */
record SqliteRemoval(Path path) {
    /** What each file begins with that is not empty (<a href="https://www.sqlite.org/fileformat.html">file format</a>). */
    private static final byte[] HEADER = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private static final List<String> BESIDE = List.of("-journal", "-wal", "-shm");

    /** Others are kept out from the first look at the file on, also from a write-ahead log. */
    private static final Map<String, String> ALONE = Map.of("locking_mode", "EXCLUSIVE");

    /** Returns false where somebody else has removed it meanwhile. */
    boolean run() throws SQLException {
        try {
            Path real = path.toRealPath();
            requireDatabase(real);
            remove(real);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw MigriException.of(ErrorCode.DATABASE_UNAVAILABLE, "the file " + path + " cannot be removed")
                    .help("give this user the right to read it, and to write to its directory")
                    .because(e)
                    .build();
        }
    }

    private void requireDatabase(Path file) throws IOException {
        boolean is = Files.readAttributes(file, BasicFileAttributes.class).isRegularFile();
        if (is) {
            try (InputStream bytes = Files.newInputStream(file)) {
                byte[] first = bytes.readNBytes(HEADER.length);
                is = first.length == 0 || Arrays.equals(first, HEADER);
            }
        }
        if (!is) {
            throw MigriException.of(
                            ErrorCode.CONFIGURATION_INVALID, path + " is no SQLite database; nothing was removed")
                    .help("check the name, or remove the file by hand")
                    .build();
        }
    }

    @SuppressWarnings("try") // the lock works by being held
    private void remove(Path file) throws IOException, SQLException {
        Optional<SqliteLockFile> run = SqliteLockFile.tryLock(file.toString());
        if (run.isEmpty()) {
            throw inUse("a run of migrations is under way there", Optional.empty());
        }
        try (SqliteLockFile held = run.get();
                OpenFolder folder = OpenFolder.of(parent(file));
                SQLiteConnection connection = SqliteFile.named(file.toString()).open(ALONE)) {
            beAlone(connection);
            String name = file.getFileName().toString();
            for (String end : BESIDE) {
                folder.delete(name + end);
            }
            folder.delete(name);
        }
    }

    private static Path parent(Path real) {
        Path parent = real.getParent();
        return parent == null ? real : parent;
    }

    /** What an interrupted program has left is finished, so that nothing is written to the files any more. */
    private void beAlone(SQLiteConnection connection) throws SQLException {
        try {
            String mode = SqliteQuery.text(connection, "PRAGMA journal_mode");
            if (mode.equalsIgnoreCase("wal")
                    && SqliteQuery.text(connection, "PRAGMA journal_mode = DELETE")
                            .equalsIgnoreCase("wal")) {
                throw inUse("another program has it open", Optional.empty());
            }
            connection.getDatabase()._exec("BEGIN EXCLUSIVE");
        } catch (SQLiteException e) {
            if ((e.getResultCode().code & 0xFF) == SQLiteErrorCode.SQLITE_BUSY.code) {
                throw inUse("another program uses it", Optional.of(e));
            }
            throw e;
        }
    }

    private MigriException inUse(String how, Optional<SQLException> failure) {
        return MigriException.of(ErrorCode.DATABASE_UNAVAILABLE, path + " is in use: " + how + "; nothing was removed")
                .saying(DatabaseError.of(Kind.BUSY, SQLiteErrorCode.SQLITE_BUSY.name(), how))
                .help("end that program, or wait until it has ended")
                .because(failure.orElse(null))
                .build();
    }
}
