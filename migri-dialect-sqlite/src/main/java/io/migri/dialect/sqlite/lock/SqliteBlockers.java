package io.migri.dialect.sqlite.lock;

import io.migri.api.LockHolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the process that writes to a database among the locks that Linux lists.
 *
 * @see <a href="https://www.sqlite.org/fileformat2.html#the_lock_byte_page">The Lock-Byte Page</a>
 * @see <a href="https://www.sqlite.org/walformat.html#wal_locks">WAL-Mode Locking</a>
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_locks.5.html">proc_locks(5)</a>
 */
final class SqliteBlockers {
    private static final Path LOCKS = Path.of("/proc/locks");
    private static final String RESERVED_BYTE = "1073741825";
    private static final String SHARED_BYTE = "1073741826";
    private static final String WAL_WRITE_BYTE = "120";
    private static final String WRITES = "WRITE";
    private static final String READS = "READ";

    private SqliteBlockers() {}

    /** The writing process; empty where there is none or where it cannot be told. */
    static Optional<LockHolder> of(String databaseFile) {
        if (databaseFile.isEmpty() || !Files.isReadable(LOCKS)) {
            return Optional.empty();
        }
        try {
            List<String> locks = Files.readAllLines(LOCKS);
            Path database = Path.of(databaseFile);
            return readerBefore(locks, database)
                    .or(() -> holder(locks, database, WRITES, RESERVED_BYTE))
                    .or(() -> holder(locks, Path.of(databaseFile + "-shm"), WRITES, WAL_WRITE_BYTE))
                    .or(() -> holder(ofOthers(locks), SqliteLockFile.beside(databaseFile), WRITES, RESERVED_BYTE));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Who reads while this process has everything to commit but the readers' leave. */
    private static Optional<LockHolder> readerBefore(List<String> locks, Path database) {
        List<String> own = locks.stream().filter(SqliteBlockers::isOwn).toList();
        return holder(own, database, WRITES, RESERVED_BYTE).isEmpty()
                ? Optional.empty()
                : holder(ofOthers(locks), database, READS, SHARED_BYTE);
    }

    private static Optional<LockHolder> holder(List<String> locks, Path file, String kind, String lockByte) {
        try {
            String inode = ":" + Files.getAttribute(file, "unix:ino");
            return locks.stream()
                    .map(SqliteBlockers::fields)
                    .filter(lock -> isLock(lock, kind, inode, lockByte))
                    .map(lock -> lock[4])
                    .findFirst()
                    .map(process -> holder(Long.parseLong(process), kind));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A run that is kept from writing by a reader is not to be told that it keeps itself. */
    private static List<String> ofOthers(List<String> locks) {
        return locks.stream().filter(lock -> !isOwn(lock)).toList();
    }

    private static boolean isOwn(String lock) {
        return lock.contains(" " + ProcessHandle.current().pid() + " ");
    }

    private static String[] fields(String line) {
        StringTokenizer each = new StringTokenizer(line);
        String[] fields = new String[each.countTokens()];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = each.nextToken();
        }
        return fields;
    }

    /** A line reads {@code 1: POSIX  ADVISORY  WRITE 1234 08:01:5678 1073741825 1073741825}; one who waits has an arrow in it. */
    private static boolean isLock(String[] lock, String kind, String inode, String lockByte) {
        return lock.length == 8
                && lock[3].equals(kind)
                && lock[5].endsWith(inode)
                && covers(lock[6], lock[7], lockByte);
    }

    private static boolean covers(String first, String last, String lockByte) {
        long wanted = Long.parseLong(lockByte);
        return Long.parseLong(first) <= wanted && (last.equals("EOF") || wanted <= Long.parseLong(last));
    }

    /** Its arguments are left out, for they may hold secrets. One of another container has no number here, or none at all. */
    private static LockHolder holder(long process, String kind) {
        Optional<ProcessHandle.Info> info =
                process > 0 ? ProcessHandle.of(process).map(ProcessHandle::info) : Optional.empty();
        if (info.isEmpty()) {
            return LockHolder.builder("a process that cannot be seen from here", 0)
                    .state(state(kind))
                    .build();
        }
        return LockHolder.builder("process", process)
                .application(name(process))
                .state(state(kind))
                .user(info.get().user().orElse(null))
                .connectedAt(info.get()
                        .startInstant()
                        .map(start -> start.truncatedTo(ChronoUnit.SECONDS))
                        .orElse(null))
                .build();
    }

    /** While somebody reads, nobody can commit; WAL mode alone is different. */
    private static @Nullable String state(String kind) {
        return kind.equals(READS) ? "reads the database, so that nothing can be committed" : null;
    }

    private static @Nullable String name(long process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process), "comm"))
                    .strip();
        } catch (IOException e) {
            return null;
        }
    }
}
