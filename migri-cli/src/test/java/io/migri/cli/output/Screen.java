package io.migri.cli.output;

import java.util.ArrayList;
import java.util.List;

/**
 * What a terminal shows of what was written to it. It knows the few sequences that Migri sends. When it is made narrower, it wraps what is
 * too long, and the cursor stays with its character, or it cuts that off: terminals do either.
 */
public final class Screen {
    private final boolean wraps;
    private final List<List<String>> lines = new ArrayList<>(List.of(new ArrayList<>()));
    private int columns;
    private int row;
    private int column;
    private boolean autoWrap = true;
    private int fed;

    /**
     * An empty one.
     *
     * @param wraps whether it wraps what is too long when it is made narrower
     */
    public Screen(int columns, boolean wraps) {
        this.columns = columns;
        this.wraps = wraps;
    }

    /** Shows what {@code written}, which is all that was written until now, has in addition to last time. */
    public Screen feed(String written) {
        int i = fed;
        while (i < written.length()) {
            int character = written.codePointAt(i);
            i += Character.charCount(character);
            switch (character) {
                case '\r' -> column = 0;
                case '\n' -> {
                    row++;
                    line(row);
                }
                case '\u001b' -> {
                    int end = i + 1;
                    while (!Character.isLetter(written.charAt(end))) {
                        end++;
                    }
                    control(written.substring(i + 1, end + 1));
                    i = end + 1;
                }
                default -> put(character);
            }
        }
        fed = written.length();
        return this;
    }

    /** Somebody drags its edge. */
    public Screen resize(int to) {
        columns = to;
        if (wraps) {
            wrapAll();
        } else {
            lines.forEach(
                    line -> line.subList(Math.min(to, line.size()), line.size()).clear());
        }
        column = Math.min(column, to - 1);
        return this;
    }

    /** Its rows, without blanks at their ends, up to the last that is not empty. */
    public List<String> rows() {
        List<String> rows = new ArrayList<>();
        lines.forEach(line -> rows.add(String.join("", line).stripTrailing()));
        while (!rows.isEmpty() && rows.get(rows.size() - 1).isEmpty()) {
            rows.remove(rows.size() - 1);
        }
        return rows;
    }

    private void control(String sequence) {
        switch (sequence) {
            case "J" -> {
                List<String> line = line(row);
                line.subList(Math.min(column, line.size()), line.size()).clear();
                lines.subList(row + 1, lines.size()).clear();
            }
            case "?7l" -> autoWrap = false;
            case "?7h" -> autoWrap = true;
            default -> {
                if (!sequence.endsWith("m")) {
                    throw new IllegalArgumentException("a sequence that nobody knows: " + sequence);
                }
            }
        }
    }

    /** A wide character has its second column empty. */
    private void put(int character) {
        int width = DisplayWidth.of(Character.toString(character));
        if (width == 0) {
            return;
        }
        if (column + width > columns) {
            if (!autoWrap) {
                return;
            }
            row++;
            column = 0;
        }
        List<String> line = line(row);
        while (line.size() < column + width) {
            line.add(" ");
        }
        line.set(column, Character.toString(character));
        if (width == 2) {
            line.set(column + 1, "");
        }
        column += width;
    }

    private void wrapAll() {
        List<List<String>> wrapped = new ArrayList<>();
        int newRow = 0;
        for (int i = 0; i < lines.size(); i++) {
            List<String> line = lines.get(i);
            newRow = i == row ? wrapped.size() + column / columns : newRow;
            for (int from = 0; from == 0 || from < line.size(); from += columns) {
                wrapped.add(new ArrayList<>(line.subList(from, Math.min(line.size(), from + columns))));
            }
        }
        column = column % columns;
        row = newRow;
        lines.clear();
        lines.addAll(wrapped);
        line(row);
    }

    private List<String> line(int index) {
        while (lines.size() <= index) {
            lines.add(new ArrayList<>());
        }
        return lines.get(index);
    }
}
