package io.migri.cli.arguments;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Guesses what was meant. */
public final class Spelling {
    private static final int TOLERANCE = 2;
    private static final int SHORT = 6;

    private Spelling() {}

    /** What to append to "No such option": a full stop and a question, or nothing. */
    static String suggestion(String name, Optional<CommandSyntax> command) {
        if (!name.startsWith("--")) {
            return "";
        }
        List<String> candidates = command.map(CommandSyntax::allSettings).orElse(CommandSyntax.COMMON).stream()
                .flatMap(setting -> setting.names().stream())
                .filter(candidate -> candidate.startsWith("--"))
                .toList();
        return candidates.stream()
                .filter(candidate -> candidate.startsWith(name))
                .findFirst()
                .or(() -> ending(name, candidates))
                .or(() -> nearest(name, candidates))
                .map(candidate -> ". Did you mean " + candidate + "?")
                .orElse("");
    }

    /** The first that ends as {@code name}, as {@code --db-host} does for {@code --host}. */
    private static Optional<String> ending(String name, List<String> candidates) {
        return candidates.stream()
                .filter(candidate -> candidate.endsWith(name.substring(1)))
                .findFirst();
    }

    /** The one of {@code candidates} that is spelled nearly as {@code name}. */
    public static Optional<String> nearest(String name, Collection<String> candidates) {
        return candidates.stream()
                .filter(candidate -> near(candidate, name))
                .min(Comparator.comparingInt(candidate -> distance(candidate, name)));
    }

    /** In a short word one letter makes another word. */
    private static boolean near(String left, String right) {
        int tolerance = right.length() < SHORT ? 1 : TOLERANCE;
        return Math.abs(left.length() - right.length()) <= tolerance && distance(left, right) <= tolerance;
    }

    /** How many characters have to be inserted, removed or replaced to turn one into the other. */
    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.length()];
    }
}
