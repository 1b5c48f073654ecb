package io.migri.spi.file;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The permissions with which something is made, so that it is private from its first moment whatever the umask. */
final class Privacy {
    private static final FileAttribute<?>[] UNKNOWN = {};

    private Privacy() {}

    /** For a folder where {@code path} is; none where the file system has no permissions. */
    static FileAttribute<?>[] folder(Path path) {
        return of("rwx------", path);
    }

    /** For a file where {@code path} is. */
    static FileAttribute<?>[] file(Path path) {
        return of("rw-------", path);
    }

    private static FileAttribute<?>[] of(String permissions, Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : UNKNOWN;
    }
}
