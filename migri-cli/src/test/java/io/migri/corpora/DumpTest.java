package io.migri.corpora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.migri.testkit.server.Engine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class DumpTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    @Test
    void doesNotTellTimesOfTodayApart() {
        assertEquals(
                Optional.empty(),
                dump("(1, '2026-03-04 05:06:07.123', 1772600767, 1772600767001)")
                        .firstDifference(dump("(1, '2026-03-04T04:00:00', 1772600768, 1772600768002)")));
    }

    @Test
    void tellsOtherTimesApart() {
        assertNotEquals(dump("2022-03-04 05:06:07"), dump("2022-03-04 05:06:08"));
        assertNotEquals(dump("1234567890"), dump("1234567891"));
        assertNotEquals(dump("0000-00-00 00:00:00"), dump("2026-03-04 05:06:07"));
    }

    @Test
    void showsTheFirstDifference() {
        assertEquals(
                "line 2 of the dump is\na\nb\nrather than\na\nc",
                dump("a\nb").firstDifference(dump("a\nc")).orElseThrow());
        assertEquals(
                "1 lines rather than 2, the same as far as they go",
                dump("a").firstDifference(dump("a\nc")).orElseThrow());
    }

    @Test
    void knowsWhatTheShellOfSqliteLoses() {
        assertEquals(
                Dump.of("unistr('a\\u000ab');\n", Engine.SQLITE, NOW),
                Dump.of("unistr('a\\u000d\\u000ab')\n;\n", Engine.SQLITE, NOW));
        assertNotEquals(dump("a ;\n"), dump("a;\n"));
    }

    @Test
    void doesNotMindTheOrderOfWhatIsLeftToChance() {
        Pattern letters = Pattern.compile("[a-z]+");
        assertEquals(
                dump("x 1\ny 2").sortedWithout(letters).lines(),
                dump("a 2\nb 1").sortedWithout(letters).lines());
        assertNotEquals(
                List.of("«left out» 1"), dump("a 2").sortedWithout(letters).lines());
    }

    private static Dump dump(String text) {
        return Dump.of(text, Engine.POSTGRESQL, NOW);
    }
}
