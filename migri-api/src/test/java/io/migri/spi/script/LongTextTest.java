package io.migri.spi.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringReader;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Texts that are longer than what is held in one place. */
class LongTextTest {
    private static final int LONG = 300_000;

    @Test
    void aCursorKeepsALongStretch() throws IOException {
        String script = script(new Random(1));
        for (ScriptCursor cursor :
                new ScriptCursor[] {new ScriptCursor(new StringReader(script)), ScriptCursor.of(script)}) {
            cursor.take(1000);
            cursor.mark();
            cursor.take(LONG);
            assertEquals(LONG, cursor.length());
            assertEquals(script.substring(1000, 1000 + LONG), cursor.text(LONG));
            assertEquals(script.substring(1000, 1010), cursor.text(10));
            assertEquals(script.substring(1000, 1000 + 200_001), cursor.text(200_001));
        }
    }

    @Test
    void aCursorKeepsWhatIsAskedForWhateverTheWindowHolds() throws IOException {
        Random random = new Random(7);
        for (int round = 0; round < 30; round++) {
            String script = script(random);
            ScriptCursor cursor = round % 2 == 0 ? new ScriptCursor(new StringReader(script)) : ScriptCursor.of(script);
            int at = 0;
            int mark = 0;
            cursor.mark();
            while (cursor.peek() != ScriptCursor.END) {
                int step = 1 + random.nextInt(100_000);
                int ahead = random.nextInt(80_000);
                int expected = at + ahead < script.length() ? script.charAt(at + ahead) : ScriptCursor.END;
                assertEquals(expected, cursor.peek(ahead));
                cursor.take(step);
                at = Math.min(script.length(), at + step);
                assertEquals(at - mark, cursor.length());
                int shown = random.nextInt(at - mark + 1);
                assertEquals(script.substring(mark, mark + shown), cursor.text(shown));
                if (random.nextInt(3) == 0) {
                    cursor.unmark();
                    cursor.take(5);
                    at = Math.min(script.length(), at + 5);
                    cursor.mark();
                    mark = at;
                }
            }
        }
    }

    @Test
    void aCanonicalTextIsTheSameHoweverLongItsTokensAre() {
        String statement = "Select  '" + "x\r\n".repeat(LONG) + "'\u20ac ,\nABC".repeat(3) + "D".repeat(LONG);
        CanonicalText text = new CanonicalText(statement);
        StringBuilder expected = new StringBuilder();
        Random random = new Random(3);
        for (int start = 0; start < statement.length(); ) {
            int end = Math.min(statement.length(), start + 1 + random.nextInt(100_000));
            if (end < statement.length() && statement.charAt(end) == '\n') {
                end++;
            }
            text.begin();
            expected.append(start == 0 ? "" : " ");
            String token = statement.substring(start, end);
            if (random.nextBoolean()) {
                text.keep(start, end);
                expected.append(token.replace("\r\n", "\n"));
            } else {
                text.fold(start, end);
                expected.append(folded(token));
            }
            start = end;
        }
        assertEquals(expected.toString(), text.toString());
    }

    private static String folded(String token) {
        StringBuilder folded = new StringBuilder();
        token.chars().forEach(next -> folded.append((char) (next >= 'A' && next <= 'Z' ? next + 32 : next)));
        return folded.toString();
    }

    private static String script(Random random) {
        StringBuilder script = new StringBuilder();
        while (script.length() < 2 * LONG) {
            script.append(random.nextInt(50) == 0 ? "\u20ac\n" : (char) ('a' + random.nextInt(26)));
        }
        return script.toString();
    }
}
