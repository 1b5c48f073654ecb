package io.migri.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.spi.DialectSession;
import io.migri.spi.script.ScriptException;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.TransactionEffect;
import io.migri.testkit.script.ChoppedReader;
import io.migri.testkit.script.EndlessScript;
import io.migri.testkit.script.UnclosedScript;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a {@link StatementReader} owes: every statement, whole and with its place, however the script comes in. */
public abstract class StatementReaderContract {
    /** Two of the cursor's windows: what may have been read beyond the statement that is returned. */
    private static final int LOOK_AHEAD = 128 * 1024;

    private final Subject subject;

    protected StatementReaderContract(DialectFixture fixture) {
        this.subject = new Subject(fixture);
    }

    /** Scripts with all that this database's scripts are made of. */
    protected abstract List<String> scripts();

    /** Scripts that end too soon, further to those that every database has. */
    protected abstract List<UnclosedScript> unclosedScripts();

    /**
     * What remains of the text between two statements without comments, white space, terminators, and what else may stand there:
     * nothing, if all is well.
     */
    protected String withoutFiller(String between) {
        return between.replaceAll("(?s)/\\*.*?\\*/", "")
                .replaceAll("--[^\n]*", "")
                .replaceAll("[;\\s]", "");
    }

    @AfterEach
    void closeAll() throws Exception {
        subject.close();
    }

    @Test
    void findsNothingInAScriptOfCommentsAndWhiteSpace() throws Exception {
        assertEquals(List.of(), read(subject.open(), new StringReader("")));
        assertEquals(List.of(), read(subject.open(), new StringReader(" \n\t\r\n")));
        assertEquals(List.of(), read(subject.open(), new StringReader("-- one\n/* two; */ ;\n;-- three")));
    }

    @Test
    void readsStatementsWithTheirPlaces() throws Exception {
        assertEquals(
                List.of(
                        new Read(0, "SELECT 1", 1, 1, TransactionEffect.NONE, null),
                        new Read(1, "SELECT ';' /* ; */ 'x'", 2, 3, TransactionEffect.NONE, null),
                        new Read(2, "SELECT\n-- ;\n2", 3, 9, TransactionEffect.NONE, null)),
                read(
                        subject.open(),
                        new StringReader("SELECT 1;\n  SELECT ';' /* ; */ 'x';\n/* \ud83e\udd73 */ SELECT\n-- ;\n2")));
    }

    @Test
    void losesNothingButCommentsAndWhiteSpace() throws Exception {
        DialectSession session = subject.open();
        for (String script : scripts()) {
            assertRejoins(script, read(session, new StringReader(script)));
        }
    }

    @Test
    void readsTheSameHoweverTheScriptIsCutIntoReads() throws Exception {
        DialectSession session = subject.open();
        for (String script : scripts()) {
            List<Read> expected = read(session, new StringReader(script));
            for (int seed = 0; seed < 20; seed++) {
                assertEquals(expected, read(session, new ChoppedReader(script, new Random(seed))), script);
            }
        }
    }

    @Test
    void readsTheSameWhereLinesEndWithCarriageReturns() throws Exception {
        DialectSession session = subject.open();
        for (String script : scripts()) {
            List<String> expected = texts(read(session, new StringReader(script)));
            List<String> actual = texts(read(session, new StringReader(script.replace("\n", "\r\n"))));
            assertEquals(
                    expected,
                    actual.stream().map(text -> text.replace("\r\n", "\n")).toList());
        }
    }

