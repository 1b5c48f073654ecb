package io.migri.dialect.postgresql.language;

import java.util.Optional;

/** What a string that the lexer has found says. */
final class PostgresqlLiteral {
    private PostgresqlLiteral() {}

    /**
     * Its text; empty where that takes more than this knows, such as bits.
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
        boolean unicode = quote == 2 && written.charAt(1) == '&';
        return quote > 1 && !unicode
                ? Optional.empty()
                : Optional.of(text(written, quote, unicode ? Escapes.UNICODE : escapes ? Escapes.OF_E : Escapes.NONE));
    }

    /** A name that is written as {@code U&"…"}, without its quotes. */
    static String name(String written) {
        StringBuilder name = new StringBuilder();
        int at = 0;
        while (at < written.length()) {
            at = written.charAt(at) == '\\' ? unicode(written, at, name) : plain(written, at, name);
        }
        return name.toString();
    }

    private static int plain(String written, int at, StringBuilder text) {
        text.append(written.charAt(at));
        return at + 1;
    }

    /** Several with line ends between them are one. */
    private static String text(String written, int quote, Escapes escapes) {
        StringBuilder text = new StringBuilder();
        boolean inside = false;
        int i = quote;
        while (i < written.length()) {
            char next = written.charAt(i);
            boolean quoted = inside && i + 1 < written.length();
            if (quoted && next == '\'' && written.charAt(i + 1) == '\'') {
                text.append('\'');
                i += 2;
            } else if (quoted && escapes != Escapes.NONE && next == '\\') {
                i = escapes == Escapes.OF_E ? escape(written, i + 1, text) : unicode(written, i, text);
            } else if (next == '\'') {
                inside = !inside;
                i++;
            } else if (inside) {
                i = plain(written, i, text);
            } else {
                int end = next == '-' ? written.indexOf('\n', i) : i;
                i = end < 0 ? written.length() : end + 1;
            }
        }
        return text.toString();
    }

    /** What stands behind a backslash in {@code E'…'}. */
    private static int escape(String written, int at, StringBuilder text) {
        char escaped = written.charAt(at);
        return switch (escaped) {
            case 'x' -> number(written, at + 1, 2, 16, text);
            case 'u' -> number(written, at + 1, 4, 16, text);
            case 'U' -> number(written, at + 1, 8, 16, text);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> number(written, at, 3, 8, text);
            default -> {
                int control = "ntrbf".indexOf(escaped);
                text.append(control < 0 ? escaped : "\n\t\r\b\f".charAt(control));
                yield at + 1;
            }
        };
    }

    private static int unicode(String written, int backslash, StringBuilder text) {
        if (written.startsWith("\\\\", backslash)) {
            text.append('\\');
            return backslash + 2;
        }
        boolean six = written.startsWith("+", backslash + 1);
        return number(written, backslash + (six ? 2 : 1), six ? 6 : 4, 16, text);
    }

    private static int number(String written, int from, int most, int base, StringBuilder text) {
        int end = from;
        int number = 0;
        while (end < written.length() && end < from + most && Character.digit(written.charAt(end), base) >= 0) {
            number = number * base + Character.digit(written.charAt(end), base);
            end++;
        }
        if (Character.isValidCodePoint(number)) {
            text.appendCodePoint(number);
        }
        return Math.max(end, from);
    }

    private enum Escapes {
        NONE,
        OF_E,
        UNICODE
    }
}
