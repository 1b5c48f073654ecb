package io.migri.spi.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.StringTokenizer;

/**
 * Whom a file belongs to: the number of a user where the file system has numbers, since names can be missing or set by hand.
 *
 * @param id a number, a principal, or {@link #NONE} where the file system knows no owners
 */
record Owner(Object id) {
    private static final String NONE = "nobody in particular";
    static final Owner ROOT = new Owner(0);
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String UIDS = "Uid:";

    /** The owner of {@code path} itself, which may be a link. */
    static Owner of(Path path) throws IOException {
        var views = path.getFileSystem().supportedFileAttributeViews();
        if (views.contains("unix")) {
            return new Owner(Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS));
        }
        return new Owner(views.contains("owner") ? Files.getOwner(path, LinkOption.NOFOLLOW_LINKS) : NONE);
    }

    /** Whom files belong to that this process makes. */
    static Owner thisUser() throws IOException {
        if (Files.isReadable(STATUS)) {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith(UIDS)) {
                    return new Owner(lastNumber(line.substring(UIDS.length())));
                }
            }
        }
        Path made = Files.createTempFile("migri-", null);
        try {
            return of(made);
        } finally {
            Files.delete(made);
        }
    }

    /** The real, the effective, the saved one, and the one that counts for files. */
    private static int lastNumber(String numbers) {
        StringTokenizer each = new StringTokenizer(numbers);
        String last = "";
        while (each.hasMoreTokens()) {
            last = each.nextToken();
        }
        return Integer.parseUnsignedInt(last);
    }

    /** Whether it may do anything to files of {@code user} anyway. */
    boolean isTrustedBy(Owner user) {
        return is(user) || is(ROOT) || id.equals(NONE);
    }

    /** Whether the two are one: as {@code equals}, which the JVM of a short run would have to make up first. */
    boolean is(Owner other) {
        return id.equals(other.id);
    }
}
