package io.migri.spi.script;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * A statement without the texts in it, which may be long, or secret, and without its comments. A dialect that does not know in which mode
 * a session reads strings shows it the tokens of each mode: what is a text in one of them is left out. To call, not to implement; used by
 * one thread.
 */
public final class StatementOutline implements TokenVisitor {
    private static final String TEXT = "'…'";
    private static final int EMPTY = 2;

    private final String statement;
    private final List<TextSpan> texts = new ArrayList<>();
    private final List<TextSpan> comments = new ArrayList<>();

    public StatementOutline(String statement) {
        this.statement = requireNonNull(statement, "statement");
    }

    /** What is shown of a statement that nobody can take apart: its words up to the first character that may begin a text. */
    public static String unread(String statement) {
        int end = 0;
        while (end < statement.length() && isPlain(statement.charAt(end))) {
            end++;
        }
        return end == statement.length() ? statement : statement.substring(0, end) + "…";
    }

    @Override
    public void word(String word) {
        // stays
    }

    @Override
    public void text(int start, int end) {
        if (end - start > EMPTY) {
            texts.add(new TextSpan(start, end));
        }
    }

    @Override
    public void symbol(char symbol) {
        // stays
    }

    @Override
    public void comment(int start, int end) {
        comments.add(new TextSpan(start, end));
    }

    @Override
    public String toString() {
        StringBuilder masked = new StringBuilder(statement);
        comments.forEach(part -> fill(masked, part, '\u0001'));
        texts.forEach(part -> fill(masked, part, '\u0000'));
        return unmasked(masked);
    }

    private static void fill(StringBuilder text, TextSpan part, char filling) {
        for (int i = part.start(); i < part.end(); i++) {
            text.setCharAt(i, filling);
        }
    }

    /** Each stretch of filling becomes one sign. */
    private static String unmasked(StringBuilder masked) {
        StringBuilder outline = new StringBuilder(masked.length());
        char before = ' ';
        for (int i = 0; i < masked.length(); i++) {
            char next = masked.charAt(i);
            if (next > 1) {
                outline.append(next);
            } else if (next != before) {
                outline.append(next == 0 ? TEXT : " ");
            }
            before = next;
        }
        return outline.toString();
    }

    private static boolean isPlain(char character) {
        return Character.isLetterOrDigit(character) || Character.isWhitespace(character) || character == '_';
    }
}
