package io.migri.cli.failure;

import io.migri.cli.output.DisplayWidth;
import io.migri.cli.output.Printable;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of a script as it is shown, and where to point. Tabs become spaces, control characters become visible, and a line that
 * is too long is cut around the place that matters.
 *
 * @param text the line
 * @param indent how many columns of the screen lie before the place
 * @param length how many columns to mark, at least one
 */
record Excerpt(String text, int indent, int length) {
    private static final int TAB = 4;
    private static final String ELLIPSIS = "…";

    /**
     * The excerpt of {@code line} that shows {@code column}.
     *
     * @param column one-based, in code points; may lie just behind the line's end
     * @param width how many columns of the screen there are
     */
    static Excerpt of(String line, int column, int width) {
        int[] characters = line.codePoints().toArray();
        int place = Math.min(column - 1, characters.length);
        int end = Math.max(place + 1, tokenEnd(characters, place));
        List<String> cells = new ArrayList<>(characters.length);
        for (int character : characters) {
            cells.add(cell(character));
        }
        return cut(cells, place, end, width);
    }

    private static Excerpt cut(List<String> cells, int place, int end, int width) {
        int first = 0;
        int last = cells.size();
        if (width(cells, 0, last) > width) {
            first = place;
            int before = width * 2 / 3;
            while (first > 0 && width(cells, first - 1, place) <= before) {
                first--;
            }
            last = first;
            while (last < cells.size() && width(cells, first, last + 1) <= width - 2) {
                last++;
            }
        }
        String left = first > 0 ? ELLIPSIS : "";
        String right = last < cells.size() ? ELLIPSIS : "";
        String text = left + String.join("", cells.subList(first, last)) + right;
        int marked = width(cells, Math.min(place, last), Math.min(end, last));
        return new Excerpt(text.stripTrailing(), left.length() + width(cells, first, place), Math.max(1, marked));
    }

    private static int width(List<String> cells, int from, int to) {
        int width = 0;
        for (int i = from; i < to; i++) {
            width += DisplayWidth.of(cells.get(i));
        }
        return width;
    }

    private static String cell(int character) {
        if (character == '\t') {
            return " ".repeat(TAB);
        }
        return Printable.isHidden(character) || isWithoutWidth(character) ? "\ufffd" : Character.toString(character);
    }

    /** Those of them that join no letters. */
    private static boolean isWithoutWidth(int character) {
        return character == 0xfeff || character == 0x200b || character == 0x2060 || character == 0x00ad;
    }

    /** The end of the word or of the quoted text that begins at {@code place}. */
    private static int tokenEnd(int[] characters, int place) {
        if (place >= characters.length) {
            return place;
        }
        int end = place;
        if (characters[place] == '\'' || characters[place] == '"' || characters[place] == '`') {
            end++;
            while (end < characters.length && characters[end] != characters[place]) {
                end++;
            }
            return end < characters.length ? end + 1 : place;
        }
        while (end < characters.length && Character.isUnicodeIdentifierPart(characters[end])) {
            end++;
        }
        return end;
    }
}
