package io.migri.dialect.postgresql;

import java.util.Optional;

/** What a string that the lexer has found says. */
final class PostgresqlLiteral {
    private PostgresqlLiteral() {}

    /**
     * Its text; empty where that takes more than this knows, such as escapes by number.
     *
     * @param written with its quotes and prefix
     */
    static Optional<String> text(String written) {
        if (written.startsWith("$")) {
            int tag = written.indexOf('$', 1) + 1;
            return Optional.of(written.substring(tag, Math.max(tag, written.length() - tag)));
        }
        int quote = written.indexOf('\'');
        boolean escapes = quote == 1 && (written.charAt(0) == 'E' || written.charAt(0) == 'e');
        return quote > 1 ? Optional.empty() : text(written, quote, escapes);
    }

    /** Several with line ends between them are one. */
    private static Optional<String> text(String written, int quote, boolean escapes) {
        StringBuilder text = new StringBuilder();
        boolean inside = false;
        for (int i = quote; i < written.length(); i++) {
            char next = written.charAt(i);
            boolean quoted = inside && i + 1 < written.length();
            if (quoted && next == '\'' && written.charAt(i + 1) == '\'') {
                text.append('\'');
                i++;
            } else if (quoted && escapes && next == '\\') {
                int escaped = "ntrbf".indexOf(written.charAt(++i));
                if (PostgresqlText.isDigit(written.charAt(i)) || "xuU".indexOf(written.charAt(i)) >= 0) {
                    return Optional.empty();
                }
                text.append(escaped < 0 ? written.charAt(i) : "\n\t\r\b\f".charAt(escaped));
            } else if (next == '\'') {
                inside = !inside;
            } else if (inside) {
                text.append(next);
            } else if (next == '-') {
                int end = written.indexOf('\n', i);
                i = end < 0 ? written.length() : end;
            }
        }
        return Optional.of(text.toString());
    }
}
