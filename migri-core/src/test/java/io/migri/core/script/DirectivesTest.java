package io.migri.core.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.spi.script.ScriptException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class DirectivesTest {

    @Test
    void findsTheDirectiveAmongTheCommentsOfTheHead() throws IOException {
        assertTrue(
                read("-- orders\n\n--migri: no-transaction\nCREATE TABLE t ();").noTransaction());
    }

    @Test
    void doesNotLookBehindTheFirstStatement() throws IOException {
        assertFalse(read("CREATE TABLE t ();\n-- migri: no-transaction\n").noTransaction());
    }

    @Test
    void refusesADirectiveThatItDoesNotKnow() {
        ScriptException failure =
                assertThrows(ScriptException.class, () -> read("-- one\n-- migri: no-transction\nSELECT 1"));

        assertEquals("unknown directive \"no-transction\"; the only one is \"no-transaction\"", failure.getMessage());
        assertEquals(2, failure.line());
        assertEquals(4, failure.column());
    }

    private static Directives read(String script) throws IOException {
        return Directives.read(new BufferedReader(new StringReader(script)));
    }
}
