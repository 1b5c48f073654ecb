package io.migri.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.migri.spi.DialectSession;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@link io.migri.spi.script.Language#canonical} owes: what means nothing does not count, and everything else does. */
public abstract class CanonicalTextContract {
    private static final String BOUNDARY = "·";
    private static final int SEEDS = 50;

    private final Subject subject;

    protected CanonicalTextContract(DialectFixture fixture) {
        this.subject = new Subject(fixture);
    }

    /** Statements with {@code ·} between each two tokens, where white space and comments may stand. */
    protected abstract List<String> statements();

    /** Pairs that look alike and mean different things. */
    protected abstract List<List<String>> different();

    /** What may stand between tokens. */
    protected List<String> fillers() {
        return List.of(" ", "\n", "\r\n", "\t ", " /* it's a \"comment\" */ ", " -- one\n", " -- it's\r\n  ");
    }

    /** Whether the case of an unquoted word of {@link #statements} means nothing. */
    protected boolean caseless(String word) {
        return true;
    }

    /**
     * Whether the statements of {@code script} are taken apart once, by their reader, so that {@link
     * io.migri.spi.script.StatementTraits#canonical} tells what counts of them.
     */
    protected boolean isTakenApartOnce(String script) {
        return false;
    }

    @AfterEach
    void closeAll() throws Exception {
        subject.close();
    }

    @Test
    void commentsAndWhiteSpaceDoNotCount() throws Exception {
        DialectSession session = open();
        for (String statement : statements()) {
            List<String> tokens = tokens(statement);
            String expected = session.language().canonical(String.join(" ", tokens));
            for (int seed = 0; seed < SEEDS; seed++) {
                String other = joined(tokens, new Random(seed));
                assertEquals(expected, session.language().canonical(other), other);
            }
        }
    }

    @Test
    void theCaseOfKeywordsDoesNotCount() throws Exception {
        DialectSession session = open();
        for (String statement : statements()) {
            List<String> tokens = tokens(statement);
            List<String> lower = tokens.stream()
                    .map(token -> isWord(token) && caseless(token) ? token.toLowerCase(Locale.ROOT) : token)
                    .toList();
            assertEquals(
                    session.language().canonical(String.join(" ", tokens)),
                    session.language().canonical(String.join(" ", lower)));
        }
    }

    @Test
    void everyOtherCharacterCounts() throws Exception {
        DialectSession session = open();
        for (String statement : statements()) {
            List<String> tokens = tokens(statement);
            String expected = session.language().canonical(String.join(" ", tokens));
            for (int i = 0; i < tokens.size(); i++) {
                for (int at = 0; at < tokens.get(i).length(); at++) {
                    List<String> changed = new ArrayList<>(tokens);
                    changed.set(i, changed(tokens.get(i), at));
                    String other = String.join(" ", changed);
                    assertNotEquals(expected, session.language().canonical(other), other);
                }
            }
        }
    }

    @Test
    void whatItLeavesOutIsGone() throws Exception {
        DialectSession session = open();
        for (String statement : statements()) {
            String canonical = session.language().canonical(String.join(" ", tokens(statement)));
            assertEquals(canonical, session.language().canonical(canonical));
            assertEquals(canonical, session.language().canonical(canonical.replace("\n", "\r\n") + " ;\n;"));
        }
    }

    @Test
    void tellsApartWhatOnlyLooksAlike() throws Exception {
        DialectSession session = open();
        List<List<String>> all = new ArrayList<>(different());
        all.add(List.of("SELECT 'a' 'b'", "SELECT 'a''b'"));
        all.add(List.of("SELECT 'a  b'", "SELECT 'a b'"));
        all.add(List.of("SELECT 'A'", "SELECT 'a'"));
        all.add(List.of("SELECT 1 2", "SELECT 12"));
        all.add(List.of("SELECT '--'", "SELECT ''--'"));
        all.add(List.of("SELECT \"a\"", "SELECT a"));
        for (List<String> pair : all) {
            assertNotEquals(
                    session.language().canonical(pair.get(0)),
                    session.language().canonical(pair.get(1)),
                    pair.toString());
        }
    }

    @Test
    void aStatementOfAScriptIsTakenApartOnce() throws Exception {
        DialectSession session = open();
        for (String statement : statements()) {
            for (int seed = 0; seed < SEEDS; seed++) {
                assertTakenApartOnce(session, joined(tokens(statement), new Random(seed)));
            }
        }
        for (List<String> pair : different()) {
            assertTakenApartOnce(session, String.join(";\n", pair));
        }
    }

    private void assertTakenApartOnce(DialectSession session, String script) throws Exception {
        int anew = 0;
        try (StatementReader statements = session.language().read(new StringReader(script))) {
            for (SqlStatement next = statements.next(); next != null; next = statements.next()) {
                Optional<String> known = next.traits().canonical();
                anew += known.isPresent() ? 0 : 1;
                String expected = session.language().canonical(next.text());
                assertEquals(expected, known.orElse(expected), script);
            }
        }
        assertEquals(isTakenApartOnce(script) ? 0 : anew, anew, script);
    }

    /** A session that has read a script, as a session has when it is asked. */
    private DialectSession open() throws SQLException, IOException {
        DialectSession session = subject.open();
        session.language().read(new StringReader("SELECT 1")).close();
        return session;
    }

    private static List<String> tokens(String statement) {
        return List.of(statement.split(BOUNDARY, -1));
    }

    private String joined(List<String> tokens, Random random) {
        StringBuilder text = new StringBuilder(tokens.get(0));
        for (String token : tokens.subList(1, tokens.size())) {
            for (int i = random.nextInt(3); i >= 0; i--) {
                text.append(fillers().get(random.nextInt(fillers().size())));
            }
            text.append(token);
        }
        return text.toString();
    }

    private static boolean isWord(String token) {
        return token.matches("[A-Za-z_]+");
    }

    private static String changed(String token, int at) {
        char before = token.charAt(at);
        char after = before == '7' ? '8' : Character.isDigit(before) ? '7' : before == 'q' || before == 'Q' ? 'z' : 'q';
        return token.substring(0, at) + after + token.substring(at + 1);
    }
}
