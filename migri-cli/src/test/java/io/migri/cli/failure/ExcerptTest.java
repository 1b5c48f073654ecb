package io.migri.cli.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.cli.output.DisplayWidth;
import org.junit.jupiter.api.Test;

class ExcerptTest {

    @Test
    void marksTheWordThatBeginsThere() {
        assertEquals(
                new Excerpt("  name varchar(50) NOT NUL,", 23, 3), Excerpt.of("  name varchar(50) NOT NUL,", 24, 100));
    }

    @Test
    void marksQuotedTextAsAWhole() {
        assertEquals(new Excerpt("a 'b c' d", 2, 5), Excerpt.of("a 'b c' d", 3, 100));
        assertEquals(new Excerpt("a 'b c", 2, 1), Excerpt.of("a 'b c", 3, 100));
    }

    @Test
    void marksOneColumnWhereThereIsNoWord() {
        assertEquals(new Excerpt("a + b", 2, 1), Excerpt.of("a + b", 3, 100));
    }

    @Test
    void pointsBehindTheEndOfTheLine() {
        assertEquals(new Excerpt("ab", 2, 1), Excerpt.of("ab", 3, 100));
        assertEquals(new Excerpt("ab", 2, 1), Excerpt.of("ab", 99, 100));
        assertEquals(new Excerpt("", 0, 1), Excerpt.of("", 1, 100));
    }

    @Test
    void countsTabsAndWideCharactersAsTheyAreShown() {
        assertEquals(new Excerpt("    x", 4, 1), Excerpt.of("\tx", 2, 100));
        assertEquals(new Excerpt("'日本' x", 7, 1), Excerpt.of("'日本' x", 6, 100));
        assertEquals(new Excerpt("🥳x", 2, 1), Excerpt.of("🥳x", 2, 100));
        assertEquals(new Excerpt("e\u0301 x", 2, 1), Excerpt.of("e\u0301 x", 4, 100));
    }

    @Test
    void showsNoControlCharacters() {
        assertEquals("a\ufffdb", Excerpt.of("a\u001bb", 1, 100).text());
        assertEquals("\ufffda\ufffdb", Excerpt.of("\ufeffa\u200bb", 1, 100).text());
    }

    @Test
    void cutsALongLineAroundThePlace() {
        String line = "x".repeat(50_000) + " WRONG " + "y".repeat(50_000);
        Excerpt excerpt = Excerpt.of(line, 50_002, 60);
        assertTrue(DisplayWidth.of(excerpt.text()) <= 60, excerpt.text());
        assertEquals("WRONG", excerpt.text().substring(excerpt.indent(), excerpt.indent() + excerpt.length()));
        assertTrue(excerpt.text().startsWith("…") && excerpt.text().endsWith("…"), excerpt.text());
    }

    @Test
    void cutsAtTheRightOnlyWhereThePlaceIsNearTheStart() {
        Excerpt excerpt = Excerpt.of("WRONG " + "y".repeat(500), 1, 60);
        assertEquals(new Excerpt("WRONG " + "y".repeat(52) + "…", 0, 5), excerpt);
    }
}
