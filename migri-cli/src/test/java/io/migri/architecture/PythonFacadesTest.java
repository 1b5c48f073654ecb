package io.migri.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a migration's {@code conn} knows of a statement comes from the dialect's lexer, or from the server. */
class PythonFacadesTest {
    private static final Pattern IMPORT = Pattern.compile(
            "^\\s*(import|from)\\s[^#\n]*\\bre\\b|import_module\\(.re.\\)|__import__\\(.re.\\)", Pattern.MULTILINE);

    /** Files that import {@code re}, each with the reason. */
    private static final Map<String, String> ALLOWED = Map.of(
            "migri_aiomysql/cursor.py", "the driver's executemany() itself parts INSERT … VALUES with it",
            "migri_asyncpg/copying.py", "the driver's copy_from_query() itself replaces $1 with it",
            "migri_asyncpg/server.py", "reads the server's version",
            "migri_asyncpg/codecs_array.py", "reads a value's text",
            "migri_asyncpg/codecs_composite.py", "reads a value's text",
            "migri_asyncpg/codecs_hstore.py", "reads a value's text",
            "migri_asyncpg/codecs_interval.py", "reads a value's text");

    @Test
    void noFacadeMatchesStatementsWithRegularExpressions() throws IOException {
        Set<String> importing = new TreeSet<>();
        for (String module : Sources.modules()) {
            importing.addAll(importing(Sources.root().resolve(module).resolve("src/main/resources")));
        }
        assertEquals(new TreeMap<>(ALLOWED).keySet(), importing);
    }

    @Test
    void aPlantedImportIsFound(@TempDir Path directory) throws IOException {
        Path facade = Files.createDirectory(directory.resolve("migri_planted"));
        Files.writeString(facade.resolve("one.py"), "import re\n");
        Files.writeString(facade.resolve("two.py"), "def f(sql):\n    from re import compile as c\n");
        Files.writeString(facade.resolve("three.py"), "import os, re as pattern\n");
        Files.writeString(facade.resolve("four.py"), "m = __import__('re')\n");
        Files.writeString(facade.resolve("innocent.py"), "import reprlib  # not re\nimport os  # re\n");
        assertEquals(
                List.of(
                        "migri_planted/four.py",
                        "migri_planted/one.py",
                        "migri_planted/three.py",
                        "migri_planted/two.py"),
                List.copyOf(importing(directory)));
    }

    private static Set<String> importing(Path directory) throws IOException {
        Set<String> found = new TreeSet<>();
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file :
                        files.filter(one -> one.toString().endsWith(".py")).toList()) {
                    if (IMPORT.matcher(Files.readString(file)).find()) {
                        found.add(file.getParent().getFileName() + "/" + file.getFileName());
                    }
                }
            }
        }
        return found;
    }
}
