package io.migri.documents;

import static io.migri.architecture.Sources.root;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** README and the pages of docs can be read aloud, and lead nowhere that is not there. */
class DocumentsTest {
    private static final int MOST_LETTERS = 120;
    private static final double MOST_ON_AVERAGE = 13;
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

    static List<Path> documents() throws IOException {
        try (Stream<Path> pages = Files.list(root().resolve("docs"))) {
            return Stream.concat(Stream.of(root().resolve("README.md")), pages)
                    .filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    /** Tables and code have lines as long as they need. */
    @ParameterizedTest
    @MethodSource("documents")
    void noLineIsTooLong(Path page) throws IOException {
        List<String> tooLong = new ArrayList<>();
        boolean code = false;
        for (String line : Files.readAllLines(page)) {
            code ^= line.startsWith("```");
            if (!code && line.length() > MOST_LETTERS && !line.startsWith("|") && !line.startsWith("    ")) {
                tooLong.add(line);
            }
        }
        assertEquals(List.of(), tooLong);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void noSentenceHasMoreThanThirtyWords(Path page) throws IOException {
        assertEquals(
                List.of(),
                Markdown.sentences(page).stream()
                        .filter(sentence -> Prose.words(sentence) > Prose.MOST_WORDS)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void noSentenceIsOddEnglish(Path page) throws IOException {
        assertEquals(
                List.of(),
                Markdown.sentences(page).stream()
                        .filter(sentence -> Prose.oddity(sentence).isPresent())
                        .toList());
    }

    @Test
    void sentencesAreShortOnAverage() throws IOException {
        double words = 0;
        int sentences = 0;
        for (Path page : documents()) {
            for (String sentence : Markdown.sentences(page)) {
                words += Prose.words(sentence);
                sentences++;
            }
        }
        double average = words / sentences;
        assertTrue(average <= MOST_ON_AVERAGE, () -> "words a sentence: " + average);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void eachLinkLeadsToAFile(Path page) throws IOException {
        Matcher link = LINK.matcher(Files.readString(page));
        while (link.find()) {
            Path target = page.resolveSibling(link.group(1));
            assertTrue(Files.exists(target), () -> page + ": " + target);
        }
    }
}
