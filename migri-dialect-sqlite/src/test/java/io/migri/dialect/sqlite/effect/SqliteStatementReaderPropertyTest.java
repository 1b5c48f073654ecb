package io.migri.dialect.sqlite.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.dialect.sqlite.language.SqliteSplitter;
import io.migri.dialect.sqlite.language.SqliteStatement;
import io.migri.dialect.sqlite.language.SqliteTokens;
import io.migri.spi.script.SqlStatement;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Scripts put together at random, of which is known where their statements are. */
final class SqliteStatementReaderPropertyTest {
    private static final int SCRIPTS = 3000;
    private static final List<String> TOKENS = List.of(
            "SELECT",
            "x",
            "'a;b'",
            "'it''s'",
            "\"q;\"",
            "\"q\"\"r\"",
            "`b;`",
            "[c;d]",
            "(",
            ")",
            ",",
            "1.5e3",
            "x'00'",
            "-",
            "/",
            "*",
            "?1",
            ":name",
            "@v",
            "$w",
            "end",
            "begin",
            "CASE",
            "é",
            "🥳",
            "'\n'",
            "'--'",
            "'/*'",
            "||",
            "a.b",
            ".5",
            "trigger",
            "create");
    private static final List<String> FILLERS =
            List.of(" ", "\n", "\t", "\r\n", " -- c; '\n", " /* ; ' */ ", "/**/ ", " /* * / */ ", "\f");

    @Test
    void findsTheStatementsThatAScriptIsMadeOf() throws IOException {
        for (int seed = 0; seed < SCRIPTS; seed++) {
            Random random = new Random(seed);
            List<String> statements = new ArrayList<>();
            String script = script(random, statements);
            assertEquals(statements, read(new StringReader(script)), "seed " + seed);
            assertEquals(statements, read(new Trickling(script, random)), "in pieces, seed " + seed);
        }
    }

    private static String script(Random random, List<String> statements) {
        StringBuilder script = new StringBuilder(filler(random));
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            String statement = random.nextInt(4) == 0 ? trigger(random) : statement(random);
            statements.add(statement);
            script.append(statement).append(filler(random));
            if (i < count - 1 || random.nextBoolean()) {
                script.append(";".repeat(1 + random.nextInt(2))).append(filler(random));
            }
        }
        return script.toString();
    }

    private static String statement(Random random) {
        StringBuilder text = new StringBuilder("SELECT");
        int count = random.nextInt(8);
        for (int i = 0; i < count; i++) {
            text.append(FILLERS.get(random.nextInt(FILLERS.size())))
                    .append(' ')
                    .append(TOKENS.get(random.nextInt(TOKENS.size())));
        }
        return text.toString();
    }

    private static String trigger(Random random) {
        StringBuilder text = new StringBuilder("CREATE");
        text.append(random.nextBoolean() ? " TEMP" : "").append(filler(random)).append(" TRIGGER t BEGIN ");
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            text.append(statement(random)).append(filler(random)).append(';').append(filler(random));
        }
        return text.append("END").toString();
    }

    private static String filler(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(3); i > 0; i--) {
            text.append(FILLERS.get(random.nextInt(FILLERS.size())));
        }
        return text.toString();
    }

    @Test
    void tellsTheTokensThatItHasNoted() throws IOException {
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            String script = statement(random) + ";" + trigger(random) + ";" + filler(random) + statement(random);
            assertTokens(new Trickling(script, random), script);
        }
        assertTokens(new StringReader("VALUES (0" + ", 1 -- it's\n".repeat(30_000) + ")"), "a long one");
    }

    private static void assertTokens(Reader script, String message) throws IOException {
        try (SqliteSplitter splitter = new SqliteSplitter(script)) {
            for (SqliteStatement next = splitter.next(false); next != null; next = splitter.next(false)) {
                assertTrue(next.isNoted());
                SqliteTokens noted = next.tokens();
                SqliteTokens anew = SqliteStatement.of(next.text()).tokens();
                while (anew.next()) {
                    assertTrue(noted.next(), message);
                    assertEquals(anew.start(), noted.start(), message);
                    assertEquals(anew.end(), noted.end(), message);
                }
                assertFalse(noted.next(), message);
            }
        }
    }

    private static List<String> read(Reader script) throws IOException {
        List<String> texts = new ArrayList<>();
        try (SqliteStatementReader reader = new SqliteStatementReader(script)) {
            for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                texts.add(next.text());
            }
        }
        return texts;
    }

    /** Gives a few characters at a time. */
    private static final class Trickling extends Reader {
        private final StringReader script;
        private final Random random;

        Trickling(String script, Random random) {
            this.script = new StringReader(script);
            this.random = random;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            return script.read(buffer, offset, Math.min(length, 1 + random.nextInt(5)));
        }

        @Override
        public void close() {
            script.close();
        }
    }
}
