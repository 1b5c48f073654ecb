package io.migri.dialect.mysql.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.dialect.mysql.language.MySqlQuoting;
import io.migri.dialect.mysql.reading.MySqlCanonicalText;
import io.migri.dialect.mysql.reading.MySqlReading;
import io.migri.spi.script.StatementTraits;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What was noted of a statement while it was read answers what is asked of it. */
final class MySqlReadingTest {
    private static final MySqlQuoting PLAIN = MySqlQuoting.of("");
    private static final List<String> TOKENS = List.of(
            "a",
            "`b``;`",
            "'it''s'",
            "'\\';'",
            "\"x\"",
            "x'1F'",
            "N'n'",
            "1.5e-3",
            ".5",
            "1e-5",
            "-",
            "- -1",
            "<=>",
            "->>",
            ":=",
            "@@x",
            "@`v`",
            "||",
            "(",
            ")",
            "t.1a",
            "b.Comment",
            "select",
            "\\N",
            "$1",
            "a$b",
            "é",
            "#c\n",
            "-- it's\n",
            "/* ' */",
            "1..2",
            "--5");

    @Test
    void whatCountsIsToldByTheNotes() throws IOException {
        int all = 0;
        int anew = 0;
        for (int seed = 0; seed < 3000; seed++) {
            String script = script(new Random(seed));
            for (Asked asked : read(script)) {
                all++;
                anew += asked.canonical.isPresent() ? 0 : 1;
                String expected = MySqlCanonicalText.of(asked.reading.text(), PLAIN);
                assertEquals(expected, asked.canonical.orElse(expected), script);
            }
        }
        // where a number and quotes stand side by side, which no script has
        assertTrue(anew * 50 < all, anew + " of " + all + " were read anew");
    }

    @Test
    void readsAnewWhatServersReadDifferently() throws IOException {
        for (String statement : List.of("SELECT 1 /*!99999 +1 */", "SELECT /*M! 1, */ 2", "SELECT /*+ a */ 1")) {
            assertEquals(Optional.empty(), read(statement).get(0).canonical, statement);
        }
        String rows = "INSERT INTO t VALUES (0" + "), (1".repeat(20_000) + ")";
        assertEquals(Optional.empty(), read(rows).get(0).canonical);
    }

    @Test
    void takesAStatementApartOnce() throws IOException {
        for (String statement : List.of("SET @a = 1, @b = 2", "ALTER TABLE t ADD c int", "CREATE TABLE t (a int)")) {
            MySqlReading reading = last(statement);
            assertSame(reading.parts(PLAIN, Scripts.MYSQL), reading.parts(PLAIN, Scripts.MYSQL), statement);
            assertNotSame(reading.parts(PLAIN, Scripts.MYSQL), reading.parts(PLAIN, Scripts.MARIADB), statement);
        }
    }

    @Test
    void theNotesAreGoneWithTheNextStatement() throws IOException {
        List<Asked> asked = read("SELECT a; SELECT b");
        assertEquals(Optional.of("select a"), asked.get(0).canonical);
        assertEquals(Optional.empty(), asked.get(0).reading.canonical(PLAIN));
        assertEquals("A", asked.get(0).reading.parts(PLAIN, Scripts.MYSQL).word(1));
        assertEquals(Optional.empty(), asked.get(1).reading.canonical(MySqlQuoting.of("ANSI_QUOTES")));
    }

    private static String script(Random random) {
        StringBuilder script = new StringBuilder();
        for (int statements = 1 + random.nextInt(3); statements > 0; statements--) {
            script.append("UPDATE t");
            for (int i = random.nextInt(10); i > 0; i--) {
                script.append(random.nextInt(4) == 0 ? "" : " ").append(TOKENS.get(random.nextInt(TOKENS.size())));
            }
            script.append(random.nextBoolean() ? " 0;\n" : " 0 ; -- done\n");
        }
        return script.toString();
    }

    private static MySqlReading last(String script) throws IOException {
        List<Asked> all = read(script);
        return all.get(all.size() - 1).reading;
    }

    /** Each is asked before the next is read. */
    private static List<Asked> read(String script) throws IOException {
        List<MySqlReading> readings = new ArrayList<>();
        List<Asked> asked = new ArrayList<>();
        try (MySqlStatementReader reader = Scripts.reader(new StringReader(script), Scripts.MYSQL, "")
                .knowing(reading -> {
                    readings.add(reading);
                    return StatementTraits.NONE;
                })) {
            while (reader.next() != null) {
                MySqlReading reading = readings.get(asked.size());
                asked.add(new Asked(reading, reading.canonical(PLAIN)));
            }
        }
        return asked;
    }

    private record Asked(MySqlReading reading, Optional<String> canonical) {}
}
