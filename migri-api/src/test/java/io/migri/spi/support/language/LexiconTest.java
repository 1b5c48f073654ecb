package io.migri.spi.support.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.spi.script.ScriptException;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.TextSpan;
import io.migri.spi.script.TransactionEffect;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LexiconTest {
    private static final Lexicon STANDARD = Lexicon.builder()
            .text('\'')
            .name('"')
            .name('[', ']')
            .prefixes("X", "U&")
            .lineComment("--")
            .blockComments(false)
            .operators("<=", "||")
            .bodiesOf("TRIGGER", "PROCEDURE")
            .build();
    private static final Lexicon GENEROUS = Lexicon.builder()
            .backslashText('\'')
            .name('`')
            .taggedDollarTexts()
            .lineComment("#")
            .blockComments(true)
            .wordParts("$")
            .build();

    @Test
    void splitsAtSemicolonsThatMeanTheEndOfAStatement() throws Exception {
        assertEquals(
                List.of("SELECT 'a;''b'", "SELECT \"c;\" /* ; */ FROM [d;]]e]", "SELECT 1 -- ;\n+ 2"),
                texts(
                        STANDARD,
                        "SELECT 'a;''b'; SELECT \"c;\" /* ; */ FROM [d;]]e];; -- x;\n SELECT 1 -- ;\n+ 2 -- end"));
        assertEquals(
                List.of("SELECT 'a\\';' # ;\n, $$;$$, $x$ $$; $x $x$", "SELECT /* /* */ ; */ a$b$c"),
                texts(GENEROUS, "SELECT 'a\\';' # ;\n, $$;$$, $x$ $$; $x $x$; SELECT /* /* */ ; */ a$b$c"));
    }

    @Test
    void knowsThePlaceOfEachStatement() throws Exception {
        List<SqlStatement> read = read(STANDARD, "SELECT 1;\n /* \ud83e\udd73 */ SELECT 2");
        assertEquals(2, read.get(1).line());
        assertEquals(10, read.get(1).column());
    }

    @Test
    void keepsBodiesTogether() throws Exception {
        String trigger = "CREATE OR REPLACE TRIGGER t BEFORE INSERT ON a BEGIN UPDATE a SET b = CASE WHEN 1 THEN 2 END;"
                + " IF x THEN y; END IF; CASE z WHEN 1 THEN a; END CASE; END";
        assertEquals(List.of(trigger, "SELECT 1"), texts(STANDARD, trigger + "; SELECT 1"));
        assertEquals(List.of("BEGIN", "SELECT 1", "END"), texts(STANDARD, "BEGIN; SELECT 1; END"));
        assertEquals(
                List.of("DROP TRIGGER t", "CREATE TABLE t (\"begin\" int)", "SELECT 1"),
                texts(STANDARD, "DROP TRIGGER t; CREATE TABLE t (\"begin\" int); SELECT 1"));
    }

    @Test
    void saysWhereWhatIsNotClosedBegins() {
        for (String open : List.of("'a", "\"a", "[a", "/* a", "X'a")) {
            ScriptException failure =
                    assertThrows(ScriptException.class, () -> read(STANDARD, "SELECT 1;\n  " + open + ";\n"));
            assertEquals("2:3", failure.line() + ":" + failure.column(), open);
        }
        for (String open : List.of("$$ a", "$x$ a $$", "/* /* */")) {
            assertThrows(ScriptException.class, () -> read(GENEROUS, open));
        }
    }

    @Test
    void whatMeansNothingDoesNotCount() {
        assertEquals(
                STANDARD.canonical("select 1.5E-3 , x'AB' FROM a ;"),
                STANDARD.canonical("SELECT/* */1.5E-3\n,X'AB' -- x\n\tfrom A"));
        for (List<String> pair : List.of(
                List.of("SELECT a<=b", "SELECT a< =b"),
                List.of("SELECT X'AB'", "SELECT X 'AB'"),
                List.of("SELECT \"a\"", "SELECT \"A\""),
                List.of("SELECT 'a'", "SELECT 'A'"),
                List.of("SELECT 1e-3", "SELECT 1e - 3"),
                List.of("SELECT ab", "SELECT a b"))) {
            assertNotEquals(STANDARD.canonical(pair.get(0)), STANDARD.canonical(pair.get(1)), pair.toString());
        }
    }

    @Test
    void leavesOutTextsAndComments() {
        assertEquals("SELECT '…', \"b\"   FROM c", STANDARD.redacted("SELECT U&'secret', \"b\" /* secret */ FROM c"));
        assertTrue(GENEROUS.redacted("SELECT $x$ secret $x$ # secret\n").startsWith("SELECT '…'"));
    }

    @Test
    void findsPasswords() {
        String script = "CREATE USER a PASSWORD 'p;w'; SELECT 'x'";
        assertEquals(
                List.of("'p;w'"),
                STANDARD.secrets(script).stream()
                        .map((TextSpan span) -> span.of(script))
                        .toList());
    }

    @Test
    void showsTokens() {
        assertEquals(
                List.of("CREATE", "TABLE", "a\"b", ".", "X]y", "(", "1.5"),
                STANDARD.tokens("Create table \"a\"\"b\".[X]]y] (1.5").stream()
                        .map(Token::value)
                        .toList());
        assertEquals(2, STANDARD.tokens("a b c 'not closed", 2).size());
        assertEquals("'not closed", STANDARD.tokens("a 'not closed").get(1).value());
    }

    @Test
    void aTransactionOfTheScriptEndsOnce() {
        ScriptTransactions transactions = new ScriptTransactions();
        assertEquals(TransactionEffect.STRAY, transactions.commits());
        assertEquals(TransactionEffect.ENDS_IT, transactions.defines());
        assertEquals(TransactionEffect.BEGINS_BLOCK, transactions.begins());
        assertEquals(TransactionEffect.REDUNDANT, transactions.begins());
        assertEquals(TransactionEffect.COMMITS_AND_BEGINS_BLOCK, transactions.defines());
        assertEquals(TransactionEffect.ROLLS_BACK_BLOCK, transactions.rollsBack());
        assertEquals(TransactionEffect.STRAY, transactions.rollsBack());
    }

    private static List<String> texts(Lexicon lexicon, String script) throws IOException {
        return read(lexicon, script).stream().map(SqlStatement::text).toList();
    }

    private static List<SqlStatement> read(Lexicon lexicon, String script) throws IOException {
        List<SqlStatement> statements = new ArrayList<>();
        LexiconLanguage language = new LexiconLanguage(lexicon, () -> (statement, beginning) -> statement);
        try (StatementReader reader = language.read(new StringReader(script))) {
            for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                statements.add(next);
            }
        }
        return statements;
    }
}
