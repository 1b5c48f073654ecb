package io.migri.dialect.sqlite.connection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.MigriException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteNativeLibraryTest {

    @TempDir
    private Path directory = Path.of("");

    @Test
    void keepsTheLibraryOfTheJar() throws IOException {
        Path library = unpacked().orElseThrow();
        assertTrue(library.startsWith(directory.resolve("cache")));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(library.getParent())));
        var time = Files.getLastModifiedTime(library);
        assertEquals(Optional.of(library), unpacked());
        assertEquals(time, Files.getLastModifiedTime(library), "it was written again");
        try (Stream<Path> files = Files.list(library.getParent())) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void replacesALibraryThatIsNotWhole() throws IOException {
        Path library = unpacked().orElseThrow();
        byte[] whole = Files.readAllBytes(library);
        byte[] damaged = whole.clone();
        damaged[damaged.length / 2]++;
        Files.write(library, damaged);
        assertArrayEquals(whole, Files.readAllBytes(unpacked().orElseThrow()));
        Files.write(library, new byte[10]);
        assertArrayEquals(whole, Files.readAllBytes(unpacked().orElseThrow()));
    }

    @Test
    void usesNoDirectoryThatOthersCanWriteTo() throws IOException {
        Path library = unpacked().orElseThrow();
        for (Path open : new Path[] {library.getParent(), directory.resolve("cache"), directory}) {
            var before = Files.getPosixFilePermissions(open);
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
            assertEquals(Optional.empty(), unpacked(), open::toString);
            Files.setPosixFilePermissions(open, before);
        }
        assertEquals(Optional.of(library), unpacked());
    }

    @Test
    void writesALibraryAnewThatOthersCouldHaveChanged() throws IOException {
        Path library = unpacked().orElseThrow();
        Path elsewhere = Files.copy(library, directory.resolve("elsewhere"));
        Files.setPosixFilePermissions(library, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertEquals(Optional.of(library), unpacked());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(library)));
        Files.delete(library);
        Files.createSymbolicLink(library, elsewhere);
        assertEquals(Optional.of(library), unpacked());
        assertFalse(Files.isSymbolicLink(library));
    }

    @Test
    void doesWithoutWhereItCannotWrite() throws IOException {
        Path file = Files.writeString(directory.resolve("cache"), "in the way");
        assertEquals(Optional.empty(), SqliteNativeLibrary.unpacked(file));
    }

    /** The driver would execute what others put in its place between its writing and its loading. */
    @Test
    void isExecutedFromNoFolderWhereOthersCanReplaceIt() throws IOException {
        String before = System.getProperty("java.io.tmpdir");
        System.setProperty("java.io.tmpdir", directory.toString());
        try {
            Path folder = SqliteNativeLibrary.scratch().orElseThrow();
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
            MigriException refused = assertThrows(MigriException.class, SqliteNativeLibrary::scratch);
            assertTrue(refused.getMessage().contains("others can replace it"), refused::getMessage);
        } finally {
            System.setProperty("java.io.tmpdir", before);
        }
    }

    @Test
    void looksWhereCachesBelong() {
        assertEquals(Optional.of(Path.of("/x/migri")), SqliteNativeLibrary.cacheDirectory("/x", "/home/me"));
        assertEquals(
                Optional.of(Path.of("/home/me/.cache/migri")), SqliteNativeLibrary.cacheDirectory(null, "/home/me"));
        assertEquals(
                Optional.of(Path.of("/home/me/.cache/migri")), SqliteNativeLibrary.cacheDirectory("rel", "/home/me"));
        assertEquals(Optional.empty(), SqliteNativeLibrary.cacheDirectory(null, "?"));
        assertEquals(Optional.empty(), SqliteNativeLibrary.cacheDirectory("", null));
    }

    private Optional<Path> unpacked() {
        return SqliteNativeLibrary.unpacked(directory.resolve("cache"));
    }
}
