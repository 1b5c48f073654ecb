package io.migri.dialect.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.MigriException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

final class SqliteRunFileTest {
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
        assertTrue(Files.notExists(SqliteRunFile.beside(database())));
    }

    @Test
    void saysWhichFileIsNone() throws IOException {
        Path file = SqliteRunFile.beside(database());
        Files.writeString(file, "this is no database, and long enough to be found out by its header".repeat(20));
        MigriException failure = assertThrows(MigriException.class, () -> SqliteRunFile.tryLock(database()));
        assertTrue(failure.getMessage().contains(file + ", which keeps a second run out, cannot be locked"));
    }

    private int lockOftenAndCountOthers() {
        int others = 0;
        for (int i = 0; i < TIMES; i++) {
            Optional<SqliteRunFile> locked = SqliteRunFile.tryLock(database());
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
