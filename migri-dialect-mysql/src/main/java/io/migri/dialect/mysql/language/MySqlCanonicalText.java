package io.migri.dialect.mysql.language;

import io.migri.spi.script.CanonicalText;
import io.migri.spi.script.ScriptCursor;
import java.io.IOException;
import java.util.Locale;

/**
 * What of a statement means something, on whatever server of whatever version: so it is no change where the server becomes a newer
 * one. Comments that some server executes and hints to the optimizer are read as what else the statement says. Names are not folded, for
 * those of tables differ in upper and lower case on most servers; see {@link MySqlKeywords}.
 */
public final class MySqlCanonicalText {
    private final String statement;
    private final MySqlQuoting quoting;
    private final ScriptCursor cursor;
    private final CanonicalText text;
    private int start;
    private boolean withinComment;
    /** The word before, in upper case, or else the character that ended what is before. */
    private String before = "";

    private MySqlCanonicalText(String statement, MySqlQuoting quoting) {
        this.statement = statement;
        this.quoting = quoting;
        this.cursor = ScriptCursor.of(statement);
        this.text = new CanonicalText(statement);
    }

    public static String of(String statement, MySqlQuoting quoting) {
        try {
            MySqlCanonicalText canonical = new MySqlCanonicalText(statement, quoting);
            return canonical.read() ? canonical.text.toString() : CanonicalText.unread(statement);
        } catch (IOException impossible) {
            return CanonicalText.unread(statement);
        }
    }

    /** Whether all of it is understood. */
    private boolean read() throws IOException {
        cursor.mark();
        while (takeFiller()) {
            start = cursor.length();
            text.begin();
            if (!token(cursor.peek())) {
                return false;
            }
        }
        return !withinComment;
    }

    /** Takes white space and comments; whether a token follows. */
    private boolean takeFiller() throws IOException {
        while (true) {
            int next = cursor.peek();
            if (MySqlText.isSpace(next)) {
                cursor.take();
            } else if (!MySqlComments.atPlain(cursor) || MySqlComments.atHints(cursor)) {
                return next != ScriptCursor.END;
            } else if (next == '/') {
                cursor.takeBlockComment(false);
            } else {
                cursor.takeLine();
            }
        }
    }

    private boolean token(int first) throws IOException {
        if (first == '\'' || first == '"' || first == '`') {
            return kept(quoted((char) first));
        }
        if (first == '$' && before.equals("AS")) {
            String tag = MySqlDollarQuote.tag(cursor);
            if (tag != null) {
                return kept(MySqlDollarQuote.take(cursor, tag));
            }
        }
        if (MySqlText.isWordCharacter(first)) {
            return word();
        }
        if (first == '.' && isDigit(cursor.peek(1)) && !endsName()) {
            cursor.take();
            takeWord();
            takeExponent();
            return kept(true);
        }
        cursor.take(symbol(first));
        return kept(true);
    }

    private boolean kept(boolean closed) {
        text.keep(start, cursor.length());
        before = String.valueOf(statement.charAt(cursor.length() - 1));
        return closed;
    }

    private boolean quoted(char quote) throws IOException {
        boolean name = quote == '`' || (quote == '"' && quoting.ansiQuotes());
        return (name || !quoting.backslashEscapes()) ? cursor.takeQuoted(quote) : cursor.takeBackslashQuoted(quote);
    }

    private boolean word() throws IOException {
        takeWord();
        int end = cursor.length();
        if (cursor.peek() == '\'' && end == start + 1 && "xXbBnN".indexOf(statement.charAt(start)) >= 0) {
            text.fold(start, end);
            start = end;
            return kept(quoted('\''));
        }
        if (isDigit(statement.charAt(start)) && takeNumber()) {
            return kept(true);
        }
        String word = statement.substring(start, end).toUpperCase(Locale.ROOT);
        boolean qualified = before.equals(".");
        if (!qualified && MySqlKeywords.fold(word, before, cursor.peek() == '.')) {
            text.fold(start, end);
        } else {
            text.keep(start, end);
        }
        before = word;
        return true;
    }

    private void takeWord() throws IOException {
        while (MySqlText.isWordCharacter(cursor.peek())) {
            cursor.take();
        }
    }

    /** Whether the digits that were taken begin a number with a point or a signed exponent. */
    private boolean takeNumber() throws IOException {
        int digits = start;
        while (digits < cursor.length() && isDigit(statement.charAt(digits))) {
            digits++;
        }
        boolean point = digits == cursor.length() && cursor.peek() == '.' && !before.equals(".");
        if (point) {
            cursor.take();
            takeWord();
        }
        return takeExponent() || point;
    }

    private boolean takeExponent() throws IOException {
        String number = statement.substring(start, cursor.length());
        boolean sign = (cursor.peek() == '+' || cursor.peek() == '-') && isDigit(cursor.peek(1));
        if (!sign || !hasExponent(number)) {
            return false;
        }
        cursor.take();
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
        int second = cursor.peek(1);
        if (first == '/' && second == '*') {
            withinComment = true;
            return commentMark();
        }
        if (withinComment && first == '*' && second == '/') {
            withinComment = false;
            return 2;
        }
        if (cursor.lookingAt("<=>") || cursor.lookingAt("->>")) {
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
        int length = cursor.peek(2) == 'M' ? 4 : 3;
        while (isDigit(cursor.peek(length))) {
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
