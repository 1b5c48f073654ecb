package io.migri.dialect.postgresql.facade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of the facade's files, against the folder. */
final class PostgresqlFacadeFilesTest {

    @Test
    void namesAllFilesOfTheFacade() throws IOException {
        Path folder = Path.of("src/main/resources/io/migri/dialect/postgresql/facade/migri_asyncpg");
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> found = files.filter(file -> file.toString().endsWith(".py"))
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
            assertEquals(found, PostgresqlFacadeFiles.NAMES);
        }
    }
}
