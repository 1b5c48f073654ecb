package io.migri.documents;

import static io.migri.architecture.Sources.root;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Java in the tutorials stands in a source of the examples, which the suite builds and tests. A comment in front of it names the source. */
class SnippetsTest {
    static List<Path> tutorials() throws IOException {
        try (Stream<Path> documents = Files.list(root().resolve("docs"))) {
            return documents
                    .filter(document -> document.getFileName().toString().startsWith("adding-"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thereAreTutorials() throws IOException {
        assertEquals(5, tutorials().size());
    }

    @ParameterizedTest
    @MethodSource("tutorials")
    void eachSnippetStandsInItsSource(Path tutorial) throws IOException {
        int snippets = 0;
        for (Block block : Block.of(tutorial)) {
            if (block.language().equals("java")) {
                List<String> snippet = block.lines();
                assertFalse(snippet.isEmpty(), "an empty snippet");
                Path source = root().resolve(named(block, tutorial));
                assertTrue(
                        stands(snippet, Files.readAllLines(source)),
                        () -> String.join("\n", snippet) + "\nis no part of " + source + " any more; "
                                + root().relativize(tutorial) + " shows it");
                snippets++;
            }
        }
        assertFalse(snippets == 0, "no snippet in " + tutorial);
    }

    @Test
    void noticesAChange() {
        List<String> source = List.of("class A {", "    int a;", "", "    int b;", "}");
        assertTrue(stands(List.of("int a;", "", "int b;"), source));
        assertFalse(stands(List.of("int a;", "int b;"), source));
        assertFalse(stands(List.of("int a;", "", "  int b;"), source));
        assertFalse(stands(List.of("int c;"), source));
    }

    private static String named(Block block, Path tutorial) {
        assertTrue(
                block.comment().startsWith("examples/") || block.comment().startsWith("migri-formats/"),
                () -> "no source is named in front of a snippet in " + tutorial + ": " + block.above());
        return block.comment();
    }

    /** Whether {@code snippet} is there line by line, all further to the right by the same. */
    private static boolean stands(List<String> snippet, List<String> source) {
        for (int from = 0; from + snippet.size() <= source.size(); from++) {
            int indent =
                    source.get(from).length() - source.get(from).stripLeading().length();
            if (indented(snippet, " ".repeat(indent)).equals(source.subList(from, from + snippet.size()))) {
                return true;
            }
        }
        return false;
    }

    private static List<String> indented(List<String> lines, String indent) {
        List<String> indented = new ArrayList<>();
        for (String line : lines) {
            indented.add(line.isEmpty() ? line : indent + line);
        }
        return indented;
    }
}
