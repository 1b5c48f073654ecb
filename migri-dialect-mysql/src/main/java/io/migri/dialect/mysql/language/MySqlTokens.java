package io.migri.dialect.mysql.language;

import io.migri.dialect.mysql.connection.MySqlServer;
import io.migri.dialect.mysql.language.MySqlToken.Kind;
import java.util.ArrayList;
import java.util.List;

/** Takes a statement apart without losing where its parts stand. Comments are left out, but for the content of executed ones. */
public final class MySqlTokens {
    private final String text;
    private final MySqlQuoting quoting;
    private final MySqlServer server;
    private final int limit;
    private final List<MySqlToken> tokens = new ArrayList<>();
    private int at;

    private MySqlTokens(String text, MySqlQuoting quoting, MySqlServer server, int limit) {
        this.text = text;
        this.quoting = quoting;
        this.server = server;
        this.limit = Math.min(limit, text.length());
    }

    public static List<MySqlToken> of(String statement, MySqlQuoting quoting, MySqlServer server) {
        return upTo(statement.length(), statement, quoting, server);
    }

    /** The tokens that begin within the first {@code limit} characters. */
    public static List<MySqlToken> upTo(int limit, String statement, MySqlQuoting quoting, MySqlServer server) {
        MySqlTokens all = new MySqlTokens(statement, quoting, server, limit);
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
            tokens.add(new MySqlToken(Kind.SYMBOL, String.valueOf(next), at, at + 1));
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
        boolean name = quote == '`' || (quote == '"' && quoting.ansiQuotes());
        StringBuilder content = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char next = text.charAt(at);
            boolean doubled = next == quote && at + 1 < text.length() && text.charAt(at + 1) == quote;
            boolean escaped = next == '\\' && !name && quoting.backslashEscapes() && at + 1 < text.length();
            if (!doubled && !escaped && next == quote) {
                break;
            }
            at += doubled || escaped ? 1 : 0;
            content.append(escaped ? unescaped(text.charAt(at)) : text.charAt(at));
        }
        at = Math.min(at + 1, text.length());
        tokens.add(new MySqlToken(name ? Kind.NAME : Kind.TEXT, content.toString(), start, at));
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
        tokens.add(new MySqlToken(Kind.SYMBOL, "0", start, at));
    }

    private void word() {
        int start = at;
        while (at < text.length() && MySqlText.isWordCharacter(text.charAt(at))) {
            at++;
        }
        tokens.add(new MySqlToken(Kind.WORD, text.substring(start, at), start, at));
    }
}
