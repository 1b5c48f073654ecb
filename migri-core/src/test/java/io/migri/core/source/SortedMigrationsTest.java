package io.migri.core.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SortedMigrationsTest {

    @Test
    void sortsByTheFullFileNameAndNotByTheStem() {
        assertEquals(List.of("0001-a", "0001"), sorted("0001.sql", "0001-a.sql"));
    }

    @Test
    void sortsByCodePointsAndNotByCharacters() {
        assertEquals(List.of("\uff5e", "\ud83e\udd73"), sorted("\ud83e\udd73.sql", "\uff5e.sql"));
        assertEquals(List.of("\ud83e\udd72", "\ud83e\udd73"), sorted("\ud83e\udd73.sql", "\ud83e\udd72.sql"));
    }

    @Test
    void sortsNumbersAsText() {
        assertEquals(List.of("1", "10", "2"), sorted("2.sql", "10.sql", "1.py"));
    }

    @Test
    void refusesTwoFilesOfOneStem() {
        MigriException failure =
                assertThrows(MigriException.class, () -> sorted("0001_a.sql", "0002_b.sql", "0001_a.py"));

        assertEquals(ErrorCode.MIGRATIONS_INVALID, failure.code());
        assertTrue(failure.getMessage().contains("dir/0001_a.py and dir/0001_a.sql"), failure.getMessage());
    }

    private static List<String> sorted(String... fileNames) {
        List<Migration> migrations = Stream.of(fileNames)
                .map(name -> MigrationFile.of(name, "dir/" + name, InputStream::nullInputStream)
                        .orElseThrow())
                .toList();
        return SortedMigrations.of(() -> migrations).stream()
                .map(Migration::name)
                .toList();
    }
}
