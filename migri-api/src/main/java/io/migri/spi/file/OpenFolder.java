package io.migri.spi.file;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A folder that may be anybody's, held open: whatever its owner renames or links meanwhile, files are made, looked at and deleted in
 * this one and no other. No link in it is followed. Where the file system cannot hold a folder open, it is found by its name.
 *
 * <p>To be called only.
 */
public final class OpenFolder implements AutoCloseable {
    private final Path path;
    private final DirectoryStream<Path> stream;
    private final @Nullable SecureDirectoryStream<Path> held;

    private OpenFolder(Path path, DirectoryStream<Path> stream) {
        this.path = path;
        this.stream = stream;
        this.held = stream instanceof SecureDirectoryStream<Path> secure ? secure : null;
    }

    /** Opens {@code folder}, behind links or not. */
    @SuppressWarnings("StreamResourceLeak") // closed with this
    public static OpenFolder of(Path folder) throws IOException {
        Path real = folder.toRealPath();
        return new OpenFolder(real, Files.newDirectoryStream(real));
    }

    /** Where it was when it was opened. */
    public Path path() {
        return path;
    }

    /** The names of all that is in it. To be called once. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        names(stream).forEach(name -> names.add(name.toString()));
        return names;
    }

    /**
     * Makes an empty file that those can use who can use {@code model}: with the same permissions, and the same owner where this user may
     * give files away. Both are set on the very file that was made, even if another takes its place meanwhile.
     *
     * @return false if something of that name is there
     */
    public boolean create(String name, Path model) throws IOException {
        try {
            SeekableByteChannel made = created(path.resolve(name));
            try {
                OpenedFile.find(identity(name)).ifPresent(file -> file.becomeLike(model));
            } finally {
                made.close();
            }
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private SeekableByteChannel created(Path file) throws IOException {
        var options = Set.of(CREATE_NEW, WRITE, NOFOLLOW_LINKS);
        return held == null
                ? Files.newByteChannel(file, options, Privacy.file(path))
                : held.newByteChannel(file.getFileName(), options, Privacy.file(path));
    }

    /** What is known of the file, or link, of that name; empty if there is none. */
    public Optional<BasicFileAttributes> look(String name) throws IOException {
        try {
            Path file = path.resolve(name);
            BasicFileAttributeView view = held == null
                    ? Files.getFileAttributeView(file, BasicFileAttributeView.class, NOFOLLOW_LINKS)
                    : held.getFileAttributeView(file.getFileName(), BasicFileAttributeView.class, NOFOLLOW_LINKS);
            return Optional.of(view.readAttributes());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Tells a file from all others that are there at the same time; empty if there is none of that name, or they have no numbers. */
    private Optional<Object> identity(String name) throws IOException {
        return look(name).map(BasicFileAttributes::fileKey);
    }

    /** Deletes the file of that name; a link goes, and what it leads to stays. Nothing happens if there is none. */
    public void delete(String name) throws IOException {
        try {
            Path file = path.resolve(name);
            if (held == null) {
                Files.delete(file);
            } else {
                held.deleteFile(file.getFileName());
            }
        } catch (NoSuchFileException e) {
            // nothing to do
        }
    }

    /** Deletes all that is in it, and nothing that links in it lead to. */
    void empty() throws IOException {
        if (held == null) {
            emptyByName(path, stream);
        } else {
            empty(held);
        }
    }

    private static void empty(SecureDirectoryStream<Path> folder) throws IOException {
        for (Path name : names(folder)) {
            if (isFolder(folder.getFileAttributeView(name, BasicFileAttributeView.class, NOFOLLOW_LINKS))) {
                try (SecureDirectoryStream<Path> inner = folder.newDirectoryStream(name, NOFOLLOW_LINKS)) {
                    empty(inner);
                }
                folder.deleteDirectory(name);
            } else {
                folder.deleteFile(name);
            }
        }
    }

    private static void emptyByName(Path folder, DirectoryStream<Path> entries) throws IOException {
        for (Path name : names(entries)) {
            Path entry = folder.resolve(name);
            if (isFolder(Files.getFileAttributeView(entry, BasicFileAttributeView.class, NOFOLLOW_LINKS))) {
                try (DirectoryStream<Path> inner = Files.newDirectoryStream(entry)) {
                    emptyByName(entry, inner);
                }
            }
            Files.delete(entry);
        }
    }

    private static boolean isFolder(BasicFileAttributeView view) throws IOException {
        return view.readAttributes().isDirectory();
    }

    /** Read to the end before anything is deleted. */
    private static List<Path> names(DirectoryStream<Path> folder) {
        List<Path> names = new ArrayList<>();
        folder.forEach(entry -> names.add(entry.getFileName()));
        return names;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
