package io.migri.core.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.spi.source.MigrationSource;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectorySourceTest {

    @TempDir
    Path directory;

    @Test
    void takesSqlAndPythonFilesAndNothingElse() throws IOException {
        for (String name :
                List.of("0001_a.sql", "0002_b.py", ".0003_hidden.sql", "0004.txt", "README", "0005.SQL", ".sql")) {
            Files.writeString(directory.resolve(name), "");
        }
        Files.createDirectory(directory.resolve("0006_directory.sql"));

        assertEquals(Set.of("0001_a.sql", "0002_b.py"), fileNames(found(new DirectorySource(directory))));
    }

    @Test
    void aNameMayHoldDots() throws IOException {
        Files.writeString(directory.resolve("1.2.add.sql"), "");

        Migration migration = found(new DirectorySource(directory)).get(0);

        assertEquals("1.2.add", migration.name());
        assertEquals("sql", migration.kind());
    }

    @Test
    void followsALinkToAFile() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Path file = Files.writeString(elsewhere.resolve("real.sql"), "SELECT 1");
        Files.createSymbolicLink(directory.resolve("0001_link.sql"), file);

        assertEquals(Set.of("0001_link.sql"), fileNames(found(new DirectorySource(directory))));
    }

    @Test
    void opensNoDeviceThatALinkLeadsTo() throws IOException {
        for (String device : List.of("/dev/zero", "/dev/tty", "/dev/stdin")) {
            Path link = Files.createSymbolicLink(directory.resolve("0001_link.sql"), Path.of(device));
            Migration migration = found(new DirectorySource(directory)).get(0);
            if (Files.isRegularFile(link)) {
                migration.content().open().close();
            } else {
                IOException refused = assertThrows(
                        IOException.class, () -> migration.content().open());
                assertTrue(refused.getMessage().contains("0001_link.sql"), refused::getMessage);
            }
            Files.delete(link);
        }
    }

    @Test
    void waitsForNoPipe() throws Exception {
        Path pipe = directory.resolve("0001_pipe.sql");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        Migration migration = found(new DirectorySource(directory)).get(0);
        IOException refused =
                assertThrows(IOException.class, () -> migration.content().open());
        assertEquals("it is a pipe or a device, and no file; remove it", ReadFailure.reason(refused));
    }

    @Test
    void saysThatADirectoryIsMissing() {
        MigriException failure =
                assertThrows(MigriException.class, () -> new DirectorySource(directory.resolve("nope")).migrations());

        assertEquals(ErrorCode.SOURCE_UNREADABLE, failure.code());
        assertEquals(
                "there is no directory " + directory.resolve("nope"),
                failure.text().toString());
    }

    @Test
    void saysThatAFileIsNoDirectory() throws IOException {
        Path file = Files.writeString(directory.resolve("0001_a.sql"), "");

        MigriException failure = assertThrows(MigriException.class, () -> new DirectorySource(file).migrations());

        assertEquals(ErrorCode.SOURCE_UNREADABLE, failure.code());
    }

    @Test
    void readsAFolderOfAJarAsItReadsADirectory() throws IOException {
        Path jar = directory.resolve("app.jar");
        try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name : List.of(
                    "db/m/", "db/m/0001_a.sql", "db/m/deep/0002_b.sql", "db/other/0003_c.sql", "db/m/notes.txt")) {
                entries.putNextEntry(new JarEntry(name));
                entries.closeEntry();
            }
        }

        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            List<Migration> found = found(new ClasspathSource("/db/m/", loader));

            assertEquals(Set.of("0001_a.sql"), fileNames(found));
            assertEquals(0, found.get(0).content().open().readAllBytes().length);
        }
    }

    @Test
    void readsADirectoryOfTheClassPath() throws IOException {
        Files.writeString(Files.createDirectories(directory.resolve("db/m")).resolve("0001_a.sql"), "");

        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, null)) {
            assertEquals(Set.of("0001_a.sql"), fileNames(found(new ClasspathSource("db/m", loader))));
        }
    }

    @Test
    void opensFileUrlsWithAndWithoutARoot() throws IOException {
        Files.writeString(directory.resolve("0001_a.sql"), "");
        FileSourceProvider provider = new FileSourceProvider();

        assertEquals(1, provider.open(directory.toUri()).migrations().size());
        assertEquals(new DirectorySource(Path.of("db/m")), provider.open(URI.create("file:db/m")));
    }

    @Test
    void namesWhatItPassesOver() throws IOException {
        for (String name : List.of("0001_a.sql", "0002_b.xq", "0003_c.SQL", "README", ".hidden.txt")) {
            Files.writeString(directory.resolve(name), "");
        }
        List<String> passedOver = new ArrayList<>();

        List<Migration> found = new DirectorySource(directory).migrations(Set.of("xq"), passedOver::add);

        assertEquals(Set.of("0002_b.xq"), fileNames(found));
        assertEquals(Set.of("0001_a.sql", "0003_c.SQL", "README"), Set.copyOf(passedOver));
    }

    private static List<Migration> found(MigrationSource source) throws IOException {
        return source.migrations(Set.of("sql", "py"), name -> {});
    }

    private static Set<String> fileNames(List<Migration> migrations) {
        return migrations.stream().map(Migration::fileName).collect(Collectors.toSet());
    }
}
