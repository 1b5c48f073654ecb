package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a terminal {@code migri drop} wants the name of the database. */
class DropPromptIT {
    @TempDir
    private Path directory;

    @Test
    void anotherNameDropsNothing() throws IOException {
        Path file = Files.createFile(directory.resolve("zoo.db"));
        for (String other : List.of("", "y", "yes", "zoo", directory.resolve("zoo.db") + "x")) {
            Outcome declined = typing(other, "zoo.db");
            assertEquals(1, declined.status(), declined::toString);
            assertTrue(declined.out().contains("The name was not typed: nothing was dropped."), declined::toString);
            assertTrue(Files.exists(file));
        }
    }

    @Test
    void theNameDropsIt() throws IOException {
        Path file = Files.createFile(directory.resolve("zoo.db"));
        Outcome dropped = typing("zoo.db", file.toString());
        assertEquals(0, dropped.status(), dropped::toString);
        assertTrue(dropped.out().contains("Type its name, zoo.db, to go on: "), dropped::toString);
        assertTrue(dropped.out().contains("Dropped the database " + file), dropped::toString);
        assertFalse(Files.exists(file));
    }

    @Test
    void nobodyIsAskedOfWhatIsNotThere() throws IOException {
        Outcome absent = typing("", "zoo.db");
        assertEquals(0, absent.status(), absent::toString);
        assertFalse(absent.out().contains("to go on"), absent::toString);
    }

    private Outcome typing(String text, String name) {
        List<String> command =
                AnsweringTerminal.command("to go on: ", text, List.of("drop", "-d", "sqlite", "-n", name));
        return new Distribution(directory)
                .with("MIGRI_ARCHIVE", "no")
                .with("HOME", directory.resolve("home").toString())
                .start(command)
                .await();
    }
}
