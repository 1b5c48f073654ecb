package io.migri.cli.draft;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of files that can be made: their extensions. */
final class Kinds {
    static final String SQL = "sql";
    static final String PYTHON = "py";
    static final List<String> ALL = List.of(SQL, PYTHON);

    private Kinds() {}

    /** The one that a file's name ends in, in whatever case. */
    static Optional<String> of(String fileName) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        return ALL.stream().filter(kind -> lower.endsWith("." + kind)).findFirst();
    }

    /** The name without the extension {@code kind}. */
    static String without(String fileName, String kind) {
        return fileName.substring(0, fileName.length() - kind.length() - 1);
    }
}
