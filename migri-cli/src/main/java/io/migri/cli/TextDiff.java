package io.migri.cli;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;

/** Shows how one text became another, in the unified form. */
final class TextDiff {
    private static final int CONTEXT = 3;

    private final Style style;

    TextDiff(Style style) {
        this.style = style;
    }

    /** @param name that both texts go by */
    String of(String name, String recorded, String present) {
        List<String> before = recorded.lines().toList();
        List<String> after = present.lines().toList();
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
