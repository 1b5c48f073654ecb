package io.migri.cli.installation;

import io.migri.cli.archive.ClassArchive;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Which Migri is running, and where it is. */
public final class Installation {
    private static final String JAR = ".jar";
    /** What the build writes down of the commit is much shorter. */
    private static final int LONGEST_COMMIT = 100;

    private Installation() {}

    /** What {@code migri --version} prints, in lines. */
    public static String text() {
        return "migri " + version() + "\n"
                + commit().map(commit -> "commit " + commit + "\n").orElse("")
                + "Java " + System.getProperty("java.version") + " in " + System.getProperty("java.home") + "\n"
                + ClassArchive.used()
                        .map(path -> "classes from the archive " + path)
                        .orElse("no archive of classes")
                + "\n";
    }

    /** The version, the commit, and where this Migri is, in one line. */
    public static String summary() {
        return version()
                + commit().map(commit -> ", commit " + commit).orElse("")
                + home().map(home -> ", in " + home).orElse("");
    }

    /** What the jar's manifest says; a build directory has none. */
    private static String version() {
        return Optional.ofNullable(Installation.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    /** The folder that holds {@code lib}; empty where the classes are elsewhere. */
    private static Optional<Path> home() {
        return lib().map(Path::getParent);
    }

    private static Optional<Path> lib() {
        String path = System.getProperty("java.class.path", "");
        if (!path.endsWith(JAR) || path.contains(File.pathSeparator)) {
            return Optional.empty();
        }
        return Optional.ofNullable(Path.of(path).toAbsolutePath().normalize().getParent());
    }

    /** The commit that it was built from; empty where the sources came without their history. */
    private static Optional<String> commit() {
        return lib().map(lib -> lib.resolve("commit")).flatMap(Installation::commit);
    }

    static Optional<String> commit(Path file) {
        try {
            if (Files.size(file) > LONGEST_COMMIT) {
                return Optional.empty();
            }
            return Optional.of(Files.readString(file).strip()).filter(commit -> !commit.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