    @Test
    void skipsDataThatNobodyReads() throws Exception {
        DialectSession session = subject.open();
        for (String script : scripts()) {
            List<String> expected = texts(read(session, new StringReader(script)));
            List<String> actual = new ArrayList<>();
            try (StatementReader reader = session.language().read(new StringReader(script))) {
                for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                    actual.add(next.text());
                }
            }
            assertEquals(expected, actual);
        }
    }

    @Test
    void saysWhereWhatIsNotClosedBegins() throws Exception {
        DialectSession session = subject.open();
        List<UnclosedScript> unclosed = new ArrayList<>(List.of(
                UnclosedScript.marked("SELECT 1;\n  SELECT ▶'it''s\n;"),
                UnclosedScript.marked("SELECT 1;\n\nSELECT '\ud83e\udd73', ▶'a;"),
                UnclosedScript.marked("SELECT 1;\n ▶/* SELECT 2;\n\n"),
                UnclosedScript.marked("SELECT 1 FROM ▶\"animal;\n")));
        unclosed.addAll(unclosedScripts());
        for (UnclosedScript script : unclosed) {
            ScriptException failure = assertThrows(
                    ScriptException.class, () -> read(session, new StringReader(script.text())), script.text());
            assertEquals(script.line() + ":" + script.column(), failure.line() + ":" + failure.column(), script.text());
        }
    }

    @Test
    void readsNoFurtherThanItHasTo() throws Exception {
        EndlessScript script = new EndlessScript(100_000, Subject::insert);
        int statements = 0;
        try (StatementReader reader = subject.open().language().read(script)) {
            long end = 0;
            for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                end += next.text().length() + 2;
                assertTrue(script.taken() - end <= LOOK_AHEAD, "read far ahead at statement " + statements);
                statements++;
            }
        }
        assertEquals(100_000, statements);
    }

    @Test
    void staysAtTheEndAndClosesTheScript() throws Exception {
        ChoppedReader script = new ChoppedReader("SELECT 1;", new Random(1));
        try (StatementReader reader = subject.open().language().read(script)) {
            assertNotNull(reader.next());
            assertNull(reader.next());
            assertNull(reader.next());
        }
        assertTrue(script.closed());
    }

    @Test
    void knowsHowDefinitionsGetOnWithATransaction() throws Exception {
        List<Read> read = read(subject.open(), new StringReader(Subject.ANIMAL + ";" + Subject.insert(1)));
        assertEquals(
                subject.lacks(Limitation.DDL_COMMITS) ? TransactionEffect.ENDS_IT : TransactionEffect.NONE,
                read.get(0).effect);
        assertEquals(TransactionEffect.NONE, read.get(1).effect);
    }

    private void assertRejoins(String script, List<Read> statements) {
        int position = 0;
        for (int i = 0; i < statements.size(); i++) {
            Read statement = statements.get(i);
            assertEquals(i, statement.ordinal);
            int start = find(statement.text, script, position);
            assertEquals("", withoutFiller(script.substring(position, start)), script);
            assertEquals(place(script, start), statement.line + ":" + statement.column, statement.text);
            position = start + statement.text.length();
            if (statement.data != null) {
                position = find(statement.data, script, position) + statement.data.length();
            }
        }
        assertEquals("", withoutFiller(script.substring(position)), script);
    }

    private static int find(String text, String script, int from) {
        int start = script.indexOf(text, from);
        assertTrue(start >= 0, () -> "not in the script: " + text);
        return start;
    }

    private static String place(String script, int index) {
        long line = 1
                + script.substring(0, index)
                        .chars()
                        .filter(character -> character == '\n')
                        .count();
        int lineStart = script.lastIndexOf('\n', index - 1) + 1;
        return line + ":" + (1 + script.codePointCount(lineStart, index));
    }

    private static List<String> texts(List<Read> statements) {
        return statements.stream().map(Read::text).toList();
    }

    private static List<Read> read(DialectSession session, Reader script) throws IOException, SQLException {
        List<Read> statements = new ArrayList<>();
        try (StatementReader reader = session.language().read(script)) {
            for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                statements.add(Read.of(next));
            }
        }
        return statements;
    }

    /** A statement with its data in memory. */
    private record Read(
            int ordinal,
            String text,
            int line,
            int column,
            TransactionEffect effect,
            @Nullable String data) {

        static Read of(SqlStatement statement) throws IOException {
            return new Read(
                    statement.ordinal(),
                    statement.text(),
                    statement.line(),
                    statement.column(),
                    statement.effect(),
                    statement.data() == null ? null : drain(statement.data()));
        }

        private static String drain(Reader data) throws IOException {
            StringBuilder text = new StringBuilder();
            for (int next = data.read(); next >= 0; next = data.read()) {
                text.append((char) next);
            }
            return text.toString();
        }
    }
}
