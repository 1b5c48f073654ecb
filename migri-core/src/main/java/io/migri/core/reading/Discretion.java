package io.migri.core.reading;

import io.migri.api.DatabaseError;
import io.migri.api.Migration;
import io.migri.api.SourcePosition;
import io.migri.spi.DialectSession;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.TextSpan;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the passwords in a statement out of what is told about it: databases quote the statement in their messages.
 *
 * @param secrets as they stand in the statement, the longest first
 */
public record Discretion(List<String> secrets) {
    /** Shorter ones would be found in words. */
    private static final int SHORTEST = 3;

    private static final String GAP = "***";

    static Discretion about(DialectSession session, String statement) {
        List<String> secrets = new ArrayList<>();
        for (TextSpan span : session.language().secrets(statement)) {
            String text = span.of(statement);
            text.lines().forEach(secrets::add);
            secrets.add(text);
            if (text.length() > 2) {
                secrets.add(text.substring(1, text.length() - 1));
            }
        }
        secrets.removeIf(secret -> secret.length() < SHORTEST);
        secrets.sort((one, other) -> other.length() - one.length());
        return new Discretion(List.copyOf(secrets));
    }

    /** The place {@code offset} characters into {@code statement}, without what is secret in it or beside it in the same line. */
    public static SourcePosition place(
            DialectSession session, Migration migration, SqlStatement statement, int offset) {
        SourcePosition place = about(session, statement.text()).hide(ScriptText.position(migration, statement, offset));
        return about(session, place.excerpt()).hide(place);
    }

    /** What is secret in {@code statement} and in one that the database names in what it says: it has put that in quotes. */
    public static Discretion about(DialectSession session, String statement, DatabaseError error) {
        String said = error.message() + "\n" + error.detail().orElse("") + "\n"
                + error.hint().orElse("");
        List<String> all = new ArrayList<>(about(session, statement).secrets);
        all.addAll(about(session, said.replace('"', ' ')).secrets);
        all.sort((one, other) -> other.length() - one.length());
        return new Discretion(List.copyOf(all));
    }

    String hide(String text) {
        String cleaned = text;
        for (String secret : secrets) {
            cleaned = cleaned.replace(secret, GAP);
        }
        return cleaned;
    }

    public DatabaseError hide(DatabaseError error) {
        return secrets.isEmpty()
                ? error
                : new DatabaseError(
                        error.kind(),
                        error.code(),
                        hide(error.message()),
                        error.detail().map(this::hide),
                        error.hint().map(this::hide),
                        error.offset());
    }

    /** The gaps are as long as what they stand for, so that the place in the line stays. */
    SourcePosition hide(SourcePosition position) {
        String line = position.excerpt();
        for (String secret : secrets) {
            line = line.replace(secret, "*".repeat(secret.length()));
        }
        return new SourcePosition(position.origin(), position.line(), position.column(), line, position.first());
    }
}
