package io.migri.dialect.mysql.wire;

import io.migri.dialect.mysql.language.MySqlText;
import java.util.OptionalInt;
import java.util.Set;

/** Finds the place in a statement that an error message speaks of. The servers give no position, only text. */
final class MySqlErrorOffset {
    private static final String NEAR = "near '";
    private static final String AT_LINE = "' at line ";
    /** The servers cut the text after as many characters; MariaDB then adds dots. */
    private static final int NEAR_LENGTH = 80;

    private static final String CUT = "...";
    private static final int SYNTAX_ERROR = 1064;
    private static final int SYNTAX_ERROR_IN_CODE = 1149;

    /** Errors whose message quotes a name that is wrong wherever it stands. */
    private static final Set<Integer> NAME_IS_WRONG = Set.of(
            1007, 1008, 1046, 1049, 1050, 1051, 1054, 1059, 1072, 1091, 1102, 1103, 1109, 1115, 1146, 1176, 1193, 1231,
            1273, 1286, 1304, 1305, 1327, 1347, 1359, 1360, 1364, 1407, 1537, 1539, 1824, 3734, 4161);

    /** Errors whose message quotes a name that is wrong the second time. */
    private static final Set<Integer> NAME_IS_REPEATED = Set.of(1060, 1061, 1066, 1291, 1330, 1331, 1826, 3822);

    private MySqlErrorOffset() {}

    /** Zero-based index in {@code statement} of what {@code message} is about. */
    static OptionalInt of(int code, String message, String statement) {
        if (code == SYNTAX_ERROR || code == SYNTAX_ERROR_IN_CODE) {
            return ofSyntaxError(message, statement);
        }
        if (NAME_IS_WRONG.contains(code)) {
            return ofName(name(message), statement, false);
        }
        return NAME_IS_REPEATED.contains(code) ? ofName(name(message), statement, true) : OptionalInt.empty();
    }

    /** The message of an error at {@code offset}, without what it quotes of statements that were sent behind this one. */
    static String withoutNextStatements(String message, String statement, int offset) {
        int begin = message.indexOf(NEAR) + NEAR.length();
        int end = message.lastIndexOf(AT_LINE);
        boolean runsOn = begin >= NEAR.length() && end - begin > statement.length() - offset;
        return runsOn ? message.substring(0, begin) + statement.substring(offset) + message.substring(end) : message;
    }

    private static OptionalInt ofSyntaxError(String message, String statement) {
        int begin = message.indexOf(NEAR);
        int end = message.lastIndexOf(AT_LINE);
        if (begin < 0 || end < begin + NEAR.length()) {
            return OptionalInt.empty();
        }
        String near = message.substring(begin + NEAR.length(), end);
        int line = number(message.substring(end + AT_LINE.length()));
        return find(near, statement, startOfLine(statement, line));
    }

    private static OptionalInt find(String text, String statement, int from) {
        boolean dots = text.endsWith(CUT) && text.length() >= NEAR_LENGTH;
        String near = dots ? text.substring(0, text.length() - CUT.length()) : text;
        boolean whole = !dots && near.length() < NEAR_LENGTH;
        for (int at = from; at <= statement.length(); at++) {
            if (matches(near, whole, statement, at)) {
                return OptionalInt.of(at);
            }
        }
        // The line is where the lexer stood, which may be further on than what it complains of.
        for (int at = from - 1; at >= 0; at--) {
            if (matches(near, whole, statement, at)) {
                return OptionalInt.of(at);
            }
        }
        return OptionalInt.empty();
    }

    /** The text may run on into the next statement of the message, and ends with the message where it was not cut. */
    private static boolean matches(String near, boolean whole, String statement, int at) {
        int rest = statement.length() - at;
        if (near.length() > rest) {
            return near.charAt(rest) == ';' && statement.startsWith(near.substring(0, rest), at);
        }
        return (!whole || near.length() == rest) && statement.startsWith(near, at);
    }

    private static int startOfLine(String statement, int line) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            int end = statement.indexOf('\n', start);
            if (end < 0) {
                return start;
            }
            start = end + 1;
        }
        return start;
    }

    /** What the message has between its first quotes, be it {@code 'a'} or {@code `a`}. */
    private static String name(String message) {
        for (int i = 0; i < message.length(); i++) {
            char quote = message.charAt(i);
            if ((quote == '\'' || quote == '`') && (i == 0 || message.charAt(i - 1) == ' ')) {
                int end = message.indexOf(quote, i + 1);
                return end < 0 ? "" : message.substring(i + 1, end);
            }
        }
        return afterKind(message);
    }

    /** {@code PROCEDURE lab.p does not exist}. */
    private static String afterKind(String message) {
        int space = message.indexOf(' ');
        int end = message.indexOf(' ', space + 1);
        return space < 0 || end < 0 ? "" : message.substring(space + 1, end);
    }

    private static OptionalInt ofName(String name, String statement, boolean repeated) {
        int dot = name.lastIndexOf('.');
        int at = name.isEmpty() ? -1 : indexOfWord(name, statement, 0);
        String found = name;
        if (at < 0 && dot >= 0) {
            found = name.substring(dot + 1);
            at = found.isEmpty() ? -1 : indexOfWord(found, statement, 0);
        }
        if (at < 0) {
            return OptionalInt.empty();
        }
        int second = indexOfWord(found, statement, at + 1);
        if (!repeated || second < 0) {
            return OptionalInt.of(withQuote(statement, at));
        }
        boolean twice = indexOfWord(found, statement, second + 1) < 0;
        return twice ? OptionalInt.of(withQuote(statement, second)) : OptionalInt.empty();
    }

    private static int withQuote(String statement, int at) {
        return at > 0 && statement.charAt(at - 1) == '`' ? at - 1 : at;
    }

    private static int indexOfWord(String word, String text, int from) {
        for (int at = from; at + word.length() <= text.length(); at++) {
            int end = at + word.length();
            if (text.regionMatches(true, at, word, 0, word.length())
                    && (at == 0 || !MySqlText.isWordCharacter(text.charAt(at - 1)))
                    && (end == text.length() || !MySqlText.isWordCharacter(text.charAt(end)))) {
                return at;
            }
        }
        return -1;
    }

    private static int number(String text) {
        int number = 0;
        for (int i = 0; i < text.length() && Character.isDigit(text.charAt(i)); i++) {
            number = number * 10 + (text.charAt(i) - '0');
        }
        return number;
    }
}
