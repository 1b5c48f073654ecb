package io.migri.cli.draft;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two that add a migration from taking one number. A hidden file in the directory is locked; the system takes the
 * lock from a process that ends. Where a file system has no locks, there is none here.
 */
final class DirectoryLock implements AutoCloseable {
    private static final String NAME = ".migri-new.lock";
    private static final long PATIENCE_SECONDS = 20;
    private static final long PAUSE_MILLIS = 5;

    private final Path file;
    private final @Nullable FileChannel channel;

    private DirectoryLock(Path file, @Nullable FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Waits for the lock on {@code directory}.
     *
     * @throws MigriException where somebody keeps it
     */
    static DirectoryLock on(Path directory) {
        Path file = directory.resolve(NAME);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            @Nullable FileChannel locked = tryLock(file);
            while (locked == null && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                locked = tryLock(file);
            }
            if (locked != null) {
                return new DirectoryLock(file, locked);
            }
        } catch (IOException e) {
            return new DirectoryLock(file, null); // whoever cannot write here is told so by the file itself
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw MigriException.of(ErrorCode.SOURCE_UNREADABLE, "another process is adding a migration to " + directory)
                .help("wait until it is done, or end it, and try again")
                .build();
    }

    /** Returns nothing where somebody else has it. */
    private static @Nullable FileChannel tryLock(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        try {
            if (channel.tryLock() != null && isThere(file, channel)) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // a thread of this process has it
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return null;
    }

    /** Whether the file of that name is the locked one: its last owner may have removed that, and another made a new one. */
    private static boolean isThere(Path file, FileChannel locked) throws IOException {
        String token = UUID.randomUUID().toString();
        locked.truncate(0).write(ByteBuffer.wrap(token.getBytes(UTF_8)), 0);
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                && Files.readString(file, UTF_8).equals(token);
    }

    /** Removes the file while it is still locked. */
    @Override
    public void close() {
        FileChannel open = channel;
        if (open == null) {
            return;
        }
        try {
            try {
                Files.deleteIfExists(file);
            } finally {
                open.close();
            }
        } catch (IOException e) {
            return; // the next one uses it
        }
    }
}
