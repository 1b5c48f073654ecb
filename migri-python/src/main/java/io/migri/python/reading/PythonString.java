package io.migri.python.reading;

/**
 * Where a string ends. In a formatted one, whose prefix has an f or a t, quotes within braces do not end it (<a
 * href="https://docs.python.org/3/reference/lexical_analysis.html#formatted-string-literals">formatted string literals</a>).
 */
final class PythonString {
    private static final int UNCLOSED = -1;

    private final String source;
    private final String quote;
    private final boolean raw;
    private final boolean formatted;
    private int at;

    private PythonString(String source, int start, int open) {
        String prefix = source.substring(start, open);
        this.source = source;
        this.raw = prefix.matches(".*[rR].*");
        this.formatted = prefix.matches(".*[fFtT].*");
        String single = source.substring(open, open + 1);
        this.quote = source.startsWith(single.repeat(3), open) ? single.repeat(3) : single;
        this.at = open + quote.length();
    }

    /** Index behind the string whose prefix begins at {@code start} and whose quote is at {@code open}; -1 where it has no end. */
    static int end(String source, int start, int open) {
        PythonString string = new PythonString(source, start, open);
        return string.text(false) ? string.at : UNCLOSED;
    }

    /** Takes text up to the quote that ends it; within a format, up to the brace that does. */
    private boolean text(boolean format) {
        while (at < source.length()) {
            char next = source.charAt(at);
            if (format && next == '}') {
                return true;
            }
            if (source.startsWith(quote, at)) {
                at += quote.length();
                return !format;
            }
            if (next == '\n' && quote.length() == 1) {
                return false;
            }
            if (!piece(next, format)) {
                return false;
            }
        }
        return false;
    }

    private boolean piece(char next, boolean format) {
        if (next == '\\') {
            escape();
            return true;
        }
        at++;
        if (!formatted || next != '{') {
            return true;
        }
        if (!format && peek() == '{') {
            at++;
            return true;
        }
        return replacement();
    }

    /** A backslash, and what it keeps from ending the string. */
    private void escape() {
        at++;
        if (formatted && (peek() == '{' || peek() == '}')) {
            return;
        }
        boolean named = formatted && !raw && source.startsWith("N{", at);
        int close = named ? source.indexOf('}', at) : -1;
        at = close < 0 ? at + 1 : close + 1;
    }

    /** Takes what is between braces, and the closing one. */
    private boolean replacement() {
        int depth = 0;
        while (at < source.length()) {
            char next = source.charAt(at);
            if (next == '\'' || next == '"') {
                if (!nested()) {
                    return false;
                }
            } else if (next == '#') {
                int end = source.indexOf('\n', at);
                at = end < 0 ? source.length() : end;
            } else if (next == '}' && depth == 0) {
                at++;
                return true;
            } else if (next == ':' && depth == 0) {
                at++;
                if (!text(true)) {
                    return false;
                }
            } else {
                depth += "([{".indexOf(next) >= 0 ? 1 : ")]}".indexOf(next) >= 0 ? -1 : 0;
                at++;
            }
        }
        return false;
    }

    private boolean nested() {
        int start = at;
        while (start > 0 && at - start < 2 && "rRbBuUfFtT".indexOf(source.charAt(start - 1)) >= 0) {
            start--;
        }
        int end = end(source, start, at);
        at = Math.max(end, at);
        return end >= 0;
    }

    private int peek() {
        return at < source.length() ? source.charAt(at) : -1;
    }
}
