package io.migri.cli.ci;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The checkout that a service works in.
 *
 * @param root its path; empty where the service does not say
 * @param directory the working directory, to which paths are relative
 */
record Repository(String root, String directory) {

    /** The one at {@code root} that this process works in. */
    static Repository at(String root) {
        return new Repository(root, System.getProperty("user.dir"));
    }

    /** How the service names a file: relative to the checkout, with slashes. What is outside, or no file, is named as it is. */
    String name(String origin) {
        if (root.isEmpty()) {
            return origin;
        }
        try {
            Path base = Path.of(root).toAbsolutePath().normalize();
            Path file = Path.of(directory).resolve(origin).toAbsolutePath().normalize();
            return file.startsWith(base)
                    ? base.relativize(file)
                            .toString()
                            .replace(file.getFileSystem().getSeparator(), "/")
                    : origin;
        } catch (InvalidPathException e) {
            return origin;
        }
    }
}
