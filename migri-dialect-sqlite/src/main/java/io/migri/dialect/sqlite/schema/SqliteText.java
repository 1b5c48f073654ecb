package io.migri.dialect.sqlite.schema;

import io.migri.dialect.sqlite.language.SqliteTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The text of a definition, token by token, spelled alike where it means the same. Comments are gone. */
final class SqliteText {
    /** No space is before these. */
    private static final Set<String> TIGHT = Set.of(",", ")", ".", ";");

    private static final Set<String> OPERATORS = Set.of("||", "<=", "<>", "<<", ">=", ">>", "==", "!=", "->", "->>");

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int behind = -1;

    private SqliteText(String source) {
        this.source = source;
    }

    static SqliteText of(String source) {
        SqliteText text = new SqliteText(source);
        SqliteTokens tokens = new SqliteTokens(source);
        while (tokens.next()) {
            text.take(tokens);
        }
        return text;
    }

    int size() {
        return tokens.size();
    }

    /** Whether the token there is that keyword or symbol, which has no quotes. {@code word} is in upper case. */
    boolean is(int index, String word) {
        return index >= 0 && index < tokens.size() && tokens.get(index).key().equals(word);
    }

    /** The name that the token there is. */
    String name(int index) {
        return tokens.get(index).name();
    }

    /** The index of the next token that is {@code word} and in no parentheses, or {@code to} where there is none. */
    int find(String word, int from, int to) {
        int depth = 0;
        for (int i = from; i < to; i++) {
            if (depth == 0 && is(i, word)) {
                return i;
            }
            depth += depth(i);
        }
        return to;
    }

    /** The index behind the parentheses that open there. */
    int behindParentheses(int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += depth(i);
            if (depth == 0) {
                return i + 1;
            }
        }
        return tokens.size();
    }

    /** The tokens of a part, with one space where there may be some. */
    String part(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            if (i > from && isSpaced(i)) {
                text.append(' ');
            }
            text.append(tokens.get(i).text());
        }
        return text.toString();
    }

    private int depth(int index) {
        return is(index, "(") ? 1 : is(index, ")") ? -1 : 0;
    }

    private boolean isSpaced(int index) {
        Token last = tokens.get(index - 1);
        Token next = tokens.get(index);
        if (is(index - 1, "(") || is(index - 1, ".") || TIGHT.contains(next.key())) {
            return false;
        }
        if (is(index, "(")) {
            return !last.isName();
        }
        return !isSign(index - 1);
    }

    /** Whether it is the sign of what follows: nothing is in front of it that something could be added to. */
    private boolean isSign(int index) {
        if (!is(index, "-") && !is(index, "+")) {
            return false;
        }
        Token before = index == 0 ? Token.NONE : tokens.get(index - 1);
        return !before.isName() && !before.isValue() && !before.key().equals(")");
    }

    private void take(SqliteTokens read) {
        String own = source.substring(read.start(), read.end());
        if (read.start() == behind && !tokens.isEmpty() && isContinued(own)) {
            Token last = tokens.remove(tokens.size() - 1);
            tokens.add(Token.symbol(last.text() + own));
        } else if (read.isQuoted()) {
            tokens.add(own.startsWith("'") ? Token.value(own) : Token.quoted(read.name()));
        } else {
            tokens.add(SqliteTokens.isWordPart(own.charAt(0)) ? Token.word(own) : Token.symbol(own));
        }
        behind = read.end();
    }

    /** Whether it goes on with an operator or with a blob. */
    private boolean isContinued(String own) {
        String last = tokens.get(tokens.size() - 1).text();
        return OPERATORS.contains(last + own) || (own.startsWith("'") && last.equalsIgnoreCase("x"));
    }

    /**
     * A token.
     *
     * @param key in upper case; empty where it is in quotes
     * @param text as it is written
     */
    private record Token(String key, String text, String name) {
        static final Token NONE = symbol("");

        static Token symbol(String symbol) {
            return new Token(symbol, symbol, "");
        }

        /** A text in single quotes, which may stand for a name. */
        static Token value(String text) {
            return new Token("", text, text.substring(1, Math.max(1, text.length() - 1)));
        }

        static Token quoted(String name) {
            return new Token("", SqliteKeywords.quoted(name), name);
        }

        static Token word(String word) {
            return new Token(word.toUpperCase(Locale.ROOT), SqliteKeywords.word(word), word);
        }

        boolean isName() {
            return !name.isEmpty() && !isValue() && (key.isEmpty() || !SqliteKeywords.isKeyword(name));
        }

        boolean isValue() {
            return text.startsWith("'") || (!text.isEmpty() && Character.isDigit(text.charAt(0)));
        }
    }
}
