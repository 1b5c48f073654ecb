package io.migri.spi.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Gives files away and opens them to others. */
final class Rights {
    private static final int NOBODY = 65534;

    private Rights() {}

    static boolean isRoot() throws IOException {
        return Owner.thisUser().equals(Owner.ROOT);
    }

    /** Gives the file or link itself to another user, where this one may. */
    static Path givenAway(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
        return path;
    }

    static Path with(String permissions, Path path) throws IOException {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    static void assertMode(String permissions, Path path) throws IOException {
        assertEquals(
                permissions,
                PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS)),
                path::toString);
    }
}
