package io.migri.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProcessEngineTest extends PythonEngineContract {
    ProcessEngineTest() throws IOException {}

    @Override
    PythonEngine start(Path folder) throws IOException {
        return ProcessEngine.start(interpreter(), folder);
    }

    @Test
    void theEndOfTheProcessIsToldOf() {
        String text = "import os\n" + PythonRun.migration("print('last words', flush=True)", "os._exit(0)");
        PythonDiedException death = assertThrows(PythonDiedException.class, () -> python().run(text));
        assertEquals("the Python process ended with exit status 0 while the migration ran", death.getMessage());
        assertTrue(death.lastLines().contains("last words"), String.valueOf(death.lastLines()));
    }

    @Test
    void aCrashIsToldOfWithThePlace() {
        String text = "import ctypes\n" + PythonRun.migration("ctypes.string_at(0)");
        PythonDiedException death = assertThrows(PythonDiedException.class, () -> python().run(text));
        assertEquals(
                "the Python process crashed with a segmentation fault while the migration ran", death.getMessage());
        assertTrue(
                death.lastLines().stream().anyMatch(line -> line.contains("0001_test.py\", line 3 in migrate")),
                String.valueOf(death.lastLines()));
    }

    @Test
    void aMigrationThatDoesNotStopIsKilled() {
        String text = "import os\n"
                + PythonRun.migration(
                        "while True:",
                        "    try:",
                        "        print('on')",
                        "        while True: pass",
                        "    except KeyboardInterrupt:",
                        "        pass");
        PythonRun.Execution execution = python().execution();
        Thread stopping = new Thread(() -> {
            while (execution.context().printed().isEmpty()) {
                Thread.onSpinWait();
            }
            python().engine().interrupt();
        });
        stopping.start();
        assertThrows(PythonDiedException.class, () -> execution.run(text));
    }
}
