package io.migri.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migri.MigrationDirectory;
import io.migri.api.MigriException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ImportingTest extends InADirectory {
    private List<String> imported(String format) {
        Path target = parent.resolve("new");
        return MigrationDirectory.at(directory.toString(), Set.of("sql")).importInto(target, format, Map.of()).stream()
                .map(path -> target.relativize(path).toString())
                .toList();
    }

    @Test
    void eachHalfGetsAFileOfItsOwn() throws IOException {
        file("2_b.sql", "-- +goose Up\n\nb;\n\nc;\n-- +goose Down\n-b;\n");
        file("10_d.sql", "-- +goose Up\nd;");
        assertEquals(List.of("0002_b.sql", "0010_d.sql", "undo/0002_b.sql"), imported("auto"));
        assertEquals("b;\n\nc;\n", Files.readString(parent.resolve("new/0002_b.sql")));
        assertEquals("-b;\n", Files.readString(parent.resolve("new/undo/0002_b.sql")));
        assertEquals("d;", Files.readString(parent.resolve("new/0010_d.sql")));
    }

    @Test
    void repeatablesAreMarked() throws IOException {
        file("V1__a.sql", "a;\n");
        file("R__v.sql", "v;\n");
        assertEquals(List.of("V1__a.sql", "repeatable/R__v.sql"), imported("flyway"));
        assertEquals("/* migri: repeatable */ v;\n", Files.readString(parent.resolve("new/repeatable/R__v.sql")));
    }

    @Test
    void nothingIsWrittenWhereTheOrderWouldBeAnother() throws IOException {
        file("V2__a.sql", "a;\n");
        file("V10__b.sql", "b;\n");
        assertThrows(MigriException.class, () -> imported("auto"));
        assertOnlyTheDirectory();
    }

    @Test
    void nothingIsWrittenWhereAFileCannotBeRead() throws IOException {
        file("1_a.sql", "-- migrate:up\na;\n");
        file("2_b.sql", "b;\n");
        assertThrows(MigriException.class, () -> imported("auto"));
        assertOnlyTheDirectory();
    }

    @Test
    void plainFilesAndADirectoryThatIsThereAreRefused() throws IOException {
        file("1_a.sql", "a;\n");
        assertThrows(MigriException.class, () -> imported("auto"));
        file("1_a.sql", "-- migrate:up\na;\n");
        Files.createDirectory(parent.resolve("new"));
        assertThrows(MigriException.class, () -> imported("auto"));
        assertFalse(Files.exists(parent.resolve("new/1_a.sql")));
    }

    private void assertOnlyTheDirectory() throws IOException {
        try (Stream<Path> found = Files.list(parent)) {
            assertEquals(List.of(directory), found.toList());
        }
    }
}
