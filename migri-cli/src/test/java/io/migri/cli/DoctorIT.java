package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code migri doctor}, as a person calls it. */
class DoctorIT {
    @TempDir
    private Path directory;

    @Test
    void everythingThatARunNeedsIsLookedAt() {
        Outcome outcome = migri().run("doctor", "-n", "a.db");
        String said = outcome.hasStatus(0).complained("").out();
        for (String area : new String[] {
            "migri", "files", "java", "python", "libpython", "jep", "engine", "drivers", "database", "privileges"
        }) {
            assertTrue(said.lines().anyMatch(line -> line.startsWith(area + " ")), area + " is missing in: " + said);
        }
        assertTrue(said.contains("no file yet; the first run makes it"), said);
        assertFalse(Files.exists(directory.resolve("a.db")));
    }

    @Test
    void aProblemHasARemedyAndItsOwnStatus() {
        Outcome outcome = migri().run("doctor", "-n", "a.db", "--python", "/nowhere/python3");
        String said = outcome.hasStatus(1).out();
        assertTrue(said.contains("PROBLEM"), said);
        assertTrue(said.contains("→ "), said);
    }

    @Test
    void aDatabaseThatIsNotNamedIsNotLookedAt() {
        String said = migri().run("doctor").hasStatus(0).out();
        assertTrue(said.contains("database    WARNING  not looked at"), said);
        assertFalse(Files.exists(directory.resolve("a.db")));
    }

    private Distribution migri() {
        return new Distribution(directory);
    }
}
