package io.migri.dialect.sqlite.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.MigriException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteLockFileTest {
    private static final int THREADS = 4;
    private static final int TIMES = 500;

    @TempDir
    private Path directory;

    private final AtomicInteger holders = new AtomicInteger();

    /** Each removes the file that the others are about to lock: one of them may find it gone, none may fail by that. */
    @Test
    void isLockedByOneAtATimeWhileOthersRemoveIt() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Integer>> all = Collections.nCopies(THREADS, this::lockOftenAndCountOthers);
            for (Future<Integer> others : threads.invokeAll(all)) {
                assertEquals(0, others.get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertTrue(Files.notExists(SqliteLockFile.beside(database())));
    }

    @Test
    void saysWhichFileIsNone() throws IOException {
        Path file = SqliteLockFile.beside(database());
        Files.writeString(file, "this is no database, and long enough to be found out by its header".repeat(20));
        MigriException failure = assertThrows(MigriException.class, () -> SqliteLockFile.tryLock(database()));
        assertTrue(failure.getMessage().contains(file + ", which keeps a second run out, cannot be locked"));
    }

    @Test
    void followsNoLink() throws IOException {
        Path victim = Files.createFile(directory.resolve("victim"));
        Files.setPosixFilePermissions(victim, PosixFilePermissions.fromString("rw-------"));
        Path database = Files.createFile(directory.resolve("a.db"));
        Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("rw-rw-rw-"));
        for (Path target : List.of(victim, directory.resolve("missing"))) {
            Path link = Files.createSymbolicLink(SqliteLockFile.beside(database()), target);
            MigriException failure = assertThrows(MigriException.class, () -> SqliteLockFile.tryLock(database()));
            assertTrue(
                    failure.getMessage().lines().anyMatch(line -> line.endsWith("it is a link and no file; remove it")),
                    failure::getMessage);
            Files.delete(link);
        }
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(victim)));
        assertTrue(Files.notExists(directory.resolve("missing")));
        SqliteLockFile locked = SqliteLockFile.tryLock(database()).orElseThrow();
        Path made = SqliteLockFile.beside(database());
        assertEquals("rw-rw-rw-", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)));
        locked.close();
    }

    /** The owner of the directory puts links to a file that is not his in place of the lock, which root would make his. */
    @Test
    void changesNoFileOfOthersWhileLinksTakeItsPlace() throws Exception {
        Path theirs = Files.createDirectory(directory.resolve("theirs"));
        Path database = Files.createFile(theirs.resolve("a.db"));
        Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("rw-rw-rw-"));
        Path victim = Files.createFile(directory.resolve("victim"));
        Files.setPosixFilePermissions(victim, PosixFilePermissions.fromString("rw-------"));
        Object owner = Files.getAttribute(victim, "unix:uid");
        Path lock = SqliteLockFile.beside(database.toString());
        Process racing = new ProcessBuilder(
                        "sh",
                        "-c",
                        "while :; do ln -sfn \"$0\" \"$1\"; rm -f \"$1\"; ln \"$0\" \"$1.x\"; mv -f \"$1.x\" \"$1\";"
                                + " rm -f \"$1\"; done",
                        victim.toString(),
                        lock.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            for (int i = 0; i < 200; i++) {
                lockAndRelease(database.toString());
            }
        } finally {
            racing.destroyForcibly().waitFor();
        }
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(victim)));
        assertEquals(owner, Files.getAttribute(victim, "unix:uid"));
        assertEquals(0, Files.size(victim));
    }

    private static void lockAndRelease(String database) {
        try {
            SqliteLockFile.tryLock(database).ifPresent(SqliteLockFile::close);
        } catch (MigriException e) {
            assertTrue(e.getMessage().contains("cannot be locked"), e::getMessage);
        }
    }

    private int lockOftenAndCountOthers() {
        int others = 0;
        for (int i = 0; i < TIMES; i++) {
            Optional<SqliteLockFile> locked = SqliteLockFile.tryLock(database());
            if (locked.isPresent()) {
                others += holders.getAndIncrement();
                holders.decrementAndGet();
                locked.get().close();
            }
        }
        return others;
    }

    private String database() {
        return directory.resolve("a.db").toString();
    }
}
