package io.migri.cli.installation;

import io.migri.spi.file.UserHome;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The files that Migri keeps for its user beside the databases: what can be made again, and the Pythons that it installed. */
public final class KeptFiles {
    private static final double MEGABYTE = 1e6;

    private final Map<String, String> environment;

    /** @param environment the process's variables */
    public KeptFiles(Map<String, String> environment) {
        this.environment = environment;
    }

    /** What there is and where, in one line. */
    public String text() {
        String home = UserHome.of(environment);
        List<String> parts = new ArrayList<>();
        parts.add(text("caches", "XDG_CACHE_HOME", home + "/.cache"));
        parts.add(text("installed Pythons", "XDG_DATA_HOME", home + "/.local/share"));
        return String.join("; ", parts);
    }

    private String text(String what, String variable, String otherwise) {
        String given = environment.getOrDefault(variable, "");
        try {
            Path above = Path.of(given);
            Path folder = (above.isAbsolute() ? above : Path.of(otherwise)).resolve("migri");
            if (!folder.isAbsolute()) {
                return "no " + what + ", since there is no HOME";
            }
            return Files.isDirectory(folder)
                    ? String.format(Locale.ROOT, "%s in %s (%.1f MB)", what, folder, bytes(folder) / MEGABYTE)
                    : "no " + what + " in " + folder;
        } catch (InvalidPathException e) {
            return "no " + what + ", since " + variable + " is no path";
        }
    }

    /** The size of all files in {@code folder} that this user can see. No link is followed. */
    private static long bytes(Path folder) {
        Total total = new Total();
        try {
            Files.walkFileTree(folder, total);
        } catch (IOException e) {
            // What can be seen has been counted.
        }
        return total.bytes;
    }

    private static final class Total extends SimpleFileVisitor<Path> {
        private long bytes;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes += attributes.size();
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }
    }
}
