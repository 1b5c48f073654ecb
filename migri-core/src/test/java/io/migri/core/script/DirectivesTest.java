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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectivesTest {

    @Test
    void findsTheDirectiveAmongTheCommentsOfTheHead() throws IOException {
        assertTrue(
                read("-- orders\n\n--migri: no-transaction\nCREATE TABLE t ();").noTransaction());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/*\n * (c) Example\n */\n-- migri: no-transaction\nselect 1",
                "/* (c) Example */ -- migri: no-transaction\nselect 1",
                "/* migri: no-transaction */ select 1",
                "/* (c)\n * migri: no-transaction\n */ select 1",
                "/* (c) /* within */ */ -- migri: no-transaction\nselect 1",
                "# (c) Example\n-- migri: no-transaction\nselect 1",
                "# migri: no-transaction\nselect 1",
                "-- MIGRI: NO-TRANSACTION\nselect 1",
                "-- migri: no-transaction\r\nselect 1",
                "-- migri: no-transaction"
            })
    void findsTheDirectiveInAnyCommentOfTheHead(String script) throws IOException {
        assertTrue(read(script).noTransaction());
    }

    @Test
    void doesNotLookBehindACommentThatADatabaseExecutes() throws IOException {
        assertFalse(read("/*!40101 SET NAMES utf8 */;\n-- migri: no-transaction\nselect 1")
                .noTransaction());
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
