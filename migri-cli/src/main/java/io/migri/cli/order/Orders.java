package io.migri.cli.order;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a service that runs builds obeys when it finds it in the output of a program: {@code ::add-mask::…} at the start of a line, and
 * {@code ##[add-mask]…} anywhere. Names of files, texts of servers and what migrations print must give no orders.
 *
 * @see <a href="https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions">what GitHub obeys</a>
 */
public final class Orders {
    /** What GitHub's runner knows by name. It compares without regard to case. */
    private static final Set<String> KNOWN = Set.of(
            "add-mask",
            "add-matcher",
            "add-path",
            "debug",
            "echo",
            "endgroup",
            "error",
            "group",
            "internal-set-repo-path",
            "notice",
            "remove-matcher",
            "save-state",
            "set-env",
            "set-output",
            "stop-commands",
            "warning");

    private Orders() {}

    /**
     * The text in a form that gives no orders: a colon or a bracket in it becomes an escape, which JSON reads as the same. A text without
     * orders stays as it is. The start of the text counts as the start of a line.
     */
    public static String disarmed(String text) {
        return mayHoldOne(text) ? new Disarming(text).text() : text;
    }

    /** The first line that holds an order which GitHub knows by name. Other lines that look like one may be SQL. */
    public static Optional<String> firstKnown(String text) {
        return mayHoldOne(text) ? text.lines().filter(Orders::isKnown).findFirst() : Optional.empty();
    }

    private static boolean mayHoldOne(String text) {
        return text.indexOf(':') >= 0 || text.indexOf('#') >= 0;
    }

    private static boolean isKnown(String line) {
        if (disarmed(line).equals(line)) {
            return false;
        }
        StringBuilder compared = new StringBuilder();
        line.chars()
                .filter(letter -> !Character.isIdentifierIgnorable(letter))
                .forEach(letter -> compared.append((char) letter));
        String told = compared.toString().toLowerCase(Locale.ROOT);
        return KNOWN.stream().anyMatch(name -> told.contains("::" + name) || told.contains("##[" + name));
    }
}
