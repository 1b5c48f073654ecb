package io.migri.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.testkit.server.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance;

/**
 * Every case comes to the same on the driver and on the facade. What the driver does is also kept in a golden file, so that a new
 * version of it, or a change of the cases, shows. {@code -Dmigri.golden=write} writes the files anew.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DifferentialContract {
    private static final int FEW = 20;

    /** What Python itself says changes from one version to the next, so a golden file holds for one. */
    private static final String GOLDEN_VERSION = "3.11";

    private final Driver driver;
    private final String golden;
    private @Nullable Map<String, String> real;

    /** @param golden the name of the golden file */
    DifferentialContract(Driver driver, String golden) {
        this.driver = driver;
        this.golden = golden;
    }

    /** Compares the driver with its golden file. */
    void theDriverDoesWhatItDid(Database database, Path directory) throws Exception {
        Map<String, String> found = real(database, directory);
        Path file = Cases.resources().resolve("golden").resolve(golden + ".jsonl");
        if ("write".equals(System.getProperty("migri.golden"))) {
            Files.createDirectories(file.getParent());
            Files.write(file, found.values());
        }
        Map<String, String> expected = Cases.outcomes(file);
        assertEquals(expected.keySet(), found.keySet(), "cases of " + golden);
        if (Pythons.version().equals(GOLDEN_VERSION)) {
            assertSame(expected, found);
        }
    }

    /** Compares the facade with what the driver does on the same server. */
    void theFacadeDoesTheSame(Database database, String engine, Path python, Path directory) throws Exception {
        Map<String, String> expected = real(database, directory);
        assertSame(expected, new Cases(driver, database, directory).onTheFacade(engine, python));
    }

    private Map<String, String> real(Database database, Path directory) throws IOException, InterruptedException {
        Map<String, String> known = real;
        if (known == null) {
            known = new Cases(driver, database, directory).onTheDriver(Pythons.withDrivers());
            real = known;
        }
        return known;
    }

    private void assertSame(Map<String, String> expected, Map<String, String> found) {
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
