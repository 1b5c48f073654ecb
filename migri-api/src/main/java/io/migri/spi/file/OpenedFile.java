package io.migri.spi.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;

/**
 * An empty file that this process has open and that has one name only, by the name that Linux gives to what a process has open:
 * {@code /proc/self/fd/7}. That leads to the file itself, so nobody can put another in its place.
 */
final class OpenedFile {
    private static final Path OPENED = Path.of("/proc/self/fd");

    private final Path path;

    private OpenedFile(Path path) {
        this.path = path;
    }

    /** The file with that {@link BasicFileAttributes#fileKey() identity}; empty if this process has no such file open. */
    static Optional<OpenedFile> find(Optional<Object> identity) throws IOException {
        if (identity.isEmpty() || !Files.isDirectory(OPENED)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> opened = Files.newDirectoryStream(OPENED)) {
            for (Path one : opened) {
                if (isThat(one, identity.get())) {
                    return Optional.of(new OpenedFile(one));
                }
            }
        }
        return Optional.empty();
    }

    /** A second name would lead to somebody else's file, which was put in the place of the one that was made. */
    private static boolean isThat(Path one, Object identity) {
        try {
            BasicFileAttributes basic = Files.readAttributes(one, BasicFileAttributes.class);
            return identity.equals(basic.fileKey())
                    && basic.isRegularFile()
                    && basic.size() == 0
                    && Integer.valueOf(1).equals(Files.getAttribute(one, "unix:nlink"));
        } catch (IOException e) {
            return false;
        }
    }

    /** Gets the permissions of {@code model}, and its owner and group if this user may give files to them. */
    void becomeLike(Path model) {
        try {
            Map<String, Object> wanted = Files.readAttributes(model, "unix:uid,gid,permissions");
            for (String attribute : new String[] {"gid", "uid", "permissions"}) {
                become(attribute, wanted);
            }
        } catch (IOException e) {
            // there is no such file yet
        }
    }

    private void become(String attribute, Map<String, Object> wanted) {
        Object value = wanted.get(attribute);
        try {
            if (value != null && !value.equals(Files.getAttribute(path, "unix:" + attribute))) {
                Files.setAttribute(path, "unix:" + attribute, value);
            }
        } catch (IOException e) {
            // it stays this user's
        }
    }
}
