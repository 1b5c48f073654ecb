package io.migri.cli.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.migri.cli.output.Printable;
import io.migri.cli.output.Style;
import java.util.List;

/** Shows how one text became another, in the unified form. */
final class TextDiff {
    private static final int CONTEXT = 3;

    /** Comparing takes time that grows with the square of what differs, and nobody reads so much. */
    private static final int MOST_DIFFERENT = 2_000;

    private final Style style;

    TextDiff(Style style) {
        this.style = style;
    }

    /** @param name that both texts go by */
    String of(String name, String recorded, String present) {
        List<String> before = recorded.lines().toList();
        List<String> after = present.lines().toList();
        if (different(before, after) > MOST_DIFFERENT) {
            return "More than " + MOST_DIFFERENT + " lines differ, which are not shown: " + before.size()
                    + " lines were recorded, and " + after.size() + " are there now.\n";
        }
        StringBuilder text = new StringBuilder();
        UnifiedDiffUtils.generateUnifiedDiff(
                        Printable.text(name) + " (recorded)",
                        Printable.text(name) + " (now)",
                        before,
                        DiffUtils.diff(before, after),
                        CONTEXT)
                .forEach(line -> text.append(colored(line)).append('\n'));
        return text.toString();
    }

    /** At most how many lines differ: those between what both texts begin and end with. */
    private static int different(List<String> before, List<String> after) {
        int common = Math.min(before.size(), after.size());
        int start = 0;
        while (start < common && before.get(start).equals(after.get(start))) {
            start++;
        }
        int end = 0;
        while (end < common - start && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        return before.size() + after.size() - 2 * (start + end);
    }

    private String colored(String line) {
        if (line.startsWith("--- ") || line.startsWith("+++ ")) {
            return style.bold(line);
        }
        if (line.startsWith("@@")) {
            return style.frame(line);
        }
        return line.startsWith("-") ? style.red(line) : line.startsWith("+") ? style.green(line) : line;
    }
}
