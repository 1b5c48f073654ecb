package io.migri.core.source;

import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import io.migri.spi.source.MigrationSource;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The files directly in one directory. Hidden files and directories are passed over. */
public record DirectorySource(Path directory) implements MigrationSource {

    @Override
    public List<Migration> migrations() throws IOException {
        return migrations(MigrationFile::isAny, name -> {});
    }

    @Override
    public List<Migration> migrations(Set<String> kinds, Consumer<String> passedOver) throws IOException {
        return migrations(kinds::contains, passedOver);
    }

    private List<Migration> migrations(Predicate<String> kinds, Consumer<String> passedOver) throws IOException {
        List<Migration> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                MigrationFile.of(name, file.toString(), () -> Files.newInputStream(ended(file)))
                        .filter(migration -> !Files.isDirectory(file))
                        .ifPresent(migration -> MigrationFile.sort(migration, kinds, found, passedOver));
            }
        } catch (NoSuchFileException e) {
            throw unreadable(
                    "there is no directory " + where(),
                    Text.of("create it, or name another with ", Option.LOCATION),
                    e);
        } catch (NotDirectoryException e) {
            throw unreadable(directory + " is not a directory", Text.of("name the directory that the file is in"), e);
        } catch (AccessDeniedException e) {
            throw unreadable(
                    "the directory " + directory + " cannot be read",
                    Text.of("give this user the right to read it"),
                    e);
        } catch (FileSystemException e) {
            throw unreadable(
                    "the directory " + directory + " cannot be read: " + ReadFailure.reason(e),
                    Text.of("name a directory that can be read"),
                    e);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return found;
    }

    private String where() {
        return directory.isAbsolute()
                ? directory.toString()
                : "\"" + directory + "\" in " + Path.of("").toAbsolutePath();
    }

    /** A pipe may never be written to, and a device never end. A link counts as what it leads to. */
    private static Path ended(Path file) throws IOException {
        if (Files.readAttributes(file, BasicFileAttributes.class).isOther()) {
            throw new FileSystemException(file.toString(), null, "it is a pipe or a device, and no file; remove it");
        }
        return file;
    }

    @Override
    public Optional<Migration.Content> companion(String fileName) {
        Path file = directory.resolve(fileName);
        return Files.isRegularFile(file) ? Optional.of(() -> Files.newInputStream(file)) : Optional.empty();
    }

    @Override
    public Optional<MigrationSource> folder(String name) {
        Path folder = directory.resolve(name);
        return Files.isDirectory(folder) ? Optional.of(new DirectorySource(folder)) : Optional.empty();
    }

    private static MigriException unreadable(String message, Text help, IOException cause) {
        return MigriException.of(ErrorCode.SOURCE_UNREADABLE, message)
                .help(help)
                .because(cause)
                .build();
    }
}
