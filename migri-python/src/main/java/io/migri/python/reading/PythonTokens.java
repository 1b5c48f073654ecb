package io.migri.python.reading;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The tokens of a Python file, as far as they mean something (<a
 * href="https://docs.python.org/3/reference/lexical_analysis.html">lexical analysis</a>): neither comments, blank lines and line ends nor the
 * amount of white space, but the structure that indentation gives.
 */
final class PythonTokens {
    static final String INDENT = "\1";
    static final String DEDENT = "\2";
    static final String NEWLINE = "\n";
    private static final int TAB = 8;
    private static final List<String> OPERATORS = List.of(
            "**=", "//=", ">>=", "<<=", "...", "**", "//", ">>", "<<", "!=", "<=", ">=", "==", "->", ":=", "+=", "-=",
            "*=", "/=", "%=", "&=", "|=", "^=", "@=");
    private static final String SIGNS = "+-*/%@&|^~<>()[]{},:.;=";

    private final String source;
    private final StringBuilder text;
    private final Deque<Integer> indentation = new ArrayDeque<>(List.of(0));
    private int at;
    private int brackets;
    private boolean lineHasTokens;

    private PythonTokens(String source) {
        this.source = source;
        this.text = new StringBuilder(source.length());
    }

    /**
     * The tokens with a NUL behind each, as bytes taken for ISO 8859-1: what the others are is for Python to say; empty where the file
     * is not understood.
     */
    static Optional<String> of(byte[] file) {
        String source = new String(file, ISO_8859_1);
        if (source.startsWith("\u00EF\u00BB\u00BF")) {
            source = source.substring(3);
        }
        PythonTokens tokens = new PythonTokens(source.replace("\r\n", "\n").replace('\r', '\n'));
        return tokens.read() ? Optional.of(tokens.text.toString()) : Optional.empty();
    }

    private boolean read() {
        boolean understood = true;
        while (understood && at < source.length()) {
            understood = (lineHasTokens || brackets > 0) ? token() : beginLine();
        }
        endLine();
        while (indentation.size() > 1) {
            indentation.pop();
            add(DEDENT);
        }
        return understood && brackets == 0;
    }

    /** Takes the white space that a line begins with, or all of a line that says nothing. */
    private boolean beginLine() {
        int column = 0;
        int next = peek(0);
        for (; next == ' ' || next == '\t' || next == '\f'; next = peek(0)) {
            column = next == ' ' ? column + 1 : next == '\t' ? (column / TAB + 1) * TAB : 0;
            at++;
        }
        if (next == '#') {
            takeComment();
            return true;
        }
        if (next == '\n') {
            at++;
            return true;
        }
        if (next < 0) {
            return true;
        }
        lineHasTokens = true;
        return next != '\\' && indent(column);
    }

    private boolean indent(int column) {
        if (column > indentation.element()) {
            indentation.push(column);
            add(INDENT);
        }
        while (column < indentation.element()) {
            indentation.pop();
            add(DEDENT);
        }
        return column == indentation.element();
    }

    private boolean token() {
        int next = peek(0);
        if (next == ' ' || next == '\t' || next == '\f') {
            at++;
            return true;
        }
        if (next == '\n') {
            at++;
            if (brackets == 0) {
                endLine();
            }
            return true;
        }
        if (next == '#') {
            takeComment();
            return true;
        }
        if (next == '\\') {
            at += 2;
            return at <= source.length() && source.charAt(at - 1) == '\n';
        }
        return substance(next);
    }

    private boolean substance(int next) {
        int start = at;
        int prefix = stringPrefix();
        if (prefix >= 0) {
            int end = PythonString.end(source, at, at + prefix);
            at = Math.max(end, at);
            add(source.substring(start, at));
            return end >= 0;
        }
        if (isDigit(next) || (next == '.' && isDigit(peek(1)))) {
            at = PythonNumber.end(source, at);
        } else if (isWordPart(next)) {
            while (isWordPart(peek(0))) {
                at++;
            }
        } else {
            at += operator(next);
        }
        add(source.substring(start, at));
        return at > start && brackets >= 0;
    }

    private int operator(int next) {
        brackets += "([{".indexOf(next) >= 0 ? 1 : ")]}".indexOf(next) >= 0 ? -1 : 0;
        for (String operator : OPERATORS) {
            if (operator.charAt(0) == next && source.startsWith(operator, at)) {
                return operator.length();
            }
        }
        return SIGNS.indexOf(next) >= 0 ? 1 : 0;
    }

    /** The length of the prefix of the string that is ahead; -1 where there is none. */
    private int stringPrefix() {
        int length = 0;
        while (length < 2 && peek(length) > 0 && "rRbBuUfFtT".indexOf(peek(length)) >= 0) {
            length++;
        }
        return (peek(length) == '\'' || peek(length) == '"') ? length : -1;
    }

    private void takeComment() {
        int end = source.indexOf('\n', at);
        at = end < 0 ? source.length() : end;
    }

    private void endLine() {
        if (lineHasTokens) {
            add(NEWLINE);
        }
        lineHasTokens = false;
    }

    private void add(String token) {
        text.append(token).append('\0');
    }

    private int peek(int distance) {
        return at + distance < source.length() ? source.charAt(at + distance) : -1;
    }

    static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    static boolean isWordPart(int character) {
        return isDigit(character)
                || (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || character == '_'
                || character >= 0x80;
    }
}
