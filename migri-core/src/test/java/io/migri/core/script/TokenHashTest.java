package io.migri.core.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TokenHashTest {

    @Test
    void tellsWhereStatementsEnd() throws IOException {
        assertNotEquals(hash(false, List.of("a", "b"), ""), hash(false, List.of("ab"), ""));
        assertNotEquals(hash(false, List.of("a"), ""), hash(false, List.of("a", ""), ""));
        assertEquals(hash(false, List.of("a", "b"), ""), hash(false, List.of("a", "b"), ""));
    }

    @Test
    void countsTheDirective() throws IOException {
        assertNotEquals(hash(false, List.of("a"), ""), hash(true, List.of("a"), ""));
    }

    @Test
    void countsDataButForItsLineEnds() throws IOException {
        String rows = "1\t🥳\n".repeat(10_000);
        String expected = hash(false, List.of("COPY"), rows);
        assertEquals(expected, hash(false, List.of("COPY"), rows.replace("\n", "\r\n")));
        assertNotEquals(expected, hash(false, List.of("COPY"), rows.replace("\n", "\r")));
        assertNotEquals(expected, hash(false, List.of("COPY"), rows + "1"));
        assertNotEquals(expected, hash(false, List.of("COPY"), rows + "\r"));
    }

    private static String hash(boolean noTransaction, List<String> statements, String data) throws IOException {
        TokenHash hash = new TokenHash(new Directives(noTransaction));
        statements.forEach(hash::add);
        if (!data.isEmpty()) {
            hash.add(new StringReader(data));
        }
        return hash.hexadecimal();
    }
}
