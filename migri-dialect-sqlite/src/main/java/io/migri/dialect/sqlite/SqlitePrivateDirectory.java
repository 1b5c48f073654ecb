package io.migri.dialect.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** A directory whose contents nobody but this user, and root, can have put there. */
final class SqlitePrivateDirectory {
    private static final int WRITABLE_BY_OTHERS = 0022;
    private static final int STICKY = 01000;

    private SqlitePrivateDirectory() {}

    /** Makes {@code directory} and those above it that are missing, for this user alone. */
    static void create(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    /**
     * Whether nobody else can replace {@code file} or write to it: it and its directory belong to this user, and nowhere on the
     * way down to it can somebody else change what lies there.
     */
    static boolean isPrivate(Path file) throws IOException {
        Path real = file.toRealPath();
        Path directory = real.getParent();
        return directory != null && isOwn(real) && isOwn(directory) && isSafeBelow(directory);
    }

    /** Whether it belongs to this user, and nobody else may write to it; false for a symbolic link. */
    static boolean isOwn(Path path) throws IOException {
        String user = System.getProperty("user.name");
        return Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName().equals(user)
                && (mode(path) & WRITABLE_BY_OTHERS) == 0;
    }

    private static boolean isSafeBelow(Path directory) throws IOException {
        for (Path above = directory.getParent(); above != null; above = above.getParent()) {
            if (!isSafe(above)) {
                return false;
            }
        }
        return true;
    }

    /** In a sticky directory such as {@code /tmp} only the owner of an entry can replace it. */
    private static boolean isSafe(Path directory) throws IOException {
        int mode = mode(directory);
        String owner = Files.getOwner(directory).getName();
        boolean trusted = owner.equals("root") || owner.equals(System.getProperty("user.name"));
        return trusted && ((mode & WRITABLE_BY_OTHERS) == 0 || (mode & STICKY) != 0);
    }

    private static int mode(Path path) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return attributes.get("mode") instanceof Integer mode ? mode : WRITABLE_BY_OTHERS;
    }
}
