package io.migri.core.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.api.DatabaseError;
import io.migri.api.SourcePosition;
import io.migri.core.pipeline.RecordingSession;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HiddenCharacterTest {
    private final RecordingSession session = new RecordingSession();

    HiddenCharacterTest() {
        session.outline = HiddenCharacterTest::outside;
    }

    /** A language with texts in single quotes and comments to the end. */
    private static String outside(String statement) {
        int comment = statement.indexOf("--");
        String code = comment < 0 ? statement : statement.substring(0, comment);
        StringBuilder outside = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < code.length(); i++) {
            inside ^= code.charAt(i) == '\'';
            outside.append(inside ? "" : code.charAt(i));
        }
        return outside.toString();
    }

    @Test
    void namesWhatNobodySees() {
        assertHint("byte order mark (U+FEFF), which cannot be seen", "\ufeffselect 1");
        assertHint("no-break space (U+00A0), which cannot be seen", "select\u00a01");
        assertHint("zero width space (U+200B), which cannot be seen", "sel\u200bect 1");
        assertHint("line separator (U+2028), which cannot be seen", "select\u20281");
        assertHint("soft hyphen (U+00AD), which cannot be seen", "sel\u00adect 1");
        assertHint("ideographic space (U+3000), which cannot be seen", "select\u30001");
        assertHint("right-to-left override (U+202E), which cannot be seen", "select\u202e 1");
        assertHint("control character Ctrl-Z (U+001A), which cannot be seen", "select 1 \u001a");
        assertHint("null (U+0000), which cannot be seen", "select 1 \u0000");
    }

    @Test
    void namesWhatOnlyLooksLikeSql() {
        assertHint("left single quotation mark (U+2018), which SQL does not know", "select \u2018a\u2019");
        assertHint("left double quotation mark (U+201C), which SQL does not know", "select \u201ca\u201d");
        assertHint("double low-9 quotation mark (U+201E), which SQL does not know", "select \u201ea");
        assertHint("fullwidth semicolon (U+FF1B), which SQL does not know", "select 1\uff1b");
        assertHint("greek question mark (U+037E), which SQL does not know", "select 1\u037e");
        assertHint("en dash (U+2013), which SQL does not know", "select 2 \u2013 1");
        assertHint("minus sign (U+2212), which SQL does not know", "select 2 \u2212 1");
        assertHint("acute accent (U+00B4), which SQL does not know", "select \u00b4a\u00b4");
    }

    @Test
    void passesOverTextsCommentsAndLetters() {
        assertEquals(Optional.empty(), find("insert into straße values ('it\u2019s\u00a0so', '\ufeff') -- \u200b", 0));
        assertEquals(Optional.empty(), find("select\t1\r\n, 2\u000b", 0));
        assertEquals(Optional.of(16), find("select '\u00a0', 1 + \u00a0a", 0).map(HiddenCharacter::index));
    }

    @Test
    void takesTheNextOneFromTheErrorOnOrTheFirstOfAll() {
        String statement = "a\u00a0b\u00a0c";
        assertEquals(Optional.of(3), find(statement, 2).map(HiddenCharacter::index));
        assertEquals(Optional.of(1), find(statement, 5).map(HiddenCharacter::index));
        assertEquals(Optional.of(1), find(statement, 0).map(HiddenCharacter::index));
    }

    @Test
    void leavesAHintOfTheDatabaseAlone() {
        DatabaseError error = DatabaseError.of(DatabaseError.Kind.STATEMENT, "1", "no");
        DatabaseError hinted = find("\ufeff", 0).orElseThrow().told(error, new SourcePosition("a", 1, 1, ""));
        assertEquals(hinted, find("\u00a0", 0).orElseThrow().told(hinted, new SourcePosition("a", 1, 1, "")));
    }

    private void assertHint(String hint, String statement) {
        SourcePosition place = new SourcePosition("a.sql", 2, 5, "");
        DatabaseError error = DatabaseError.of(DatabaseError.Kind.STATEMENT, "1", "no");
        assertEquals(
                Optional.of("Line 2, column 5 has the " + hint + "."),
                find(statement, 0).orElseThrow().told(error, place).hint());
    }

    private Optional<HiddenCharacter> find(String statement, int offset) {
        return HiddenCharacter.near(session, statement, offset);
    }
}
