package io.migri.cli.report;

import io.migri.cli.output.DisplayWidth;
import java.util.ArrayList;
import java.util.List;

/** Cells below each other: every column is as wide as the widest of its cells. */
final class Columns {
    private static final int GAP = 2;

    private Columns() {}

    /**
     * A line for each row, without its line end.
     *
     * @param rows of the same length, at least one; their cells can be shown as they are
     */
    static List<String> lines(List<List<String>> rows) {
        int[] widths = widths(rows);
        List<String> lines = new ArrayList<>(rows.size());
        for (List<String> row : rows) {
            lines.add(line(row, widths));
        }
        return lines;
    }

    /** How many columns of the screen the longest line takes. */
    static int widest(List<String> lines) {
        return lines.stream().mapToInt(DisplayWidth::of).max().orElse(0);
    }

    /** Where the second column begins. */
    static int second(List<List<String>> rows) {
        return widths(rows)[0] + GAP;
    }

    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], DisplayWidth.of(row.get(i)));
            }
        }
        return widths;
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(cells.get(i)).append(" ".repeat(widths[i] - DisplayWidth.of(cells.get(i)) + GAP));
        }
        return line.toString().stripTrailing();
    }
}
