package io.migri.spi.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OpenFolderTest {
    private static final int ROUNDS = 300;

    @TempDir
    private Path directory = Path.of("");

    @Test
    void makesAFileForThoseWhoCanUseItsModel() throws IOException {
        Path model = Rights.with("rw-rw-rw-", Files.createFile(directory.resolve("model")));
        if (Rights.isRoot()) {
            Rights.givenAway(model);
        }
        try (OpenFolder folder = OpenFolder.of(directory)) {
            assertTrue(folder.create("made", model));
            assertFalse(folder.create("made", model));
            assertTrue(folder.create("alone", directory.resolve("missing")));
            assertTrue(folder.look("made").isPresent());
        }
        Rights.assertMode("rw-rw-rw-", directory.resolve("made"));
        Rights.assertMode("rw-------", directory.resolve("alone"));
        assertEquals(Owner.of(model), Owner.of(directory.resolve("made")));
    }

    @Test
    void staysInItsFolderWhenALinkTakesItsPlace() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("theirs"));
        Path victim = Files.createDirectory(directory.resolve("victim"));
        Files.createFile(victim.resolve("f"));
        Files.createFile(folder.resolve("f"));
        try (OpenFolder open = OpenFolder.of(folder)) {
            Files.move(folder, directory.resolve("moved"));
            Files.createSymbolicLink(folder, victim);
            open.delete("f");
            open.create("g", directory.resolve("missing"));
        }
        assertTrue(Files.exists(victim.resolve("f")));
        assertFalse(Files.exists(victim.resolve("g")));
        assertFalse(Files.exists(directory.resolve("moved/f")));
        assertTrue(Files.exists(directory.resolve("moved/g")));
    }

    @Test
    void makesNothingBehindALink() throws IOException {
        Path victim = directory.resolve("victim");
        Files.createSymbolicLink(directory.resolve("f"), victim);
        try (OpenFolder open = OpenFolder.of(directory)) {
            assertFalse(open.create("f", directory.resolve("missing")));
            assertTrue(open.look("f").orElseThrow().isSymbolicLink());
        }
        assertFalse(Files.exists(victim));
    }

    /** The owner of the folder swaps the new file for a link, soft or hard, to one that is not his. */
    @Test
    void neverGivesAwayAFileThatTakesThePlaceOfTheNewOne() throws Exception {
        Path folder = Files.createDirectory(directory.resolve("theirs"));
        Path model = Rights.with("rw-rw-rw-", Files.createFile(folder.resolve("model")));
        Path secret = Rights.with("rw-------", Files.createFile(directory.resolve("secret")));
        Owner before = Owner.of(secret);
        if (before.equals(Owner.ROOT)) {
            Rights.givenAway(model);
        }
        AtomicBoolean over = new AtomicBoolean();
        Thread racing = new Thread(() -> swap(folder, secret, over));
        racing.start();
        int made = 0;
        try (OpenFolder open = OpenFolder.of(folder)) {
            for (int i = 0; i < ROUNDS; i++) {
                made += open.create("lock", model) ? 1 : 0;
                open.delete("lock");
            }
        } finally {
            over.set(true);
            racing.join();
        }
        assertTrue(made > 0, "none was made");
        Rights.assertMode("rw-------", secret);
        assertEquals(before, Owner.of(secret));
    }

    private static void swap(Path folder, Path secret, AtomicBoolean over) {
        Path lock = folder.resolve("lock");
        Path ready = folder.resolve("ready");
        for (int i = 0; !over.get(); i++) {
            try {
                if (i % 2 == 0) {
                    Files.createLink(ready, secret);
                } else {
                    Files.createSymbolicLink(ready, secret);
                }
                if (Files.exists(lock)) {
                    Files.move(ready, lock, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
                }
                Files.deleteIfExists(ready);
            } catch (IOException e) {
                // the other was quicker
            }
        }
    }
}
