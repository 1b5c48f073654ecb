package io.migri.core.run;

import io.migri.api.DatabaseError;
import io.migri.api.SourcePosition;
import io.migri.spi.DialectSession;
import io.migri.spi.script.TextSpan;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the passwords in a statement out of what is told about it: databases quote the statement in their messages.
 *
 * @param secrets as they stand in the statement, the longest first
 */
record Discretion(List<String> secrets) {
    /** Shorter ones would be found in words. */
    private static final int SHORTEST = 3;

    private static final String GAP = "***";

    static Discretion about(DialectSession session, String statement) {
        List<String> secrets = new ArrayList<>();
        for (TextSpan span : session.secrets(statement)) {
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

    String hide(String text) {
        String cleaned = text;
        for (String secret : secrets) {
            cleaned = cleaned.replace(secret, GAP);
        }
        return cleaned;
    }

    DatabaseError hide(DatabaseError error) {
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
