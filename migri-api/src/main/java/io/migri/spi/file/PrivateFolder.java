package io.migri.spi.file;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A folder whose contents nobody but this user, and root, can have put there or can change: it belongs to one of them, nobody else
 * may write to it, and the same holds for the folders and links on the way down to it. Its {@link #path} stays what it is, so it may
 * be used like any other.
 *
 * <p>To be called only. What it makes is private from its first moment, whatever the umask. No link is followed but those of this
 * user and root on the way down. Where a file system knows no owners or permissions, as on Windows, what it does not know is
 * trusted.
 */
public final class PrivateFolder {
    private final Path path;

    private PrivateFolder(Path path) {
        this.path = path;
    }

    /**
     * That folder, which is made if it is missing, along with those above it.
     *
     * @throws UntrustedFileException if it is there and not private
     */
    public static PrivateFolder make(Path folder) throws IOException {
        return checked(SafeWay.toFolder(folder));
    }

    /**
     * That folder if it is there.
     *
     * @throws java.nio.file.NoSuchFileException if it is not
     * @throws UntrustedFileException if it is not private
     */
    public static PrivateFolder existing(Path folder) throws IOException {
        return checked(SafeWay.to(folder));
    }

    /**
     * A new folder with a name that nobody can foretell. {@code parent}, which has to be there, may be one that all write to, such as
     * {@code /tmp}, as long as it is sticky.
     *
     * @throws UntrustedFileException if somebody else could put another folder in its place
     */
    public static PrivateFolder fresh(Path parent, String prefix) throws IOException {
        Path real = SafeWay.to(parent);
        return checked(Files.createTempDirectory(real, prefix, Privacy.folder(real)));
    }

    /**
     * A new folder for what lasts as long as this process: below {@code java.io.tmpdir}, or below one of {@code otherwise}, which are
     * made if they are missing, where others could replace what lies in that.
     *
     * @throws IOException if none of them will do; its message is about {@code java.io.tmpdir}
     */
    public static PrivateFolder scratch(String prefix, List<Path> otherwise) throws IOException {
        IOException refused;
        try {
            return fresh(Path.of(System.getProperty("java.io.tmpdir")), prefix);
        } catch (IOException e) {
            refused = e;
        }
        for (Path other : otherwise) {
            try {
                return make(other).fresh(prefix);
            } catch (IOException e) {
                refused.addSuppressed(e);
            }
        }
        throw refused;
    }

    private static PrivateFolder checked(Path real) throws IOException {
        FileFacts facts = FileFacts.of(real);
        if (!facts.isFolder()) {
            throw new NotDirectoryException(real.toString());
        }
        if (facts.isWritableByOthers()) {
            throw new UntrustedFileException(real, "can be written by others (mode " + facts.permissions() + ")");
        }
        return new PrivateFolder(real);
    }

    /** Where it really is. */
    public Path path() {
        return path;
    }

    /** Whether it belongs to this user, and not to root. */
    public boolean isThisUsers() throws IOException {
        return Owner.of(path).is(Owner.thisUser());
    }

    /** The regular file of that name in it, unless somebody else owns it or may write to it. A link is none. */
    public Optional<Path> file(String name) throws IOException {
        Path file = path.resolve(name);
        return Files.exists(file, NOFOLLOW_LINKS) && FileRights.isPrivate(file, FileFacts.of(file))
                ? Optional.of(file)
                : Optional.empty();
    }

    /** Writes a file of that name, which nobody sees before it is whole. One that is there is replaced. */
    public Path write(String name, InputStream content) throws IOException {
        Path unfinished = path.resolve("writing-" + UUID.randomUUID());
        Path file = path.resolve(name);
        try {
            try (OutputStream out = Channels.newOutputStream(
                    Files.newByteChannel(unfinished, Set.of(CREATE_NEW, WRITE, NOFOLLOW_LINKS), Privacy.file(path)))) {
                content.transferTo(out);
            }
            return Files.move(unfinished, file, ATOMIC_MOVE, REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Moves a file there that a program has made, for this user alone whatever the umask was. One of that name is replaced. */
    public Path adopt(Path made, String name) throws IOException {
        if (made.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
        }
        return Files.move(made, path.resolve(name), ATOMIC_MOVE, REPLACE_EXISTING);
    }

    /**
     * This, unless others can enter it and find something there that is not this user's or root's, or that they may write to.
     *
     * @throws UntrustedFileException if they can
     */
    public PrivateFolder withPrivateContents() throws IOException {
        if (FileFacts.of(path).isEnterableByOthers()) {
            try (Stream<Path> all = Files.walk(path)) {
                for (Path each : all.toList()) {
                    requirePrivate(each);
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        return this;
    }

    private static void requirePrivate(Path path) throws IOException {
        FileFacts facts = FileFacts.of(path);
        if (!facts.isRegular() && !facts.isFolder()) {
            throw new UntrustedFileException(path, "is neither a file nor a folder");
        }
        if (!facts.owner().isTrustedBy(Owner.thisUser())) {
            throw new UntrustedFileException(path, "belongs to somebody else");
        }
        if (facts.isWritableByOthers()) {
            throw new UntrustedFileException(path, "can be written by others (mode " + facts.permissions() + ")");
        }
    }

    /** A new folder within it for what is not finished yet, to be moved to its place afterwards. */
    public PrivateFolder fresh(String prefix) throws IOException {
        return fresh(path, prefix);
    }

    /** The folder of that name within it, made if it is missing. */
    public PrivateFolder folder(String name) throws IOException {
        return make(path.resolve(name));
    }

    /** The names of all that is in it. */
    public Set<String> names() throws IOException {
        try (OpenFolder open = OpenFolder.of(path)) {
            return open.names();
        }
    }

    /** Deletes the file of that name; a link goes, and what it leads to stays. Nothing happens if there is none. */
    public void deleteFile(String name) throws IOException {
        try (OpenFolder open = OpenFolder.of(path)) {
            open.delete(name);
        }
    }

    /** Deletes it with all that is in it. A link in it goes, and what it leads to stays. */
    public void delete() throws IOException {
        try (OpenFolder open = OpenFolder.of(path)) {
            open.empty();
        }
        Files.deleteIfExists(path);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
