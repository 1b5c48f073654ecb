package io.migri.dialect.mysql.reading;

import io.migri.dialect.mysql.language.MySqlQuoting;
import io.migri.dialect.mysql.language.MySqlText;
import io.migri.spi.script.CanonicalText;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * What of a statement means something, on whatever server of whatever version: so it is no change where the server becomes a newer
 * one. Comments that some server executes and hints to the optimizer are read as what else the statement says. Names are not folded, for
 * those of tables differ in upper and lower case on most servers; see {@link MySqlKeywords}.
 */
public final class MySqlCanonicalText {
    private final String statement;
    private final MySqlTokenWalk walk;
    private final CanonicalText text;
    private int start;
    private boolean withinComment;
    /** The word before, in upper case, or else the character that ended what is before. */
    private String before = "";

    private MySqlCanonicalText(String statement, MySqlTokenWalk walk) {
        this.statement = statement;
        this.walk = walk;
        this.text = new CanonicalText(statement);
    }

    public static String of(String statement, MySqlQuoting quoting) {
        try {
            MySqlCanonicalText canonical = new MySqlCanonicalText(statement, new MySqlLexedWalk(statement, quoting));
            return canonical.read() ? canonical.text.toString() : CanonicalText.unread(statement);
        } catch (IOException notUnderstood) {
            return CanonicalText.unread(statement);
        }
    }

    /** The same from the tokens that were noted; empty where these do not tell. */
    static Optional<String> noted(String statement, MySqlNotes notes) {
        try {
            MySqlCanonicalText canonical = new MySqlCanonicalText(statement, new MySqlNotedWalk(statement, notes));
            return canonical.read() ? Optional.of(canonical.text.toString()) : Optional.empty();
        } catch (IOException readOtherwise) {
            return Optional.empty();
        }
    }

    /** Whether all of it is understood. */
    private boolean read() throws IOException {
        while (walk.skipFiller()) {
            start = walk.position();
            text.begin();
            if (!token(walk.peek(0))) {
                return false;
            }
        }
        return !withinComment;
    }

    private boolean token(int first) throws IOException {
        if (first == '\'' || first == '"' || first == '`') {
            return kept(walk.takeQuoted((char) first));
        }
        if (first == '$' && before.equals("AS") && walk.takeDollarQuoted()) {
            return kept(true);
        }
        if (MySqlText.isWordCharacter(first)) {
            return word();
        }
        if (first == '.' && isDigit(walk.peek(1)) && !endsName()) {
            walk.take(1);
            takeWord();
            takeExponent();
            return kept(true);
        }
        walk.take(symbol(first));
        return kept(true);
    }

    private boolean kept(boolean closed) {
        text.keep(start, walk.position());
        before = String.valueOf(statement.charAt(walk.position() - 1));
        return closed;
    }

    private boolean word() throws IOException {
        takeWord();
        int end = walk.position();
        if (walk.peek(0) == '\'' && end == start + 1 && "xXbBnN".indexOf(statement.charAt(start)) >= 0) {
            text.fold(start, end);
            start = end;
            return kept(walk.takeQuoted('\''));
        }
        if (isDigit(statement.charAt(start)) && takeNumber()) {
            return kept(true);
        }
        String word = statement.substring(start, end).toUpperCase(Locale.ROOT);
        boolean qualified = before.equals(".");
        if (!qualified && MySqlKeywords.fold(word, before, walk.peek(0) == '.')) {
            text.fold(start, end);
        } else {
            text.keep(start, end);
        }
        before = word;
        return true;
    }

    private void takeWord() throws IOException {
        while (MySqlText.isWordCharacter(walk.peek(0))) {
            walk.take(1);
        }
    }

    /** Whether the digits that were taken begin a number with a point or a signed exponent. */
    private boolean takeNumber() throws IOException {
        int digits = start;
        while (digits < walk.position() && isDigit(statement.charAt(digits))) {
            digits++;
        }
        boolean point = digits == walk.position() && walk.peek(0) == '.' && !before.equals(".");
        if (point) {
            walk.take(1);
            takeWord();
        }
        return takeExponent() || point;
    }

    private boolean takeExponent() throws IOException {
        String number = statement.substring(start, walk.position());
        boolean sign = (walk.peek(0) == '+' || walk.peek(0) == '-') && isDigit(walk.peek(1));
        if (!sign || !hasExponent(number)) {
            return false;
        }
        walk.take(1);
        takeWord();
        return true;
    }

    /** Whether digits, perhaps with a point among them, stand in front of a last {@code e}. */
    private static boolean hasExponent(String number) {
        int last = number.length() - 1;
        int points = 0;
        for (int i = 0; i < last; i++) {
            points += number.charAt(i) == '.' ? 1 : 0;
            if (number.charAt(i) != '.' && !isDigit(number.charAt(i))) {
                return false;
            }
        }
        return last >= 0 && points < 2 && (number.charAt(last) == 'e' || number.charAt(last) == 'E');
    }

    /** The length of the symbol ahead. */
    private int symbol(int first) throws IOException {
        int second = walk.peek(1);
        if (first == '/' && second == '*') {
            withinComment = true;
            return commentMark();
        }
        if (withinComment && first == '*' && second == '/') {
            withinComment = false;
            return 2;
        }
        if (walk.lookingAt("<=>") || walk.lookingAt("->>")) {
            return 3;
        }
        return switch (first) {
            case '<' -> second == '=' || second == '>' || second == '<' ? 2 : 1;
            case '>' -> second == '=' || second == '>' ? 2 : 1;
            case '!', ':' -> second == '=' ? 2 : 1;
            case '-' -> second == '>' ? 2 : 1;
            case '|', '&', '@' -> second == first ? 2 : 1;
            case '\\' -> second == 'N' ? 2 : 1;
            default -> 1;
        };
    }

    /** The length of what begins hints or an executed comment, with the version that it is for. */
    private int commentMark() throws IOException {
        int length = walk.peek(2) == 'M' ? 4 : 3;
        while (isDigit(walk.peek(length))) {
            length++;
        }
        return length;
    }

    /** Whether a point here would be the one between two names. */
    private boolean endsName() {
        return start > 0
                && (MySqlText.isWordCharacter(statement.charAt(start - 1)) || statement.charAt(start - 1) == '`');
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }
}
