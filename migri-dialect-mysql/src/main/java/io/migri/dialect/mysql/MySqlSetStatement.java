package io.migri.dialect.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Takes {@code SET a = 1, @b = 2} apart. What it cannot take apart, such as {@code SET NAMES utf8}, has no assignments; see <a
 * href="https://dev.mysql.com/doc/refman/9.7/en/set-variable.html">SET syntax for variable assignment</a>.
 */
final class MySqlSetStatement {

    /**
     * One assignment.
     *
     * @param global whether it leaves this session as it is
     * @param name lower case; that of a user variable begins with {@code @}
     * @param value the expression as it is written
     */
    record Assignment(boolean global, String name, String value) {}

    private final List<Assignment> assignments = new ArrayList<>();
    private boolean global;

    private MySqlSetStatement() {}

    /** The assignments of {@code statement}, which begins with {@code SET}, perhaps within an executed comment. */
    static List<Assignment> assignments(String statement) {
        MySqlSetStatement result = new MySqlSetStatement();
        String text = withoutComments(statement);
        int start = text.toUpperCase(Locale.ROOT).indexOf("SET") + 3;
        int depth = 0;
        for (int i = start; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '(') {
                depth++;
            } else if (next == ')') {
                depth--;
            } else if (isQuote(next)) {
                i = endOfQuoted(text, i);
            } else if (next == ',' && depth == 0) {
                result.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        result.add(text.substring(Math.min(start, text.length())).strip());
        return result.assignments;
    }

    private void add(String assignment) {
        int equals = assignment.indexOf('=');
        if (equals < 0) {
            return;
        }
        boolean colon = equals > 0 && assignment.charAt(equals - 1) == ':';
        String target =
                assignment.substring(0, colon ? equals - 1 : equals).strip().toLowerCase(Locale.ROOT);
        assignments.add(assignment(
                target.replace("`", ""), assignment.substring(equals + 1).strip()));
    }

    private Assignment assignment(String target, String value) {
        if (target.startsWith("@@")) {
            int dot = target.indexOf('.');
            String scope = dot < 0 ? "" : target.substring(2, dot).strip();
            return new Assignment(
                    isGlobal(scope), target.substring(Math.max(dot, 1) + 1).strip(), value);
        }
        if (target.startsWith("@")) {
            return new Assignment(false, target, value);
        }
        // A scope holds for the assignments after it too.
        int space = target.lastIndexOf(' ');
        if (space >= 0) {
            global = isGlobal(target.substring(0, space).strip());
        }
        return new Assignment(global, target.substring(space + 1), value);
    }

    private static boolean isGlobal(String scope) {
        return scope.equals("global") || scope.startsWith("persist");
    }

    /** Puts spaces for comments and for the marks that make a comment an executed one. */
    private static String withoutComments(String statement) {
        StringBuilder text = new StringBuilder(statement.length());
        for (int i = 0; i < statement.length(); i++) {
            char next = statement.charAt(i);
            if (isQuote(next)) {
                int end = endOfQuoted(statement, i);
                text.append(statement, i, Math.min(end + 1, statement.length()));
                i = end;
            } else if (next == '/' && statement.startsWith("/*", i)) {
                i = endOfCommentMark(statement, i);
                text.append(' ');
            } else if (next == '*' && statement.startsWith("*/", i)) {
                i++;
                text.append(' ');
            } else {
                text.append(MySqlText.isSpace(next) ? ' ' : next);
            }
        }
        return text.toString();
    }

    private static int endOfCommentMark(String text, int start) {
        int mark = text.startsWith("M!", start + 2) ? start + 4 : text.startsWith("!", start + 2) ? start + 3 : -1;
        if (mark < 0) {
            int end = text.indexOf("*/", start + 2);
            return end < 0 ? text.length() : end + 1;
        }
        while (mark < text.length() && Character.isDigit(text.charAt(mark))) {
            mark++;
        }
        return mark - 1;
    }

    private static boolean isQuote(char character) {
        return character == '\'' || character == '"' || character == '`';
    }

    private static int endOfQuoted(String text, int start) {
        int end = text.indexOf(text.charAt(start), start + 1);
        return end < 0 ? text.length() : end;
    }
}
