package io.migri.dialect.sqlite.rehearsal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class SqliteRehearsalDirectoryTest {
    private static final String LOCK = "rehearsal.db-migri-lock";

    @Test
    void removesWhatAKilledProcessLeft() throws IOException {
        Path left = left("rehearsal.db", "rehearsal.db-wal", LOCK);
        SqliteRehearsalDirectory.removeLeftOver();
        assertTrue(Files.notExists(left));
    }

    @Test
    void leavesWhatIsInUse() throws IOException {
        try (SqliteRehearsalDirectory used = SqliteRehearsalDirectory.make()) {
            Path directory = used.file().getParent();
            SqliteRehearsalDirectory.removeLeftOver();
            assertTrue(Files.exists(directory.resolve(LOCK)));
        }
    }

    @Test
    void leavesWhatItDidNotMake() throws IOException {
        Path foreign = left("rehearsal.db", "notes.txt");
        SqliteRehearsalDirectory.removeLeftOver();
        for (String file : List.of("rehearsal.db", "notes.txt")) {
            Files.delete(foreign.resolve(file));
        }
        Files.delete(foreign);
    }

    @Test
    void removesAnEmptyOneThatWasKilledBeforeItWasLocked() throws IOException {
        Path left = aged(left());
        SqliteRehearsalDirectory.removeLeftOver();
        assertTrue(Files.notExists(left));
    }

    @Test
    void leavesAnEmptyOneThatIsAboutToBeLocked() throws IOException {
        Path fresh = left();
        SqliteRehearsalDirectory.removeLeftOver();
        Files.delete(fresh);
    }

    @Test
    void removesOneThatWasKilledBeforeItsCopyWasMade() throws IOException {
        Path left = aged(left(LOCK));
        SqliteRehearsalDirectory.removeLeftOver();
        assertTrue(Files.notExists(left));
    }

    @Test
    void leavesOneThatIsAboutToGetItsCopy() throws IOException {
        Path fresh = left(LOCK);
        SqliteRehearsalDirectory.removeLeftOver();
        Files.delete(fresh.resolve(LOCK));
        Files.delete(fresh);
    }

    @Test
    void leavesAnOldOneWithSomethingInItAndWhatIsNoDirectory() throws IOException {
        Path full = left("notes.txt");
        aged(full);
        Path file = aged(Files.createTempFile("migri-rehearsal-", ""));
        SqliteRehearsalDirectory.removeLeftOver();
        Files.delete(full.resolve("notes.txt"));
        Files.delete(full);
        Files.delete(file);
    }

    @Test
    void followsNoLinkToALeftover() throws IOException {
        Path elsewhere = Files.createTempDirectory("elsewhere-");
        for (String file : List.of("rehearsal.db", "rehearsal.db-wal", LOCK)) {
            Files.createFile(elsewhere.resolve(file));
        }
        aged(elsewhere);
        Path link = elsewhere.resolveSibling("migri-rehearsal-" + elsewhere.getFileName());
        Files.createSymbolicLink(link, elsewhere);
        SqliteRehearsalDirectory.removeLeftOver();
        Files.delete(link);
        for (String file : List.of("rehearsal.db", "rehearsal.db-wal", LOCK)) {
            Files.delete(elsewhere.resolve(file));
        }
        Files.delete(elsewhere);
    }

    @Test
    void removesOnlyWhatSqliteMakes() throws IOException {
        Path left = left("rehearsal.db", "rehearsal.db-wal", LOCK, "notes.txt");
        SqliteRehearsalDirectory.removeLeftOver();
        assertTrue(Files.notExists(left.resolve("rehearsal.db")));
        Files.delete(left.resolve("notes.txt"));
        Files.delete(left);
    }

    /** Root's alone, for nobody else can make such a leftover; others see that one they opened to all is not touched. */
    @Test
    void leavesWhatIsSomebodyElses() throws IOException {
        Path left = left("rehearsal.db", LOCK);
        if (Files.getAttribute(left, "unix:uid").equals(0)) {
            Files.setAttribute(left, "unix:uid", 65534);
        } else {
            Files.setPosixFilePermissions(left, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        SqliteRehearsalDirectory.removeLeftOver();
        for (String file : List.of("rehearsal.db", LOCK)) {
            Files.delete(left.resolve(file));
        }
        Files.delete(left);
    }

    @Test
    void isMadeWhileOthersRemoveLeftovers() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                tasks.add(i % 2 == 0 ? SqliteRehearsalDirectoryTest::isMine : SqliteRehearsalDirectoryTest::removes);
            }
            for (Future<Boolean> result : threads.invokeAll(tasks)) {
                assertTrue(result.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean isMine() throws IOException {
        try (SqliteRehearsalDirectory made = SqliteRehearsalDirectory.make()) {
            Files.createFile(made.file());
            SqliteRehearsalDirectory.removeLeftOver();
            return Files.exists(made.file());
        }
    }

    private static boolean removes() {
        SqliteRehearsalDirectory.removeLeftOver();
        return true;
    }

    private static Path aged(Path path) throws IOException {
        return Files.setLastModifiedTime(path, FileTime.from(Instant.now().minus(Duration.ofMinutes(2))));
    }

    private static Path left(String... files) throws IOException {
        Path directory = Files.createTempDirectory("migri-rehearsal-");
        for (String file : files) {
            Files.createFile(directory.resolve(file));
        }
        return directory;
    }
}
