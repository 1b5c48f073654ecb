package io.migri.python.engine;

/** A statement as a person wants to see it beside an error: not all of a long one, and a mark beneath the place. */
final class FailedStatement {
    private static final int LINES = 12;
    private static final int WIDTH = 160;

    private FailedStatement() {}

    /** @param offset of the error in {@code sql}, in code points; negative where it is not known */
    static String text(String sql, int offset) {
        String[] lines = sql.split("\\R", -1);
        int marked = offset < 0 ? -1 : lineOf(sql, offset);
        int first = Math.max(0, marked - LINES + 2);
        int last = Math.min(lines.length, first + LINES);
        StringBuilder text = new StringBuilder("The statement was:\n");
        for (int i = first; i < last; i++) {
            text.append("  ").append(shortened(lines[i])).append('\n');
            if (i == marked) {
                text.append(" ".repeat(Math.min(WIDTH, columnOf(sql, offset)) + 2))
                        .append("^\n");
            }
        }
        return last < lines.length
                ? text.append("  …").toString()
                : text.toString().stripTrailing();
    }

    private static String shortened(String line) {
        return line.length() > WIDTH ? line.substring(0, WIDTH) + "…" : line;
    }

    private static int lineOf(String sql, int offset) {
        return (int) sql.substring(0, end(sql, offset))
                .chars()
                .filter(c -> c == '\n')
                .count();
    }

    private static int columnOf(String sql, int offset) {
        int end = end(sql, offset);
        return end - (sql.lastIndexOf('\n', end - 1) + 1);
    }

    private static int end(String sql, int offset) {
        int points = sql.codePointCount(0, sql.length());
        return sql.offsetByCodePoints(0, Math.min(offset, points));
    }
}
