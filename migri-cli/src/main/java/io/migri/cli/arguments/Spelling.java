package io.migri.cli.arguments;

import java.util.List;
import java.util.Optional;

/** Guesses which option was meant. */
final class Spelling {
    private static final int TOLERANCE = 2;

    private Spelling() {}

    /** A sentence to append to "No such option", or nothing. */
    static String suggestion(String name, Optional<CommandSyntax> command) {
        if (!name.startsWith("--")) {
            return "";
        }
        List<Setting> settings = command.map(CommandSyntax::allSettings).orElse(CommandSyntax.COMMON);
        for (Setting setting : settings) {
            for (String candidate : setting.names()) {
                if (candidate.startsWith("--") && (candidate.startsWith(name) || near(candidate, name))) {
                    return " Did you mean " + candidate + "?";
                }
            }
        }
        return "";
    }

    private static boolean near(String left, String right) {
        return Math.abs(left.length() - right.length()) <= TOLERANCE && distance(left, right) <= TOLERANCE;
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
