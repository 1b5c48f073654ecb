package io.migri.spi.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrivateFolderTest {
    private static final byte[] CONTENT = {1, 2, 3};

    @TempDir
    private Path directory = Path.of("");

    @Test
    void makesWhatIsMissingForThisUserAlone() throws IOException {
        PrivateFolder made = PrivateFolder.make(directory.resolve("a/b/c"));
        for (String name : new String[] {"a", "a/b", "a/b/c"}) {
            Rights.assertMode("rwx------", directory.resolve(name));
        }
        Path file = made.write("f", new ByteArrayInputStream(CONTENT));
        Rights.assertMode("rw-------", file);
        assertArrayEquals(CONTENT, Files.readAllBytes(file));
        assertEquals(Optional.of(file), made.file("f"));
        assertEquals(Optional.empty(), made.file("g"));
        assertEquals(made.path(), PrivateFolder.make(made.path()).path());
        assertTrue(made.isThisUsers());
        assertNotEquals(made.fresh("x-").path(), made.fresh("x-").path());
        Rights.assertMode("rwx------", made.fresh("x-").path());
    }

    @Test
    void replacesAFileAtOnceAndALinkByAFile() throws IOException {
        PrivateFolder folder = PrivateFolder.make(directory.resolve("a"));
        Path victim = Files.writeString(directory.resolve("victim"), "kept");
        Path link = Files.createSymbolicLink(folder.path().resolve("f"), victim);
        assertEquals(Optional.empty(), folder.file("f"), "a link is no file of the folder");
        folder.write("f", new ByteArrayInputStream(CONTENT));
        assertFalse(Files.isSymbolicLink(link));
        assertEquals("kept", Files.readString(victim));
    }

    @Test
    void isNoneIfOthersCanWriteToItOrReplaceIt() throws IOException {
        Path folder = PrivateFolder.make(directory.resolve("a/b")).path();
        for (Path open : new Path[] {folder, folder.getParent(), directory}) {
            for (String permissions : new String[] {"rwxrwx---", "rwx----w-", "rwxrwxrwx"}) {
                var before = PosixFilePermissions.toString(Files.getPosixFilePermissions(open));
                Rights.with(permissions, open);
                var refused = assertThrows(UntrustedFileException.class, () -> PrivateFolder.existing(folder));
                assertTrue(refused.getMessage().startsWith(open.toRealPath().toString()), refused::getMessage);
                assertThrows(UntrustedFileException.class, () -> PrivateFolder.make(folder));
                assertThrows(UntrustedFileException.class, () -> PrivateFolder.make(folder.resolve("c")));
                Rights.with(before, open);
            }
        }
        assertEquals(folder, PrivateFolder.existing(folder).path());
    }

    @Test
    void holdsNoFileThatOthersCanWrite() throws IOException {
        PrivateFolder folder = PrivateFolder.make(directory.resolve("a"));
        Path file = folder.write("f", new ByteArrayInputStream(CONTENT));
        Rights.with("rw-rw----", file);
        assertEquals(Optional.empty(), folder.file("f"));
        assertFalse(FileRights.isPrivate(file));
        Rights.with("rwxr-xr-x", file);
        assertEquals(Optional.of(file), folder.file("f"));
        assertTrue(FileRights.isPrivate(file));
    }

    @Test
    void maySitInAStickyFolderThatAllWriteTo() throws IOException {
        Path all = Files.createDirectory(directory.resolve("tmp"));
        Files.setAttribute(all, "unix:mode", 01777);
        PrivateFolder fresh = PrivateFolder.fresh(all, "x-");
        Rights.assertMode("rwx------", fresh.path());
        assertThrows(UntrustedFileException.class, () -> PrivateFolder.existing(all));
        Files.setAttribute(all, "unix:mode", 0777);
        assertThrows(UntrustedFileException.class, () -> PrivateFolder.fresh(all, "x-"));
        assertThrows(UntrustedFileException.class, () -> PrivateFolder.existing(fresh.path()));
    }

    @Test
    void isElsewhereWhereOthersCanReplaceWhatIsInTheTemporaryFolder() throws IOException {
        String before = System.getProperty("java.io.tmpdir");
        System.setProperty("java.io.tmpdir", directory.toString());
        try {
            Path cache = directory.toRealPath().resolve("cache");
            assertEquals(
                    directory.toRealPath(),
                    PrivateFolder.scratch("x-", List.of(cache)).path().getParent());
            Path all = Files.createDirectory(directory.resolve("tmp"));
            System.setProperty("java.io.tmpdir", Rights.with("rwxrwxrwx", all).toString());
            assertEquals(
                    cache,
                    PrivateFolder.scratch("x-", List.of(all, cache)).path().getParent());
            assertThrows(UntrustedFileException.class, () -> PrivateFolder.scratch("x-", List.of()));
        } finally {
            System.setProperty("java.io.tmpdir", before);
        }
    }

    @Test
    void adoptsAFileForThisUserAlone() throws IOException {
        PrivateFolder folder = PrivateFolder.make(directory.resolve("a"));
        Path made = Rights.with("rw-rw-rw-", Files.createFile(folder.path().resolve("unfinished")));
        Path adopted = folder.adopt(made, "finished");
        Rights.assertMode("rw-------", adopted);
        assertEquals(Optional.of(adopted), folder.file("finished"));
        assertTrue(Files.notExists(made));
    }

    /** Whoever cannot enter the folder cannot get at what is in it, whatever the umask of the program that wrote it. */
    @Test
    void holdsNothingThatOthersCanReachAndWrite() throws IOException {
        PrivateFolder folder = PrivateFolder.make(directory.resolve("a"));
        Path inner = Rights.with("rwxrwxrwx", folder.folder("inner").path());
        assertEquals(folder, folder.withPrivateContents());
        Rights.with("rwxr-xr-x", folder.path());
        assertThrows(UntrustedFileException.class, folder::withPrivateContents);
        Rights.with("rwxr-xr-x", inner);
        assertEquals(folder, folder.withPrivateContents());
        Path file = Rights.with("rw-rw-rw-", Files.createFile(inner.resolve("f")));
        assertThrows(UntrustedFileException.class, folder::withPrivateContents);
        Files.delete(file);
        Files.createSymbolicLink(file, directory);
        assertThrows(UntrustedFileException.class, folder::withPrivateContents);
    }

    @Test
    void trustsWhatBelongsToRootAndNobodyElse() throws IOException {
        assertTrue(FileRights.isPrivate(Path.of("/etc/passwd")), "root's is trusted by everybody");
        if (!Rights.isRoot()) {
            Path theirs = Path.of("/etc/passwd");
            assertThrows(IOException.class, () -> Rights.givenAway(Files.createFile(directory.resolve("f"))));
            assertFalse(Files.isWritable(theirs), "this user is not root");
            return;
        }
        PrivateFolder folder = PrivateFolder.make(directory.resolve("a/b"));
        Path file = Rights.givenAway(folder.write("f", new ByteArrayInputStream(CONTENT)));
        assertEquals(Optional.empty(), folder.file("f"));
        assertFalse(FileRights.isPrivate(file));
        Rights.givenAway(folder.path().getParent());
        var refused = assertThrows(UntrustedFileException.class, () -> PrivateFolder.existing(folder.path()));
        assertTrue(refused.getMessage().endsWith("belongs to somebody else"), refused::getMessage);
        assertFalse(folder.path().toFile().exists() && FileRights.isPrivate(folder.path()));
    }

    @Test
    void followsLinksOfThisUserButNotThoseOfOthers() throws IOException {
        PrivateFolder real = PrivateFolder.make(directory.resolve("real/inner"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("real"));
        assertEquals(real.path(), PrivateFolder.make(link.resolve("inner")).path());
        assertEquals(
                real.path(),
                PrivateFolder.existing(link.resolve("../link/./inner")).path());
        assertThrows(NoSuchFileException.class, () -> PrivateFolder.existing(link.resolve("missing")));
        if (Rights.isRoot()) {
            Rights.givenAway(link);
            assertThrows(UntrustedFileException.class, () -> PrivateFolder.make(link.resolve("inner")));
            assertThrows(UntrustedFileException.class, () -> PrivateFolder.make(link.resolve("new")));
            assertFalse(Files.exists(directory.resolve("real/new")));
        } else {
            Rights.with("rwxrwxrwx", directory);
            assertThrows(UntrustedFileException.class, () -> PrivateFolder.make(link.resolve("inner")));
        }
    }

    @Test
    void endsWhereLinksLeadInACircle() throws IOException {
        Path one = directory.resolve("one");
        Files.createSymbolicLink(one, directory.resolve("two"));
        Files.createSymbolicLink(directory.resolve("two"), one);
        assertThrows(FileSystemLoopException.class, () -> PrivateFolder.make(one.resolve("x")));
        assertFalse(FileRights.isPrivate(one));
    }

    @Test
    void isNoFile() throws IOException {
        Path file = Files.writeString(directory.resolve("f"), "");
        assertThrows(NotDirectoryException.class, () -> PrivateFolder.make(file));
        assertThrows(NotDirectoryException.class, () -> PrivateFolder.make(file.resolve("x")));
        assertFalse(FileRights.isPrivate(directory));
    }

    @Test
    void deletesLinksAndNotWhatTheyLeadTo() throws IOException {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Path kept = Files.writeString(outside.resolve("kept"), "");
        PrivateFolder folder = PrivateFolder.make(directory.resolve("a"));
        Files.createSymbolicLink(folder.path().resolve("folder"), outside);
        Files.createSymbolicLink(folder.path().resolve("file"), kept);
        folder.folder("deep").folder("deeper").write("f", new ByteArrayInputStream(CONTENT));
        Files.createSymbolicLink(folder.path().resolve("deep/up"), outside);
        folder.deleteFile("file");
        folder.deleteFile("file");
        assertTrue(Files.exists(folder.path().resolve("folder/kept")));
        folder.delete();
        assertTrue(Files.notExists(folder.path()));
        assertTrue(Files.exists(kept));
    }

    @Test
    void worksWhereFilesHaveNoOwnersAndPermissions() throws IOException {
        URI archive = URI.create("jar:" + directory.resolve("a.zip").toUri());
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            PrivateFolder folder = PrivateFolder.make(zip.getPath("/cache/migri"));
            Files.writeString(folder.path().resolve("f"), "x");
            assertEquals(Optional.of(folder.path().resolve("f")), folder.file("f"));
            assertFalse(FileRights.isReadableByOthers(folder.path().resolve("f")));
            PrivateFolder.make(folder.path().resolve("g/h"));
            folder.delete();
            assertFalse(Files.exists(zip.getPath("/cache/migri")));
        }
    }

    @Test
    void knowsAPasswordFileThatOthersCanRead() throws IOException {
        Path file = Rights.with("rw-------", Files.writeString(directory.resolve("password"), "x"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        assertFalse(FileRights.isReadableByOthers(link));
        assertFalse(FileRights.isReadableByOthers(directory.resolve("missing")));
        assertFalse(FileRights.isReadableByOthers(Path.of("/etc/passwd")), "root gives it to them on purpose");
        Rights.with("rw-r--r--", file);
        if (Rights.isRoot()) {
            assertFalse(FileRights.isReadableByOthers(link));
            Rights.givenAway(file);
        }
        assertTrue(FileRights.isReadableByOthers(link));
        Rights.with("rw-r-----", file);
        assertTrue(FileRights.isReadableByOthers(file));
    }
}
