package io.migri.testkit.server.program;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Programs from a Debian package, unpacked together with the libraries and the loader that they need.
 *
 * @param home where they are
 */
public record DebianPrograms(Path home) {

    /** The package's version. */
    public String version() throws IOException {
        return Files.readString(home.resolve("version")).strip();
    }

    /** A file or directory of the package. */
    Path path(String within) {
        return home.resolve("root").resolve(within);
    }

    /** What runs a program of the package; the caller adds its arguments. */
    public List<String> command(String program) throws IOException {
        Path libraries = only(path("usr/lib"), "*-linux-gnu");
        String absolute = path(program).toString();
        return new ArrayList<>(List.of(
                only(libraries, "ld-linux-*.so.*").toString(),
                "--inhibit-cache",
                "--library-path",
                libraries.toString(),
                absolute));
    }

    private static Path only(Path directory, String pattern) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, pattern)) {
            for (Path path : found) {
                return path;
            }
        }
        throw new IOException("no " + pattern + " in " + directory);
    }
}
