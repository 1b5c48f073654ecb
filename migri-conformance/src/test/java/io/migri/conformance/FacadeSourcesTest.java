package io.migri.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The facades do not read SQL with regular expressions, which know no comments and no quotes. */
final class FacadeSourcesTest {

    /** Those of values and versions, and the two that the drivers have themselves: executemany() and copy_from_query(). */
    private static final List<String> ALLOWED = List.of(
            "migri_aiomysql/cursor.py",
            "migri_asyncpg/codecs_array.py",
            "migri_asyncpg/codecs_composite.py",
            "migri_asyncpg/codecs_hstore.py",
            "migri_asyncpg/codecs_interval.py",
            "migri_asyncpg/copying.py",
            "migri_asyncpg/server.py");

    @Test
    void onlyThoseUseRegularExpressionsThatReadValuesOrDoAsTheirDriverDoes() throws IOException {
        TreeSet<String> found = new TreeSet<>();
        for (String dialect : List.of("mysql", "postgresql", "sqlite")) {
            Path resources = Path.of(System.getProperty("migri.project", ".."))
                    .resolve("migri-dialect-" + dialect)
                    .resolve("src/main/resources/io/migri/dialect")
                    .resolve(dialect);
            try (Stream<Path> files = Files.walk(resources)) {
                List<Path> sources =
                        files.filter(file -> file.toString().endsWith(".py")).toList();
                assertFalse(sources.isEmpty(), resources.toString());
                for (Path source : sources) {
                    if (usesRegularExpressions(source)) {
                        found.add(source.getParent().getFileName() + "/" + source.getFileName());
                    }
                }
            }
        }
        assertEquals(new TreeSet<>(ALLOWED), found);
    }

    private static boolean usesRegularExpressions(Path source) throws IOException {
        return Files.readAllLines(source).stream()
                .map(String::strip)
                .anyMatch(line ->
                        line.equals("import re") || line.startsWith("from re ") || line.startsWith("import re,"));
    }
}
