package io.migri.cli.arguments;

import java.util.Locale;
import java.util.Optional;

/** What to do instead of a command that there is not: other tools have other words, and fingers slip. */
final class CommandHint {
    private CommandHint() {}

    /** A sentence to follow "No such command"; empty where nothing is known of {@code word}. */
    static Optional<String> of(String word, Vocabulary commands) {
        String lower = word.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "version" -> Optional.of("Did you mean --version?");
            default ->
                elsewhere(lower)
                        .or(() -> begun(lower, commands))
                        .or(() -> Spelling.nearest(lower, commands.words()))
                        .map(meant -> "Did you mean " + meant + "?");
        };
    }

    /** What other tools call it. */
    private static Optional<String> elsewhere(String word) {
        return switch (word) {
            case "up", "apply", "upgrade", "run", "deploy", "update", "sync" -> Optional.of("migrate");
            case "info", "list", "ls", "history", "current", "log" -> Optional.of("status");
            case "rollback", "downgrade", "undo", "revert" -> Optional.of("down");
            case "generate", "revision", "add", "make" -> Optional.of("new");
            case "check" -> Optional.of("validate");
            case "stamp", "fake" -> Optional.of("mark");
            case "unlock" -> Optional.of("lock");
            default -> Optional.empty();
        };
    }

    /** The command that {@code word} is the beginning of, or whose first word it has. */
    private static Optional<String> begun(String word, Vocabulary commands) {
        int blank = word.indexOf(' ');
        String start = blank < 0 ? word : word.substring(0, blank + 1);
        return commands.words().stream()
                .filter(known -> known.startsWith(start))
                .findFirst();
    }
}
