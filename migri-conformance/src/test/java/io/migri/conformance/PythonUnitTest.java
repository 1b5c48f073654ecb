package io.migri.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The facades' own tests in Python, which need no server. */
class PythonUnitTest {

    @Test
    void theValuesOfPostgresqlAreReadAndWrittenAsTheyShould() throws Exception {
        Path tests = Path.of(System.getProperty("migri.project", ".."))
                .resolve("migri-dialect-postgresql/src/test/python")
                .toAbsolutePath();
        Process process = new ProcessBuilder(
                        Pythons.plain().toString(), "-B", "-m", "unittest", "discover", "-s", tests.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), said);
        assertTrue(said.contains("\nRan ") && !said.contains("Ran 0 "), said);
    }
}
