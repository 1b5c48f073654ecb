package io.migri.cli.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScriptFileTest {
    @TempDir
    Path directory;

    @Test
    void isForThisUserAlone() throws IOException {
        assertEquals(List.of("0001"), file().write(script("ünïcödé\n")));
        assertEquals("ünïcödé\n", Files.readString(directory.resolve("script.sql")));
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("script.sql"))));
        assertEquals(List.of("script.sql"), there());
    }

    @Test
    void takesThePlaceOfAnotherAsAWhole() throws IOException {
        Files.writeString(directory.resolve("script.sql"), "an older one, which is longer");
        file().write(script("new"));
        assertEquals("new", Files.readString(directory.resolve("script.sql")));
        assertEquals(List.of("script.sql"), there());
    }

    @Test
    void leavesWhatIsThereWhereThereIsNoScript() throws IOException {
        Files.writeString(directory.resolve("script.sql"), "old");
        assertEquals(List.of(), file().write(appendable -> List.of()));
        assertEquals("old", Files.readString(directory.resolve("script.sql")));
        assertEquals(List.of("script.sql"), there());
    }

    @Test
    void leavesWhatIsThereWhereWritingFails() throws IOException {
        Files.writeString(directory.resolve("script.sql"), "old");
        IllegalStateException failure = new IllegalStateException("half way");
        assertEquals(failure, assertThrows(IllegalStateException.class, () -> file().write(appendable -> {
            append(appendable, "half");
            throw failure;
        })));
        assertEquals("old", Files.readString(directory.resolve("script.sql")));
        assertEquals(List.of("script.sql"), there());
    }

    @Test
    void saysWhyItCannotBeMade() throws IOException {
        assertRefused(directory.resolve("nowhere/script.sql").toString(), "its directory is not there");
        assertRefused("script\0.sql", "");
        Files.createDirectories(directory.resolve("folder/full"));
        assertRefused(directory.resolve("folder").toString(), "");
        assertEquals(List.of("folder"), there());
    }

    @Test
    void saysThatTheDiskIsFull() {
        MigriException refusal = assertThrows(MigriException.class, () -> file().write(appendable -> {
            throw new UncheckedIOException(new IOException("No space left on device"));
        }));
        assertTrue(refusal.getMessage().contains("No space left on device"), refusal::getMessage);
    }

    private void assertRefused(String name, String reason) {
        MigriException refusal = assertThrows(MigriException.class, () -> new ScriptFile(name).write(script("x")));
        assertEquals(ErrorCode.CONFIGURATION_INVALID, refusal.code());
        assertTrue(refusal.getMessage().contains(" cannot be written: " + reason), refusal::getMessage);
    }

    private ScriptFile file() {
        return new ScriptFile(directory.resolve("script.sql").toString());
    }

    private static Function<Appendable, List<String>> script(String text) {
        return appendable -> {
            append(appendable, text);
            return List.of("0001");
        };
    }

    private static void append(Appendable appendable, String text) {
        try {
            appendable.append(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> there() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
