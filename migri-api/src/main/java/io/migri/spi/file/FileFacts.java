package io.migri.spi.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * What lies at a path, without following a link.
 *
 * @param owner whom it belongs to
 * @param mode the type and the permissions, as {@code stat} has them
 */
record FileFacts(Owner owner, int mode) {
    private static final int TYPE = 0170000;
    private static final int FOLDER = 0040000;
    private static final int REGULAR = 0100000;
    private static final int LINK = 0120000;
    private static final int STICKY = 01000;
    private static final int WRITABLE_BY_OTHERS = 0022;
    private static final int WRITABLE_BY_ALL = 0002;
    private static final int ENTERABLE_BY_OTHERS = 0011;
    private static final int READABLE_BY_OTHERS = 0044;

    /** A file system without permissions protects its files by other means, or not at all. */
    static FileFacts of(Path path) throws IOException {
        return new FileFacts(Owner.of(path), mode(path));
    }

    private static int mode(Path path) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        }
        BasicFileAttributes basic = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (basic.isSymbolicLink()) {
            return LINK;
        }
        return basic.isDirectory() ? FOLDER : basic.isRegularFile() ? REGULAR : 0;
    }

    boolean isLink() {
        return (mode & TYPE) == LINK;
    }

    boolean isFolder() {
        return (mode & TYPE) == FOLDER;
    }

    boolean isRegular() {
        return (mode & TYPE) == REGULAR;
    }

    boolean isWritableByOthers() {
        return (mode & WRITABLE_BY_OTHERS) != 0;
    }

    boolean isWritableByAll() {
        return (mode & WRITABLE_BY_ALL) != 0;
    }

    boolean isEnterableByOthers() {
        return (mode & ENTERABLE_BY_OTHERS) != 0;
    }

    boolean isReadableByOthers() {
        return (mode & READABLE_BY_OTHERS) != 0;
    }

    /** Whether somebody else can replace what lies in this folder: in a sticky one such as {@code /tmp} only the owner of it can. */
    boolean letsOthersReplace() {
        return isWritableByOthers() && (mode & STICKY) == 0;
    }

    String permissions() {
        return Integer.toOctalString(mode & 07777);
    }
}
