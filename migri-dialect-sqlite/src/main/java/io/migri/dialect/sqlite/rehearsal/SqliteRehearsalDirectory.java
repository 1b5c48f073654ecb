package io.migri.dialect.sqlite.rehearsal;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.dialect.sqlite.connection.SqliteNativeLibrary;
import io.migri.dialect.sqlite.lock.SqliteLockFile;
import io.migri.spi.file.PrivateFolder;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A directory that only this user can enter, under {@code java.io.tmpdir}, or in the cache where others could replace what lies in
 * that. It is locked for as long as its process lives, so that another run can tell what a killed one has left.
 */
public final class SqliteRehearsalDirectory implements AutoCloseable {
    private static final String PREFIX = "migri-rehearsal-";
    private static final String FILE = "rehearsal.db";

    /** Another run may take one for a leftover whose process was stopped for longer than a {@link #MOMENT} while it made it. */
    private static final int ATTEMPTS = 5;

    /** How long one may be without a lock or a copy, between two calls of the operating system, on a busy machine. */
    private static final Duration MOMENT = Duration.ofMinutes(1);

    private final PrivateFolder folder;
    private final SqliteLockFile lock;

    private SqliteRehearsalDirectory(PrivateFolder folder, SqliteLockFile lock) {
        this.folder = folder;
        this.lock = lock;
    }

    static SqliteRehearsalDirectory make() {
        try {
            for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
                Optional<SqliteRehearsalDirectory> made = lockUnlessRemoved(fresh());
                if (made.isPresent()) {
                    return made.get();
                }
            }
            PrivateFolder last = fresh();
            return lock(last).orElseThrow(() -> new IOException(last + " belongs to somebody else"));
        } catch (IOException e) {
            throw MigriException.of(
                            ErrorCode.DRY_RUN_UNSUPPORTED,
                            "a dry run works on a copy of the database, and no place for that can be made in "
                                    + temporary() + (e.getMessage() == null ? "" : ": " + e.getMessage()))
                    .help(
                            "make that directory writable for this user alone or sticky, or name another with -Djava.io.tmpdir")
                    .because(e)
                    .build();
        }
    }

    private static PrivateFolder fresh() throws IOException {
        return PrivateFolder.scratch(
                PREFIX, SqliteNativeLibrary.cacheDirectory().stream().toList());
    }

    private static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** Removes those of this user whose process is gone. */
    public static void removeLeftOver() {
        removeLeftOverIn(temporary());
        SqliteNativeLibrary.cacheDirectory().ifPresent(SqliteRehearsalDirectory::removeLeftOverIn);
    }

    private static void removeLeftOverIn(Path place) {
        for (Path found : candidates(place)) {
            try {
                removeLeftOver(found);
            } catch (IOException | MigriException e) {
                // it is somebody else's, or another run has been quicker
            }
        }
    }

    private static List<Path> candidates(Path place) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(place, PREFIX + "*")) {
            entries.forEach(found::add);
        } catch (IOException e) {
            // nothing can have been left where nothing can be found
        }
        return found;
    }

    /** One that is a link, belongs to somebody else or could be replaced by somebody else is none of this user's. */
    private static void removeLeftOver(Path found) throws IOException {
        if (!Files.isDirectory(found, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        PrivateFolder folder = PrivateFolder.existing(found);
        if (!folder.isThisUsers() || isBeingMade(folder)) {
            return;
        }
        if (folder.file(SqliteLockFile.beside(FILE).toString()).isPresent()) {
            lock(folder).ifPresent(SqliteRehearsalDirectory::close);
        } else {
            // refused by the operating system if there is anything in it
            Files.deleteIfExists(folder.path());
        }
    }

    /** One that is about to be locked, or is locked and about to get its copy; or about to be removed, copy first. */
    private static boolean isBeingMade(PrivateFolder folder) throws IOException {
        Instant changed = Files.getLastModifiedTime(folder.path(), LinkOption.NOFOLLOW_LINKS)
                .toInstant();
        return Files.notExists(file(folder)) && changed.isAfter(Instant.now().minus(MOMENT));
    }

    private static Optional<SqliteRehearsalDirectory> lockUnlessRemoved(PrivateFolder folder) {
        try {
            return lock(folder);
        } catch (MigriException e) {
            if (Files.exists(folder.path())) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static Optional<SqliteRehearsalDirectory> lock(PrivateFolder folder) {
        return SqliteLockFile.tryLock(file(folder).toString()).map(lock -> new SqliteRehearsalDirectory(folder, lock));
    }

    private static Path file(PrivateFolder folder) {
        return folder.path().resolve(FILE);
    }

    /** Where the copy goes. */
    Path file() {
        return file(folder);
    }

    /**
     * With the journals that SQLite may have left beside the copy, and nothing else; the lock last, by which the rest is found
     * again.
     */
    @Override
    public void close() {
        String locked = SqliteLockFile.beside(FILE).toString();
        try {
            try (lock) {
                for (String name : folder.names()) {
                    if (name.startsWith(FILE) && !name.equals(locked)) {
                        folder.deleteFile(name);
                    }
                }
            }
            Files.deleteIfExists(folder.path());
        } catch (IOException e) {
            folder.path().toFile().deleteOnExit();
        }
    }
}
