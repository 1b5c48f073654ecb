package io.migri.core.attempt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Something that a rehearsal has left out and that others may need.
 *
 * @param place where it is, such as {@code line 2 of 0001_initial}
 * @param text the statement; empty for a whole migration
 */
public record Omission(String place, String text) {
    private static final int FEW = 3;

    /** What may be behind a failure with that message: the omission that names what is missing, or all of them. */
    public static Optional<String> behind(String message, List<Omission> omissions) {
        if (omissions.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = names(message);
        List<Omission> told = omissions.stream()
                .filter(one -> names.stream().anyMatch(name -> one.says(name, false)))
                .findFirst()
                .or(() -> omissions.stream()
                        .filter(one -> names.stream().anyMatch(name -> one.says(name, true)))
                        .findFirst())
                .map(List::of)
                .orElse(omissions);
        return Optional.of(places(told)
                + (told.size() == 1 ? " was" : " were")
                + " left out of the dry run, and this may need "
                + (told.size() == 1 ? "it" : "one of them")
                + "; if so, only a run can tell, for example one on a copy of the database");
    }

    private static String places(List<Omission> told) {
        if (told.size() <= FEW) {
            return told.stream().map(Omission::place).collect(Collectors.joining(" and "));
        }
        return told.stream().limit(FEW).map(Omission::place).collect(Collectors.joining(", ")) + " and "
                + (told.size() - FEW) + " more";
    }

    /** What a database says in quotes or before a list of arguments, and the last part of each name. */
    private static List<String> names(String message) {
        List<String> names = new ArrayList<>();
        int start = -1;
        for (int i = 0; i < message.length(); i++) {
            char next = message.charAt(i);
            if (next == '"' && start >= 0) {
                add(names, message.substring(start, i));
                start = -1;
            } else if (next == '"') {
                start = i + 1;
            } else if (next == '(' && start < 0) {
                add(names, message.substring(wordBefore(message, i), i));
            }
        }
        return names;
    }

    private static void add(List<String> names, String name) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        if (!last.isBlank()) {
            names.add(last.toLowerCase(Locale.ROOT));
        }
    }

    private static int wordBefore(String message, int end) {
        int start = end;
        while (start > 0 && (isOfName(message.charAt(start - 1)) || message.charAt(start - 1) == '.')) {
            start--;
        }
        return start;
    }

    /** The first that says it is likely to be the one that makes it. A value in quotes has the name by chance, or is what is missing. */
    private boolean says(String name, boolean inQuotes) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (int at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, at + 1)) {
            int end = at + name.length();
            char before = at == 0 ? ' ' : lower.charAt(at - 1);
            boolean begins = !isOfName(before) && (inQuotes || before != '\'');
            if (begins && (end == lower.length() || !isOfName(lower.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfName(char letter) {
        return letter == '_' || letter == '$' || Character.isLetterOrDigit(letter);
    }
}
