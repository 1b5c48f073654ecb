package io.migri.dialect.sqlite.language;

import io.migri.spi.script.CanonicalText;
import java.util.Set;

/**
 * What of a statement means something. Words without quotes are folded: SQLite's names are the same in upper and lower case as far as
 * ASCII goes.
 */
public final class SqliteCanonicalText {
    /** See <a href="https://www.sqlite.org/lang_expr.html#operators">operators</a>; {@code ->>} consists of two of them. */
    private static final Set<String> OPERATORS = Set.of("||", "<=", "<>", "<<", ">=", ">>", "==", "!=", "->");

    private static final String BEGIN_OPERATOR = "|<>=!-";

    private final String statement;
    private final SqliteTokens tokens;
    private final CanonicalText text;
    private int behind = -1;
    private int begin;
    private boolean number;

    private SqliteCanonicalText(SqliteStatement statement) {
        this.statement = statement.text();
        this.tokens = statement.tokens();
        this.text = new CanonicalText(statement.text());
    }

    public static String of(SqliteStatement statement) {
        return new SqliteCanonicalText(statement).read();
    }

    private String read() {
        while (tokens.next()) {
            char first = statement.charAt(tokens.start());
            if (tokens.start() != behind || !continuesToken(first)) {
                text.begin();
                begin = tokens.start();
                number = isDigit(begin) || (first == '.' && isDigit(begin + 1));
            }
            if (SqliteTokens.isWordPart(first) && !number) {
                text.fold(tokens.start(), tokens.end());
            } else {
                text.keep(tokens.start(), tokens.end());
            }
            behind = tokens.end();
        }
        return text.toString();
    }

    /** Whether the token is the rest of an operator, a blob or a number that the one right before it began. */
    private boolean continuesToken(char first) {
        if (number) {
            return continuesNumber(first);
        }
        if (first == '\'') {
            return behind == begin + 1 && "xX".indexOf(statement.charAt(begin)) >= 0;
        }
        return BEGIN_OPERATOR.indexOf(statement.charAt(behind - 1)) >= 0
                && OPERATORS.contains(statement.substring(behind - 1, behind + 1));
    }

    private boolean continuesNumber(char first) {
        char last = statement.charAt(behind - 1);
        boolean exponent = (last == 'e' || last == 'E')
                && !statement.regionMatches(true, begin, "0x", 0, 2)
                && isDigit(behind + 1);
        return switch (first) {
            case '+', '-' -> exponent;
            case '.' -> last != '.';
            default -> SqliteTokens.isWordPart(first);
        };
    }

    private boolean isDigit(int index) {
        return index < statement.length() && statement.charAt(index) >= '0' && statement.charAt(index) <= '9';
    }
}
