package io.migri.api;

import static java.util.Objects.requireNonNull;

/**
 * A place in a migration's text.
 *
 * @param origin the file or resource, as a person would name it
 * @param line one-based
 * @param column one-based, counted in code points
 * @param excerpt the text of that line, without its line end; empty where it could not be read. Of a very long line it is the part around
 *     the place
 * @param first the column of the excerpt's first character, one-based
 */
public record SourcePosition(String origin, int line, int column, String excerpt, int first) {

    /** A place in a line that is shown from its start. */
    public SourcePosition(String origin, int line, int column, String excerpt) {
        this(origin, line, column, excerpt, 1);
    }

    public SourcePosition {
        requireNonNull(origin, "origin");
        requireNonNull(excerpt, "excerpt");
        if (line < 1 || column < 1 || first < 1 || first > column) {
            throw new IllegalArgumentException(
                    "line and column start at 1, got " + line + ":" + column + " in an excerpt from " + first);
        }
    }

    /** {@code origin:line:column}, the form that editors and terminals turn into a link. */
    @Override
    public String toString() {
        return origin + ":" + line + ":" + column;
    }
}
