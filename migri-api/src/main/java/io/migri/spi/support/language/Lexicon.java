package io.migri.spi.support.language;

import static java.util.Objects.requireNonNull;

import io.migri.spi.script.CanonicalText;
import io.migri.spi.script.SecretTexts;
import io.migri.spi.script.StatementOutline;
import io.migri.spi.script.TextSpan;
import io.migri.spi.script.TokenVisitor;
import io.migri.spi.support.language.Vocabulary.Blocks;
import io.migri.spi.support.language.Vocabulary.Dollars;
import io.migri.spi.support.language.Vocabulary.Quote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the scripts of a database are made of. You declare its quotes, comments and operators; the lexicon then takes statements apart. A
 * semicolon ends a statement. Immutable, so all sessions may share it. Sends nothing.
 *
 * <pre>{@code
 * Lexicon lexicon = Lexicon.builder()
 *         .text('\'')
 *         .name('"')
 *         .lineComment("--")
 *         .blockComments(false)
 *         .operators("||", "<=", ">=", "<>")
 *         .build();
 * }</pre>
 *
 * @see LexiconLanguage
 */
public final class Lexicon {
    private final Vocabulary vocabulary;

    private Lexicon(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** Declares a lexicon, which begins with nothing but words, numbers and single characters. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@code statement} without what means nothing, as {@link io.migri.spi.script.Language#canonical} wants it. The case of words does
     * not count; that of names in quotes does.
     */
    public String canonical(String statement) {
        CanonicalText text = new CanonicalText(statement);
        Lexer lexer = Lexer.of(vocabulary, statement);
        while (lexer.next()) {
            text.begin();
            if (lexer.kind() == Token.Kind.WORD) {
                text.fold(lexer.start(), lexer.end());
            } else {
                text.fold(lexer.start(), lexer.start() + lexer.prefix());
                text.keep(lexer.start() + lexer.prefix(), lexer.end());
            }
        }
        return text.toString();
    }

    /** {@code statement} without its texts and comments, as {@link io.migri.spi.script.Language#redacted} wants it. */
    public String redacted(String statement) {
        StatementOutline outline = new StatementOutline(statement);
        show(statement, outline);
        return outline.toString();
    }

    /** The texts that are passwords, as {@link io.migri.spi.script.Language#secrets} wants them. */
    public List<TextSpan> secrets(String script) {
        if (!SecretTexts.possible(script)) {
            return List.of();
        }
        SecretTexts secrets = new SecretTexts(script, false);
        show(script, secrets);
        return secrets.found();
    }

    /** All tokens of a statement. What is not closed goes to its end. */
    public List<Token> tokens(String statement) {
        return tokens(statement, Integer.MAX_VALUE);
    }

    /** The first tokens of a statement, {@code most} at most. It reads no further than these. */
    public List<Token> tokens(String statement, int most) {
        List<Token> tokens = new ArrayList<>();
        Lexer lexer = Lexer.of(vocabulary, statement);
        while (tokens.size() < most && lexer.next()) {
            tokens.add(lexer.token(statement));
        }
        return tokens;
    }

    private void show(String text, TokenVisitor visitor) {
        Lexer lexer = Lexer.of(vocabulary, text);
        lexer.onComment(visitor::comment);
        while (lexer.next()) {
            switch (lexer.kind()) {
                case TEXT -> visitor.text(lexer.start(), lexer.end());
                case SYMBOL -> symbols(text, lexer, visitor);
                default -> visitor.word(lexer.token(text).value());
            }
        }
    }

    private static void symbols(String text, Lexer lexer, TokenVisitor visitor) {
        for (int i = lexer.start(); i < lexer.end(); i++) {
            visitor.symbol(text.charAt(i));
        }
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    /** Collects what is declared. Not safe for use by several threads. */
    public static final class Builder {
        private final Map<Character, Quote> quotes = new HashMap<>();
        private final List<String> prefixes = new ArrayList<>();
        private final List<String> lineComments = new ArrayList<>();
        private final List<String> operators = new ArrayList<>();
        private Set<String> bodies = Set.of();
        private Dollars dollars = Dollars.NONE;
        private Blocks blocks = Blocks.NONE;
        private String wordParts = "";

        private Builder() {}

        /** Texts stand in this quote, which is doubled within them. */
        public Builder text(char quote) {
            quotes.put(quote, new Quote(quote, false, Token.Kind.TEXT));
            return this;
        }

        /** Texts stand in this quote, and a backslash within them escapes any character. */
        public Builder backslashText(char quote) {
            quotes.put(quote, new Quote(quote, true, Token.Kind.TEXT));
            return this;
        }

        /** Names stand in this quote, which is doubled within them. */
        public Builder name(char quote) {
            return name(quote, quote);
        }

        /** Names stand between these two, such as {@code [} and {@code ]}. */
        public Builder name(char open, char close) {
            quotes.put(open, new Quote(close, false, Token.Kind.NAME));
            return this;
        }

        /** Texts may stand between {@code $$} and {@code $$}. */
        public Builder dollarTexts() {
            dollars = Dollars.PLAIN;
            return this;
        }

        /** Texts may also stand between {@code $tag$} and {@code $tag$}. */
        public Builder taggedDollarTexts() {
            dollars = Dollars.TAGGED;
            return this;
        }

        /** What may stand right before a quote and belongs to it, such as {@code X} and {@code U&}. */
        public Builder prefixes(String... before) {
            prefixes.addAll(List.of(before));
            return this;
        }

        /** A comment goes from here to the end of its line. */
        public Builder lineComment(String beginning) {
            lineComments.add(requireNonNull(beginning, "beginning"));
            return this;
        }

        /**
         * There are comments between a slash with an asterisk and an asterisk with a slash.
         *
         * @param nested whether one within another has to be closed too
         */
        public Builder blockComments(boolean nested) {
            blocks = nested ? Blocks.NESTED : Blocks.PLAIN;
            return this;
        }

        /** Operators of more than one character. Their characters mean something else apart. */
        public Builder operators(String... several) {
            operators.addAll(List.of(several));
            return this;
        }

        /** Further characters that a word may have, beside letters, digits and the underscore. */
        public Builder wordParts(String characters) {
            wordParts = requireNonNull(characters, "characters");
            return this;
        }

        /**
         * In a {@code CREATE} of one of these, semicolons between {@code BEGIN} and {@code END} end nothing: {@code TRIGGER}, {@code
         * PROCEDURE}. {@code CASE} and {@code END} nest there too.
         */
        public Builder bodiesOf(String... kinds) {
            bodies = Set.of(kinds);
            return this;
        }

        public Lexicon build() {
            return new Lexicon(new Vocabulary(
                    quotes,
                    dollars,
                    prefixes,
                    new Vocabulary.Comments(lineComments, blocks),
                    operators,
                    wordParts,
                    bodies));
        }
    }
}
