package io.migri.spi.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What others than this user and root may do to a file that the user names. */
public final class FileRights {
    private FileRights() {}

    /**
     * Whether nobody else can have put {@code file} there or can change it, on the way down to it, too: then it may be executed. Links of
     * this user and of root are followed. False if it is not there.
     */
    public static boolean isPrivate(Path file) {
        try {
            Path real = SafeWay.to(file);
            return isPrivate(real, FileFacts.of(real));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Whether {@code file}, where it leads to, and so many folders above it belong to this user or to root, and not everybody may write to
     * them. A group may, since a user's own group often has nobody else in it.
     */
    public static boolean isOurs(Path file, int folders) {
        try {
            Owner user = Owner.thisUser();
            Path path = file.toAbsolutePath();
            if (!isOurs(path.toRealPath(), user)) {
                return false;
            }
            for (int i = 0; i <= folders && path != null; i++, path = path.getParent()) {
                if (!isOurs(path, user)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the file or link itself belongs to this user or to root. */
    public static boolean isOurs(Path path) throws IOException {
        return FileFacts.of(path).owner().isTrustedBy(Owner.thisUser());
    }

    /**
     * That folder, which is made for this user alone if it is missing, along with those above it.
     *
     * @throws UntrustedFileException if it is there and belongs to somebody else, or everybody may write to it
     */
    public static Path makeOurs(Path folder) throws IOException {
        Files.createDirectories(folder, Privacy.folder(folder));
        if (!isOurs(folder, 0)) {
            throw new UntrustedFileException(folder, "belongs to somebody else, or everybody may write to it");
        }
        return folder;
    }

    private static boolean isOurs(Path path, Owner user) throws IOException {
        FileFacts facts = FileFacts.of(path);
        return facts.owner().isTrustedBy(user) && (facts.isLink() || !facts.isWritableByAll());
    }

    static boolean isPrivate(Path real, FileFacts facts) throws IOException {
        return facts.isRegular() && !facts.isWritableByOthers() && facts.owner().isTrustedBy(Owner.thisUser());
    }

    /**
     * Whether others can read the regular file, which may lie behind links. False for a file of root's, who has given it to them on
     * purpose, and for what is not there.
     */
    public static boolean isReadableByOthers(Path file) {
        try {
            Path real = file.toRealPath();
            FileFacts facts = FileFacts.of(real);
            return facts.isRegular()
                    && facts.isReadableByOthers()
                    && !facts.owner().is(Owner.ROOT);
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether {@code file} is a regular one, behind links or not: no folder, pipe or device, which may never end. */
    public static boolean isRegular(Path file) {
        return Files.isRegularFile(file);
    }
}
