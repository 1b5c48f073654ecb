package io.migri.spi.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The way down from the root to a file, on which nobody but this user and root can put anything: each folder and each link belongs
 * to one of them, and each folder keeps others from replacing what lies in it. What was found at its end cannot become something
 * else afterwards.
 */
final class SafeWay {
    /** As many as Linux follows. */
    private static final int MOST_LINKS = 40;

    private final Owner user;
    private final boolean making;
    private final Deque<Path> ahead = new ArrayDeque<>();
    private Path at;
    private int links;

    private SafeWay(Owner user, boolean making, Path root) {
        this.user = user;
        this.making = making;
        this.at = root;
    }

    /**
     * Where {@code path} really is.
     *
     * @throws NoSuchFileException if it is not there
     * @throws UntrustedFileException if somebody else could change where that is
     */
    static Path to(Path path) throws IOException {
        return walk(path, false);
    }

    /** The same for a folder; it and those above it that are missing are made, for this user alone. */
    static Path toFolder(Path path) throws IOException {
        return walk(path, true);
    }

    private static Path walk(Path path, boolean making) throws IOException {
        Path absolute = path.toAbsolutePath();
        SafeWay way = new SafeWay(Owner.thisUser(), making, absolute.getRoot());
        way.comeFirst(absolute);
        way.check(way.at, FileFacts.of(way.at));
        while (!way.ahead.isEmpty()) {
            way.step(way.ahead.pop().toString());
        }
        return way.at;
    }

    private void comeFirst(Path names) {
        for (int i = names.getNameCount() - 1; i >= 0; i--) {
            ahead.push(names.getName(i));
        }
    }

    private void step(String name) throws IOException {
        if (name.equals("..")) {
            at = Optional.ofNullable(at.getParent()).orElse(at);
        } else if (!name.isEmpty() && !name.equals(".")) {
            Path next = at.resolve(name);
            FileFacts facts = making ? made(next) : FileFacts.of(next);
            check(next, facts);
            if (facts.isLink()) {
                follow(next);
            } else {
                at = next;
            }
        }
    }

    private static FileFacts made(Path folder) throws IOException {
        try {
            return FileFacts.of(folder);
        } catch (NoSuchFileException e) {
            try {
                Files.createDirectory(folder, Privacy.folder(folder));
            } catch (FileAlreadyExistsException quicker) {
                // by somebody else, and looked at like any other
            }
            return FileFacts.of(folder);
        }
    }

    private void follow(Path link) throws IOException {
        if (++links > MOST_LINKS) {
            throw new FileSystemLoopException(link.toString());
        }
        Path target = Files.readSymbolicLink(link);
        if (target.isAbsolute()) {
            at = target.getRoot();
        }
        comeFirst(target);
    }

    private void check(Path path, FileFacts facts) throws FileSystemException {
        if (!facts.owner().isTrustedBy(user)) {
            throw new UntrustedFileException(path, "belongs to somebody else");
        }
        if (facts.isFolder() && facts.letsOthersReplace()) {
            throw new UntrustedFileException(
                    path, "lets others replace what lies in it (mode " + facts.permissions() + ")");
        }
        if (!facts.isFolder() && !facts.isLink() && !ahead.isEmpty()) {
            throw new NotDirectoryException(path.toString());
        }
    }
}
