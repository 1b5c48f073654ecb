package io.migri.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.testkit.server.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every case comes to the same on the driver and on the facade. What the driver does is also kept in a golden file, so that a new
 * version of it, or a change of the cases, shows. {@code -Dmigri.golden=write} writes the files anew.
 */
abstract class DifferentialContract {
    private static final int FEW = 20;

    @TempDir
    private Path directory;

    /** Compares the driver with its golden file. */
    void theDriverDoesWhatItDid(Driver driver, Database database, String golden) throws Exception {
        Map<String, String> real = new Cases(driver, database, directory).onTheDriver(Pythons.withDrivers());
        Path file = golden(golden);
        if ("write".equals(System.getProperty("migri.golden"))) {
            Files.createDirectories(file.getParent());
            Files.write(file, real.values());
        }
        assertSame(Cases.outcomes(file), real, golden);
    }

    /** Compares the facade with what the driver did. */
    void theFacadeDoesTheSame(Driver driver, Database database, String golden, String engine, Path python)
            throws IOException {
        Map<String, String> facade = new Cases(driver, database, directory).onTheFacade(engine, python);
        assertSame(Cases.outcomes(golden(golden)), facade, golden);
    }

    private static Path golden(String name) {
        return Cases.resources().resolve("golden").resolve(name + ".jsonl");
    }

    private static void assertSame(Map<String, String> expected, Map<String, String> found, String golden) {
        assertTrue(expected.size() > FEW, "there are hardly any cases in " + golden);
        assertEquals(expected.keySet(), found.keySet());
        Map<String, String> different = new TreeMap<>();
        expected.forEach((name, line) -> {
            if (!line.equals(found.get(name))) {
                different.put(name, "\n  expected " + line + "\n  found    " + found.get(name));
            }
        });
        assertTrue(
                different.isEmpty(),
                () -> different.size() + " of " + expected.size() + " cases differ: "
                        + String.join("", different.values()));
    }
}
