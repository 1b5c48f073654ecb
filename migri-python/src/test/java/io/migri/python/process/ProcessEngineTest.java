package io.migri.python.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.python.EndlessProgram;
import io.migri.python.PythonRun;
import io.migri.python.PythonRun.Ran;
import io.migri.python.engine.PythonDiedException;
import io.migri.python.engine.PythonEngine;
import io.migri.python.engine.PythonEngineContract;
import io.migri.python.interpreter.OwnEnvironment;
import io.migri.testkit.fault.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProcessEngineTest extends PythonEngineContract {
    ProcessEngineTest() throws IOException {}

    @Override
    protected PythonEngine start(Path folder) throws IOException {
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
    void itEndsWithARunThatIsKilled() throws Exception {
        try (ChildProcess run =
                ChildProcess.java(EndlessProgram.class, interpreter().executable())) {
            run.awaitOutput("\n", Duration.ofSeconds(30));
            ProcessHandle handle =
                    ProcessHandle.of(Long.parseLong(run.output().strip())).orElseThrow();
            run.kill9();
            handle.onExit().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void thePasswordIsNotShownWithTheProcess() throws Exception {
        assertEquals("not for migrations", System.getenv("DB_PASS"));
        OwnEnvironment.withhold();
        assertEquals("not for migrations", System.getenv("DB_PASS"));
        Ran ran = python().run("import os\n"
                + PythonRun.migration(
                        "with open(f'/proc/{os.getppid()}/environ') as shown:",
                        "    text = shown.read()",
                        "assert 'not for' not in text and 'DB_PASS=*' in text and 'PATH=/' in text, text",
                        "return True"));
        assertTrue(ran.ok(), ran.message());
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
        PythonDiedException killed = assertThrows(PythonDiedException.class, () -> execution.run(text));
        assertEquals("the Python process did not end by itself and was killed", killed.getMessage());
    }
}
