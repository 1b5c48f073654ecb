package io.migri.testkit.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SplitTest {

    @Test
    void isTheSameWhateverTheCommentsAndWhiteSpace() {
        Split bare = Split.of(List.of("SELECT 1", "SELECT 2"));
        Split adorned = Split.of(List.of("-- one\nSELECT /* a */\t1;\n", "/* nothing */", "# two\nSELECT\n2\n;"));
        assertEquals(Optional.empty(), adorned.firstDifference(bare));
    }

    @Test
    void keepsCommentsThatAreExecuted() {
        assertEquals(
                List.of("/*!40101SETa=1*/"),
                Split.of(List.of("/*!40101 SET a=1 */;")).statements());
    }

    @Test
    void tellsWhichStatementIsTheFirstToDiffer() {
        Split expected = Split.of(List.of("SELECT 1", "SELECT 2"));
        String otherText = Split.of(List.of("SELECT 1", "SELECT 3"))
                .firstDifference(expected)
                .orElseThrow();
        assertTrue(otherText.startsWith("statement 2 is\nSELECT3"), otherText);
        String fewer = Split.of(List.of("SELECT 1")).firstDifference(expected).orElseThrow();
        assertTrue(fewer.startsWith("1 statements rather than 2"), fewer);
    }

    @Test
    void readsJson() {
        assertEquals(
                Map.of("file", "a.sql", "n", "2", "statements", List.of("SELECT '\"\\\u00e9\n'", "")),
                Json.parse(
                        "{\"file\": \"a.sql\", \"n\": 2,\n\"statements\": [\"SELECT '\\\"\\\\\\u00e9\\n'\", \"\"]}"));
    }
}
