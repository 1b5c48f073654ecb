package io.migri.dialect.postgresql.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.dialect.postgresql.language.PostgresqlStrings;
import io.migri.dialect.postgresql.reading.PostgresqlCanonicalText;
import io.migri.dialect.postgresql.reading.PostgresqlReading;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementTraits;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Scripts put together at random come apart at the same places, however they are read. */
final class PostgresqlStatementReaderPropertyTest {
    private static final List<String> TOKENS = List.of(
            "SELECT",
            "a$b$",
            "é",
            "🥳",
            "1.5e3",
            "$1",
            "+",
            "-",
            "/",
            "*",
            ",",
            ":x",
            "?",
            "=",
            "e",
            "begin",
            "end",
            "case",
            "'a;b'",
            "''",
            "'\\'",
            "'it''s;'",
            // not the last of its line: a string on the next one would be a part of it
            "E'\\';' ||",
            "e'\\\\' ||",
            "U&'\\'",
            "U&\";\"",
            "b'1'",
            "x'F'",
            "\";\"\"\"",
            "\"\\\"",
            "$$;'$$",
            "$q$ $$ ; $Q$ $q$",
            "(;)",
            "((';');)",
            "(\n/*)*/)",
            "/*;*/",
            "/* /* ; */ ' */",
            "--;'\n",
            "-- $$\r\n");
    private static final List<String> FILLERS =
            List.of(" ", "\n", "\t", "\r\n", ";", " ; ", "-- it's;\n", "/* ; ' $$ */", "/*/**/*/", "\\restrict x;'\n");

    @Test
    void comesApartWhereItWasPutTogether() throws IOException {
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            List<String> statements = new ArrayList<>();
            String script = script(random, statements);
            assertEquals(statements, read(new StringReader(script)), "seed " + seed + ":\n" + script);
            assertEquals(statements, read(new ChoppedScript(script, random)), "chopped, seed " + seed + ":\n" + script);
        }
    }

    @Test
    void whatCountsIsToldByTheReadersTokens() throws IOException {
        PostgresqlStrings strings = new PostgresqlStrings(true);
        List<PostgresqlReading> readings = new ArrayList<>();
        for (int seed = 0; seed < 2000; seed++) {
            String script = script(new Random(seed), new ArrayList<>());
            try (PostgresqlStatementReader reader = new PostgresqlStatementReader(new StringReader(script), strings)
                    .knowing(reading -> {
                        readings.add(reading);
                        return StatementTraits.NONE;
                    })) {
                for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                    PostgresqlReading last = readings.get(readings.size() - 1);
                    assertEquals(
                            Optional.of(PostgresqlCanonicalText.of(next.text(), strings)),
                            last.canonical(strings),
                            script);
                }
            }
        }
    }

    @Test
    void whatWasNotedIsGoneWithTheNextStatement() throws IOException {
        PostgresqlStrings strings = new PostgresqlStrings(true);
        List<PostgresqlReading> readings = new ArrayList<>();
        try (PostgresqlStatementReader reader = new PostgresqlStatementReader(
                        new StringReader("CREATE TABLE a (); DROP TABLE a, b, c"), strings)
                .knowing(reading -> {
                    readings.add(reading);
                    return StatementTraits.NONE;
                })) {
            reader.next();
            reader.next();
        }
        assertEquals(Optional.empty(), readings.get(0).canonical(strings));
        assertEquals("CREATE", readings.get(0).words().next());
        assertEquals(5, readings.get(0).statement().count());
        assertEquals(Optional.of("drop table a , b , c"), readings.get(1).canonical(strings));
        assertEquals(Optional.empty(), readings.get(1).canonical(new PostgresqlStrings(false)));
    }

    /** Collects the statements on the way. */
    private static String script(Random random, List<String> statements) {
        StringBuilder script = new StringBuilder();
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            filler(random, script);
            String statement = statement(random);
            statements.add(statement);
            script.append(statement).append(';');
            if (statement.startsWith("COPY")) {
                script.append("\n")
                        .append(random.nextBoolean() ? "1\t;'$$\n\\\\.\n" : "")
                        .append("\\.\n");
            }
        }
        filler(random, script);
        return script.toString();
    }

    private static void filler(Random random, StringBuilder script) {
        for (int i = random.nextInt(4); i > 0; i--) {
            script.append(pick(random, FILLERS));
        }
    }

    /** Begins and ends with a token, not with a comment, which would not belong to it. */
    private static String statement(Random random) {
        if (random.nextInt(8) == 0) {
            return "COPY t FROM stdin";
        }
        if (random.nextInt(8) == 0) {
            return "CREATE FUNCTION f() BEGIN ATOMIC SELECT CASE WHEN (;) THEN 1 END; " + random.nextInt() + "; END";
        }
        StringBuilder statement = new StringBuilder("UPDATE t");
        for (int i = random.nextInt(12); i > 0; i--) {
            statement.append(' ').append(pick(random, TOKENS));
        }
        return statement.append(" 0").toString();
    }

    private static String pick(Random random, List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static List<String> read(Reader script) throws IOException {
        List<String> texts = new ArrayList<>();
        try (PostgresqlStatementReader reader = new PostgresqlStatementReader(script, new PostgresqlStrings(true))) {
            for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                texts.add(next.text());
            }
        }
        return texts;
    }

    /** Gives a few characters at a time. */
    private static final class ChoppedScript extends Reader {
        private final StringReader script;
        private final Random random;

        ChoppedScript(String script, Random random) {
            this.script = new StringReader(script);
            this.random = random;
        }

        @Override
        public int read(char[] target, int offset, int length) throws IOException {
            return script.read(target, offset, Math.min(length, 1 + random.nextInt(3)));
        }

        @Override
        public void close() {
            script.close();
        }
    }
}
