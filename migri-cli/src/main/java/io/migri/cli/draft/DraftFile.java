package io.migri.cli.draft;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/** Makes the file of a draft. What is there already stays as it is, and no link is followed in its place. */
public final class DraftFile {

    private DraftFile() {}

    /**
     * Writes it all, or leaves nothing. A missing directory is made, but none above it. The draft is made once more under
     * the directory's lock, since somebody else may have taken the number by then.
     *
     * @param drafts makes it from what is in the directory at that moment
     * @throws MigriException where it cannot be written
     */
    @SuppressWarnings("try") // the lock works by being held
    public static Written write(Supplier<Draft> drafts) {
        Path directory = drafts.get().directory();
        boolean made = Files.notExists(directory, LinkOption.NOFOLLOW_LINKS) && makeDirectory(directory);
        try (DirectoryLock lock = DirectoryLock.on(directory)) {
            Draft draft = drafts.get();
            if (draft.undo().isPresent()) {
                writeBoth(draft, draft.undo().get());
            } else {
                write(draft);
            }
            return new Written(draft, made);
        } catch (RuntimeException e) {
            if (made) {
                removeIfEmpty(directory);
            }
            throw e;
        }
    }

    /** The undo comes first: without its migration it does nothing. */
    private static void writeBoth(Draft draft, Draft undo) {
        boolean made = Files.notExists(undo.directory(), LinkOption.NOFOLLOW_LINKS) && makeDirectory(undo.directory());
        write(undo);
        try {
            write(draft);
        } catch (RuntimeException e) {
            removeIfEmpty(undo.path());
            if (made) {
                removeIfEmpty(undo.directory());
            }
            throw e;
        }
    }

    /** Returns false where somebody else was quicker. */
    private static boolean makeDirectory(Path directory) {
        String help = "make it, or name another";
        try {
            Files.createDirectory(directory);
            return true;
        } catch (FileAlreadyExistsException e) {
            if (Files.isDirectory(directory)) {
                return false;
            }
            throw unwritable(directory, reason(e), help, e);
        } catch (NoSuchFileException e) {
            throw unwritable(directory, "the directory that it is to be in is missing, too", help, e);
        } catch (IOException e) {
            throw unwritable(directory, reason(e), help, e);
        }
    }

    private static void removeIfEmpty(Path directory) {
        try {
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            return; // somebody else has put a file into it
        }
    }

    private static void write(Draft draft) {
        boolean begun = false;
        try (OutputStream file = Files.newOutputStream(
                draft.path(), StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, LinkOption.NOFOLLOW_LINKS)) {
            begun = true;
            file.write(draft.text().getBytes(UTF_8));
        } catch (IOException e) {
            throw undone(draft, begun, e);
        }
    }

    /** Half a file is worse than none: somebody may run it. */
    private static MigriException undone(Draft draft, boolean begun, IOException failure) {
        try {
            if (begun) {
                Files.deleteIfExists(draft.path());
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return unwritable(
                draft.path(),
                reason(failure),
                "choose another name or directory, or remove what is in the way",
                failure);
    }

    private static String reason(IOException failure) {
        if (failure instanceof FileAlreadyExistsException) {
            return "something of that name is there";
        }
        if (failure instanceof AccessDeniedException) {
            return "this user may not write there";
        }
        if (failure instanceof NoSuchFileException) {
            return "no file can be made in that directory";
        }
        return failure instanceof FileSystemException of && of.getReason() != null
                ? of.getReason()
                : String.valueOf(failure.getMessage());
    }

    private static MigriException unwritable(Path path, String reason, String help, IOException cause) {
        return MigriException.of(ErrorCode.SOURCE_UNREADABLE, path + " cannot be made: " + reason)
                .help(help)
                .because(cause)
                .build();
    }

    /**
     * What came of it.
     *
     * @param madeDirectory whether its directory had to be made
     */
    public record Written(Draft draft, boolean madeDirectory) {}
}
