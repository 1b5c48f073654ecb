package io.migri.spi.support.language;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a lexicon declares. What begins alike is looked for in the order of length. */
record Vocabulary(
        Map<Character, Quote> quotes,
        Dollars dollars,
        List<String> prefixes,
        Comments comments,
        List<String> operators,
        String wordParts,
        Set<String> bodies) {

    Vocabulary {
        quotes = Map.copyOf(quotes);
        prefixes = longestFirst(prefixes);
        operators = longestFirst(operators);
        bodies = Set.copyOf(bodies);
    }

    private static List<String> longestFirst(List<String> declared) {
        return declared.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    boolean isWordPart(int character) {
        return Character.isLetterOrDigit(character)
                || character == '_'
                || Character.isSurrogate((char) character)
                || wordParts.indexOf(character) >= 0;
    }

    static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    /** The token of that kind that stands there in {@code text}. */
    Token token(String text, Token.Kind kind, int from, int to) {
        String written = text.substring(from, to);
        String value =
                switch (kind) {
                    case WORD -> written.toUpperCase(Locale.ROOT);
                    case NAME -> withoutQuotes(written);
                    default -> written;
                };
        return new Token(kind, value, from, to);
    }

    /** A prefix goes, too. */
    private String withoutQuotes(String written) {
        int open = 0;
        Quote quote = quotes.get(written.charAt(open));
        while (quote == null) {
            quote = quotes.get(written.charAt(++open));
        }
        boolean ends = written.length() > open + 1 && written.charAt(written.length() - 1) == quote.close();
        String close = String.valueOf(quote.close());
        return written.substring(open + 1, written.length() - (ends ? 1 : 0)).replace(close + close, close);
    }

    /** How a quoted run ends. */
    record Quote(char close, boolean backslash, Token.Kind kind) {}

    /** How comments begin, and which go over lines. */
    record Comments(List<String> lines, Blocks blocks) {
        Comments {
            lines = longestFirst(lines);
        }
    }

    /** Which texts in dollars there are. */
    enum Dollars {
        NONE,
        PLAIN,
        TAGGED
    }

    /** Which comments over lines there are. */
    enum Blocks {
        NONE,
        PLAIN,
        NESTED
    }
}
