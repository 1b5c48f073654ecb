package io.migri.dialect.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Takes a statement apart without losing where its parts stand. Comments are left out, but for the content of executed ones. */
final class MySqlTokens {
    private final String text;
    private final MySqlSqlMode mode;
    private final MySqlServer server;
    private final int limit;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private MySqlTokens(String text, MySqlSqlMode mode, MySqlServer server, int limit) {
        this.text = text;
        this.mode = mode;
        this.server = server;
        this.limit = Math.min(limit, text.length());
    }

    static List<Token> of(String statement, MySqlSqlMode mode, MySqlServer server) {
        return upTo(statement.length(), statement, mode, server);
    }

    /** The tokens that begin within the first {@code limit} characters. */
    static List<Token> upTo(int limit, String statement, MySqlSqlMode mode, MySqlServer server) {
        MySqlTokens all = new MySqlTokens(statement, mode, server, limit);
        while (all.at < all.limit) {
            all.take();
        }
        return all.tokens;
    }

    private void take() {
        char next = text.charAt(at);
        if (MySqlText.isSpace(next)) {
            at++;
        } else if (next == '#' || isDashComment()) {
            skipPast("\n");
        } else if (text.startsWith("/*", at)) {
            comment();
        } else if (text.startsWith("*/", at)) {
            at += 2;
        } else if (next == '`' || next == '"' || next == '\'') {
            quoted(next);
        } else if (next >= '0' && next <= '9') {
            number();
        } else if (MySqlText.isWordCharacter(next)) {
            word();
        } else {
            tokens.add(new Token(Kind.SYMBOL, String.valueOf(next), at, at + 1));
            at++;
        }
    }

    private boolean isDashComment() {
        return text.startsWith("--", at) && (at + 2 >= text.length() || text.charAt(at + 2) <= ' ');
    }

    private void comment() {
        boolean forMariaDb = text.startsWith("/*M!", at);
        if (!forMariaDb && !text.startsWith("/*!", at)) {
            skipPast("*/");
            return;
        }
        int digits = at + (forMariaDb ? 4 : 3);
        int end = digits;
        while (end < text.length() && end < digits + 6 && Character.isDigit(text.charAt(end))) {
            end++;
        }
        int version = end == digits ? 0 : Integer.parseInt(text.substring(digits, end));
        if (server.executes(version, forMariaDb)) {
            at = end;
        } else {
            skipNested();
        }
    }

    /** What is meant for another server may have comments in it. */
    private void skipNested() {
        int depth = 0;
        do {
            if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < text.length());
        at = Math.min(at, text.length());
    }

    private void skipPast(String end) {
        int found = text.indexOf(end, at + 1);
        at = found < 0 ? text.length() : found + end.length();
    }

    private void quoted(char quote) {
        int start = at;
        boolean name = quote == '`' || (quote == '"' && mode.ansiQuotes());
        StringBuilder content = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char next = text.charAt(at);
            boolean doubled = next == quote && at + 1 < text.length() && text.charAt(at + 1) == quote;
            boolean escaped = next == '\\' && !name && mode.backslashEscapes() && at + 1 < text.length();
            if (!doubled && !escaped && next == quote) {
                break;
            }
            at += doubled || escaped ? 1 : 0;
            content.append(escaped ? unescaped(text.charAt(at)) : text.charAt(at));
        }
        at = Math.min(at + 1, text.length());
        tokens.add(new Token(name ? Kind.NAME : Kind.TEXT, content.toString(), start, at));
    }

    /** See <a href="https://dev.mysql.com/doc/refman/9.7/en/string-literals.html">string literals</a>; patterns keep theirs. */
    private static char unescaped(char character) {
        return switch (character) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case '0' -> '\0';
            case 'Z' -> '\032';
            default -> character;
        };
    }

    /** A name may begin with digits, unless it follows a point. */
    private void number() {
        int start = at;
        int end = start;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        boolean decimal = end + 1 < text.length() && text.charAt(end) == '.' && Character.isDigit(text.charAt(end + 1));
        if (!decimal) {
            word();
            return;
        }
        at = end + 1;
        while (at < text.length() && MySqlText.isWordCharacter(text.charAt(at))) {
            at++;
        }
        tokens.add(new Token(Kind.SYMBOL, "0", start, at));
    }

    private void word() {
        int start = at;
        while (at < text.length() && MySqlText.isWordCharacter(text.charAt(at))) {
            at++;
        }
        tokens.add(new Token(Kind.WORD, text.substring(start, at), start, at));
    }

    /** What a token is. */
    enum Kind {
        /** A keyword, a number, or a name without quotes. */
        WORD,
        /** A quoted name. */
        NAME,
        /** A text in quotes. */
        TEXT,
        SYMBOL
    }

    /**
     * A part of a statement.
     *
     * @param text without quotes
     * @param start where it stands
     * @param end where it ends, exclusive
     */
    record Token(Kind kind, String text, int start, int end) {

        /** In upper case; empty for what is quoted. */
        String word() {
            return kind == Kind.WORD ? text.toUpperCase(Locale.ROOT) : kind == Kind.SYMBOL ? text : "";
        }

        boolean is(String wanted) {
            boolean comparable = kind == Kind.WORD || kind == Kind.SYMBOL;
            return comparable && text.equalsIgnoreCase(wanted);
        }

        boolean isName() {
            return kind == Kind.WORD || kind == Kind.NAME;
        }
    }
}
