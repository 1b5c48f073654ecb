package io.migri.dialect.postgresql.language;

import io.migri.spi.script.ScriptCursor;
import io.migri.spi.script.SecretTexts;
import io.migri.spi.script.TextSpan;
import io.migri.spi.script.TokenVisitor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The secrets among the texts of a script, whose tokens it reads as the server does, with backslashes in either meaning. */
public final class PostgresqlTexts {
    private final String script;
    private final ScriptCursor cursor;
    private final PostgresqlTokens tokens;
    private final TokenVisitor visitor;

    private PostgresqlTexts(String script, boolean standard, TokenVisitor visitor) {
        this.script = script;
        this.cursor = ScriptCursor.of(script);
        this.tokens = new PostgresqlTokens(cursor, new PostgresqlStrings(standard));
        this.visitor = visitor;
    }

    /** Those that are secrets, also within the bodies of routines. */
    public static List<TextSpan> secrets(String script) {
        if (!SecretTexts.possible(script)) {
            return List.of();
        }
        List<TextSpan> found = new ArrayList<>(secrets(script, true));
        found.addAll(secrets(script, false));
        return found;
    }

    private static List<TextSpan> secrets(String script, boolean standard) {
        SecretTexts secrets = new SecretTexts(script, false);
        List<TextSpan> found = new ArrayList<>();
        walk(script, standard, new TokenVisitor() {
            @Override
            public void word(String word) {
                secrets.word(word);
            }

            @Override
            public void text(int start, int end) {
                int inside = script.charAt(start) == '$' ? script.indexOf('$', start + 1) + 1 : start;
                if (inside == start || secrets.expected()) {
                    secrets.text(start, end);
                    return;
                }
                for (TextSpan part : secrets(script.substring(inside, end), standard)) {
                    found.add(new TextSpan(part.start() + inside, part.end() + inside));
                }
            }

            @Override
            public void symbol(char symbol) {
                secrets.symbol(symbol);
            }
        });
        found.addAll(secrets.found());
        return found;
    }

    private static void walk(String script, boolean standard, TokenVisitor visitor) {
        PostgresqlTexts texts = new PostgresqlTexts(script, standard, visitor);
        texts.cursor.mark();
        int start = 0;
        try {
            while (texts.cursor.peek() != ScriptCursor.END) {
                start = texts.cursor.length();
                texts.next(start, texts.cursor.peek());
            }
        } catch (IOException endsWithin) {
            visitor.text(start, script.length());
        }
    }

    private void next(int start, int first) throws IOException {
        if (tokens.takeFiller()) {
            if (!PostgresqlText.isSpace(first)) {
                visitor.comment(start, cursor.length());
            }
        } else if (first == '\'') {
            tokens.takeString();
            visitor.text(start, cursor.length());
        } else if (PostgresqlText.isWordStart(first)) {
            tokens.takeWord();
            word(start, cursor.length());
        } else if (first == '"') {
            tokens.takeQuotedName();
            visitor.word(script.substring(start + 1, cursor.length() - 1));
        } else if (first == '$') {
            tokens.takeDollar();
            dollar(start, cursor.length());
        } else if (PostgresqlText.isDigit(first)) {
            tokens.takeNumber();
            visitor.word(script.substring(start, cursor.length()));
        } else {
            visitor.symbol((char) cursor.take());
        }
    }

    private void word(int start, int end) {
        char last = script.charAt(end - 1);
        if (last == '\'') {
            visitor.text(start, end);
        } else {
            visitor.word(
                    last == '"'
                            ? script.substring(script.indexOf('"', start) + 1, end - 1)
                            : script.substring(start, end));
        }
    }

    /** A parameter such as {@code $1} is no text. */
    private void dollar(int start, int end) {
        if (end - start > 1) {
            visitor.text(start, end);
        } else {
            visitor.symbol('$');
        }
    }
}
