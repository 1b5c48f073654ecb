package io.migri.cli.script;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Function;

/** A file for a script, readable for this user alone: migrations may have passwords in them. It is there as a whole, or not at all. */
public record ScriptFile(String name) {

    /**
     * Puts a script in its place, where {@code script} says that there is one. What is there then, stays.
     *
     * @param script writes it; gives the names of what is in it
     * @throws MigriException where the file cannot be made
     */
    public List<String> write(Function<Appendable, List<String>> script) {
        try {
            Path target = Path.of(name).toAbsolutePath();
            Path made = Files.createTempFile(target.getParent(), ".migri-", ".sql");
            try {
                List<String> written = written(made, script);
                if (!written.isEmpty()) {
                    Files.move(made, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                }
                return written;
            } finally {
                Files.deleteIfExists(made);
            }
        } catch (UncheckedIOException e) {
            throw unwritable(requireNonNull(e.getCause()));
        } catch (IOException | InvalidPathException e) {
            throw unwritable(e);
        }
    }

    private static List<String> written(Path file, Function<Appendable, List<String>> script) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file, UTF_8)) {
            return script.apply(writer);
        }
    }

    private MigriException unwritable(Exception failure) {
        return MigriException.of(ErrorCode.CONFIGURATION_INVALID, name + " cannot be written: " + reason(failure))
                .help("name a file in a directory that is there and that this user may write to")
                .because(failure)
                .build();
    }

    private static String reason(Exception failure) {
        if (failure instanceof NoSuchFileException) {
            return "its directory is not there";
        }
        return failure instanceof AccessDeniedException
                ? "this user may not write there"
                : String.valueOf(failure.getMessage());
    }
}
