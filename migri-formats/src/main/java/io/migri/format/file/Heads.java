package io.migri.format.file;

import io.migri.api.Migration;
import io.migri.spi.source.MigrationSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Looks at the first lines of a few files, to find out whose they are. */
public final class Heads {
    private static final int FILES = 8;
    private static final int BYTES = 8 * 1024;

    private Heads() {}

    /** Whether one of the first few scripts has a line near its beginning that {@code marks} it. */
    public static boolean mark(MigrationSource directory, Predicate<String> marks) throws IOException {
        for (Migration script : first(directory)) {
            if (head(script).lines().anyMatch(marks)) {
                return true;
            }
        }
        return false;
    }

    /** The first few scripts, by name. */
    public static List<Migration> first(MigrationSource directory) throws IOException {
        return directory.migrations().stream()
                .filter(file -> file.kind().equals("sql"))
                .sorted(Comparator.comparing(Migration::fileName))
                .limit(FILES)
                .toList();
    }

    /** The first line of a script, as far as it is near the beginning; empty where there is none. */
    public static String firstLine(Migration script) throws IOException {
        return head(script).lines().findFirst().orElse("");
    }

    private static String head(Migration script) throws IOException {
        try (InputStream bytes = script.content().open()) {
            return new String(bytes.readNBytes(BYTES), StandardCharsets.ISO_8859_1);
        }
    }
}
