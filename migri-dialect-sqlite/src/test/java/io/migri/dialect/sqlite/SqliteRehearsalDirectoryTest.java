package io.migri.dialect.sqlite;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
            age(directory);
            SqliteRehearsalDirectory.removeLeftOver();
            assertTrue(Files.exists(directory.resolve(LOCK)));
        }
    }

    @Test
    void leavesWhatItDidNotMake() throws IOException {
        Path foreign = left("rehearsal.db", "notes.txt");
        Path fresh = left(LOCK);
        Files.setLastModifiedTime(fresh, FileTime.from(Instant.now()));
        SqliteRehearsalDirectory.removeLeftOver();
        for (Path directory : List.of(foreign, fresh)) {
            assertTrue(Files.exists(directory));
            for (String file : directory.toFile().list()) {
                Files.delete(directory.resolve(file));
            }
            Files.delete(directory);
        }
    }

    private static Path left(String... files) throws IOException {
        Path directory = Files.createTempDirectory("migri-rehearsal-");
        for (String file : files) {
            Files.createFile(directory.resolve(file));
        }
        age(directory);
        return directory;
    }

    private static void age(Path directory) throws IOException {
        Files.setLastModifiedTime(directory, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    }
}
