package io.migri.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.spi.script.Language;
import io.migri.spi.script.TextSpan;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a {@link Language} owes to whoever reads a report: no text of a statement stands in it, and passwords are not even kept. */
public abstract class RedactionContract {
    /** The text that nobody must see. */
    public static final String SECRET = "swordfish";

    private static final List<String> STATEMENTS = List.of(
            "INSERT INTO animal VALUES (1, 'swordfish')",
            "INSERT INTO animal VALUES (1, 'it''s swordfish'), (2, 'swordfish')",
            "UPDATE animal SET name = 'swordfish' WHERE name <> 'x'",
            "SELECT 'a' 'swordfish' -- 'swordfish'\n",
            "-- swordfish\nSELECT 1",
            "/* swordfish */ SELECT /* it's swordfish */ 1",
            "SELECT '-- ', 'swordfish' /* ' */",
            "CREATE TABLE a (b varchar(20) DEFAULT 'swordfish')");

    private static final List<String> ODD = List.of(
            "", " ", ";", "'", "''", "'a", "\"", "\"a", "`", "/*", "*/", "--", "$$", "$a$ b", "\0", "\uD83E", "E'\\",
            "(((", "%s {0}");

    private final DialectFixture fixture;
    private final Subject subject;

    protected RedactionContract(DialectFixture fixture) {
        this.fixture = fixture;
        this.subject = new Subject(fixture);
    }

    @AfterEach
    void closeAll() throws Exception {
        subject.close();
    }

    @Test
    void noTextStandsInAReport() throws SQLException {
        Language language = language();
        for (String statement : STATEMENTS) {
            String redacted = language.redacted(statement);
            assertFalse(redacted.contains(SECRET), redacted);
            assertTrue(redacted.length() <= statement.length() + "'…'".length(), redacted);
        }
    }

    @Test
    void noTextStandsInAReportWhereTheStatementIsCutShort() throws SQLException {
        Language language = language();
        for (String statement : STATEMENTS) {
            for (int end = 0; end <= statement.length(); end++) {
                String redacted = language.redacted(statement.substring(0, end));
                assertFalse(redacted.contains(SECRET.substring(0, 3)), redacted);
            }
        }
    }

    @Test
    void aReportSaysWhichStatementItWas() throws SQLException {
        Language language = language();
        assertTrue(language.redacted("DELETE FROM animal WHERE id = 1").startsWith("DELETE FROM animal"));
        assertTrue(language.redacted("UPDATE animal SET name = 'x'").startsWith("UPDATE animal SET name"));
        assertEquals("SELECT 1", language.redacted("SELECT 1").strip());
    }

    @Test
    void passwordsAreFound() throws SQLException {
        List<String> passwords = fixture.passwords();
        assertEquals(subject.lacks(Limitation.NO_ACCOUNTS), passwords.isEmpty());
        Language language = language();
        for (String statement : passwords) {
            assertTrue(statement.contains(SECRET), statement);
            String without = without(language, statement);
            assertFalse(without.contains(SECRET), without);
            assertTrue(without.contains("'***'"), without);
            assertFalse(language.redacted(statement).contains(SECRET), statement);
        }
    }

    @Test
    void passwordsAreFoundInTheMiddleOfAScript() throws SQLException {
        Language language = language();
        for (String statement : fixture.passwords()) {
            String before = "-- it's a script\nSELECT 'a;b';\n";
            String after = ";\nSELECT 'kept', \"kept\";\n";
            String without = without(language, before + statement + after);
            assertEquals(before + without(language, statement) + after, without);
        }
    }

    private static String without(Language language, String script) {
        return TextSpan.replaced(script, language.secrets(script), "'***'");
    }

    @Test
    void whatIsNoPasswordIsKept() throws SQLException {
        Language language = language();
        for (String statement : STATEMENTS) {
            assertEquals(List.of(), language.secrets(statement), statement);
            assertEquals(statement, language.withoutSecrets(statement));
        }
    }

    @Test
    void whatCannotBeReadDoesNoHarm() throws SQLException {
        Language language = language();
        for (String odd : ODD) {
            for (String text : List.of(odd, "SELECT " + odd, odd + " 'swordfish", "ALTER USER " + odd)) {
                assertDoesNotThrow(() -> language.canonical(text), text);
                for (TextSpan span : assertDoesNotThrow(() -> language.secrets(text), text)) {
                    assertTrue(span.start() >= 0 && span.start() < span.end() && span.end() <= text.length(), text);
                }
                String redacted = assertDoesNotThrow(() -> language.redacted(text), text);
                boolean quoted = odd.chars().anyMatch(character -> "'\"`".indexOf(character) >= 0);
                assertFalse(!quoted && redacted.contains(SECRET), redacted);
            }
        }
    }

    private Language language() throws SQLException {
        return subject.open().language();
    }
}
