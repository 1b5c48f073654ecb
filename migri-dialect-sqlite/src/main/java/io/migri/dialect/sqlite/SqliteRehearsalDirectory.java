package io.migri.dialect.sqlite;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A directory that only this user can enter, under {@code java.io.tmpdir}. It is locked for as long as its process lives, so that
 * another run can tell what a killed one has left.
 */
final class SqliteRehearsalDirectory implements AutoCloseable {
    private static final String PREFIX = "migri-rehearsal-";
    private static final String FILE = "rehearsal.db";

    /** Another run may take one for a leftover whose process was stopped for longer than a {@link #MOMENT} while it made it. */
    private static final int ATTEMPTS = 5;

    /** How long one may be without a lock or a copy, between two calls of the operating system, on a busy machine. */
    private static final Duration MOMENT = Duration.ofMinutes(1);

    private final Path directory;
    private final SqliteRunFile lock;

    private SqliteRehearsalDirectory(Path directory, SqliteRunFile lock) {
        this.directory = directory;
        this.lock = lock;
    }

    static SqliteRehearsalDirectory make() {
        try {
            for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
                Optional<SqliteRehearsalDirectory> made = lockUnlessRemoved(Files.createTempDirectory(PREFIX));
                if (made.isPresent()) {
                    return made.get();
                }
            }
            Path last = Files.createTempDirectory(PREFIX);
            return lock(last).orElseThrow(() -> new IOException(last + " belongs to somebody else"));
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

    /** Removes those of this user whose process is gone. */
    static void removeLeftOver() {
        String[] names = new File(System.getProperty("java.io.tmpdir")).list((parent, name) -> name.startsWith(PREFIX));
        for (String name : names == null ? new String[0] : names) {
            try {
                removeLeftOver(Path.of(System.getProperty("java.io.tmpdir"), name));
            } catch (IOException | MigriException | UnsupportedOperationException e) {
                // it is somebody else's, or another run has been quicker
            }
        }
    }

    private static void removeLeftOver(Path directory) throws IOException {
        if (isBeingMade(directory)) {
            return;
        }
        Path locked = SqliteRunFile.beside(directory.resolve(FILE).toString());
        if (Files.isRegularFile(locked) && SqlitePrivateDirectory.isPrivate(locked)) {
            lock(directory).ifPresent(SqliteRehearsalDirectory::close);
        } else if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS) && SqlitePrivateDirectory.isOwn(directory)) {
            // refused by the operating system if there is anything in it
            Files.deleteIfExists(directory);
        }
    }

    /** One that is about to be locked, or is locked and about to get its copy; or about to be removed, copy first. */
    private static boolean isBeingMade(Path directory) throws IOException {
        Instant changed =
                Files.getLastModifiedTime(directory, LinkOption.NOFOLLOW_LINKS).toInstant();
        return Files.notExists(directory.resolve(FILE))
                && changed.isAfter(Instant.now().minus(MOMENT));
    }

    private static Optional<SqliteRehearsalDirectory> lockUnlessRemoved(Path directory) {
        try {
            return lock(directory);
        } catch (MigriException e) {
            if (Files.exists(directory)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static Optional<SqliteRehearsalDirectory> lock(Path directory) {
        return SqliteRunFile.tryLock(directory.resolve(FILE).toString())
                .map(lock -> new SqliteRehearsalDirectory(directory, lock));
    }

    /** Where the copy goes. */
    Path file() {
        return directory.resolve(FILE);
    }

    /** With the journals that SQLite may have left beside the copy; the lock last, by which the rest is found again. */
    @Override
    public void close() {
        Path locked = SqliteRunFile.beside(file().toString());
        try (var files = Files.list(directory)) {
            for (Path file : files.filter(file -> !file.equals(locked)).toList()) {
                Files.deleteIfExists(file);
            }
            lock.close();
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            lock.close();
            directory.toFile().deleteOnExit();
        }
    }
}
