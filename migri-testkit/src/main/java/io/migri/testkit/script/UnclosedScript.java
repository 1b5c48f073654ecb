package io.migri.testkit.script;

import static java.util.Objects.requireNonNull;

/**
 * A script that ends within something, which begins at a known place.
 *
 * @param text the script
 * @param line one-based line of what is not closed
 * @param column one-based column of it, in code points
 */
public record UnclosedScript(String text, int line, int column) {

    public UnclosedScript {
        requireNonNull(text, "text");
    }

    /** A script in which {@code ▶} stands, in its last occurrence, before what is not closed. */
    public static UnclosedScript marked(String text) {
        int mark = text.lastIndexOf('▶');
        if (mark < 0) {
            throw new IllegalArgumentException("no ▶ in " + text);
        }
        String before = text.substring(0, mark);
        int lineStart = before.lastIndexOf('\n') + 1;
        return new UnclosedScript(
                before + text.substring(mark + 1),
                1 + (int) before.chars().filter(character -> character == '\n').count(),
                1 + before.codePointCount(lineStart, before.length()));
    }
}
