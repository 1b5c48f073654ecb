package io.migri.python.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.python.PythonRun;
import io.migri.python.engine.PythonEngine;
import io.migri.python.engine.PythonEngineContract;
import io.migri.python.interpreter.Interpreter;
import io.migri.python.interpreter.PythonProbe;
import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.python.PythonEnvironments;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JepEngineTest extends PythonEngineContract {
    JepEngineTest() throws IOException {}

    @Override
    protected PythonEngine start(Path folder) throws IOException {
        return EmbeddedPython.ofThisProcess().start(interpreter(), folder);
    }

    @Test
    void theEndOfTheProcessIsRefused() throws Exception {
        String text = "import os\n" + PythonRun.migration("os._exit(0)");
        assertEquals(
                "os._exit(0) was called; a migration returns True or raises",
                python().run(text).message());
    }

    @Test
    void anotherProgramInTheProcessIsRefused() throws Exception {
        String text = "import os\n" + PythonRun.migration("os.execlp('true', 'true')");
        assertTrue(python().run(text).message().startsWith("os.execv"));
    }

    @Test
    void aForkedChildMayEndItself() throws Exception {
        PythonRun.Ran ran = python().run("import os, warnings\n"
                + PythonRun.migration(
                        "warnings.simplefilter('ignore')",
                        "child = os.fork()",
                        "if child == 0:",
                        "    os._exit(7)",
                        "return os.waitpid(child, 0)[1] >> 8 == 7"));
        assertTrue(ran.ok(), ran.message());
    }

    @Test
    void itIsThePythonOfItsEnvironmentAndNothingElse() throws Exception {
        PythonRun.Ran ran = python().run("import sys, os\n"
                + PythonRun.migration(
                        "print(sys.prefix)",
                        "print(sys.executable)",
                        "print('%d.%d.%d' % sys.version_info[:3])",
                        "assert '' not in sys.path and os.getcwd() not in sys.path, sys.path",
                        "assert sys.flags.isolated == 1 and sys.flags.ignore_environment == 1, sys.flags",
                        "return True"));
        assertTrue(ran.ok(), ran.message());
        Path program = Path.of(interpreter().executable());
        assertEquals(
                List.of(
                        program.getParent().getParent().toString(),
                        program.toString(),
                        interpreter().version()),
                ran.printed());
    }

    @Test
    void javaIsOutOfReach() throws Exception {
        String text =
                PythonRun.migration("try:", "    import java.lang", "except ModuleNotFoundError:", "    return True");
        PythonRun.Ran ran = python().run(text);
        assertTrue(ran.ok(), ran.message());
    }

    @Test
    void itServesOneRunAtATime() {
        UnusableJepException refusal = assertThrows(UnusableJepException.class, () -> start(Path.of("unused")));
        assertEquals("another run of this process uses its Python", refusal.getMessage());
    }

    @Test
    void theProcessEndsAlthoughMigrationsLeftThreads() throws Exception {
        try (ChildProcess child =
                ChildProcess.java(JepProgram.class, interpreter().executable(), "threads")) {
            ProcessResult result = child.result(Duration.ofSeconds(30));
            assertEquals(0, result.exitCode(), result.toString());
            assertEquals("true\n", result.outputText());
        }
    }

    @Test
    void aMigrationThatDoesNotStopIsLeftToItself() throws Exception {
        try (ChildProcess child =
                ChildProcess.java(JepProgram.class, interpreter().executable(), "stubborn")) {
            ProcessResult result = child.result(Duration.ofSeconds(50));
            assertEquals(0, result.exitCode(), result.toString());
            assertEquals(
                    "the migration was asked to stop and does not; its thread was left to itself\n",
                    result.outputText());
        }
    }

    @Test
    void whatAnEnvironmentSaysOfPythonDoesNotCount() throws Exception {
        Map<String, String> environment =
                Map.of("PYTHONHOME", "/nonexistent", "PYTHONPATH", "/nonexistent", "LC_ALL", "C");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                ChildProcess.classPath(),
                JepProgram.class.getName(),
                interpreter().executable(),
                "encoding");
        try (ChildProcess child = ChildProcess.start(Path.of("."), environment, command)) {
            ProcessResult result = child.result(Duration.ofSeconds(30));
            assertEquals("true\n", result.outputText(), result.toString());
        }
    }

    @Test
    void itStaysThePythonThatItWas() throws Exception {
        python().close();
        Interpreter other = PythonProbe.ask(PythonEnvironments.ofThisUser().withJepAndDrivers());
        UnusableJepException refusal = assertThrows(
                UnusableJepException.class, () -> EmbeddedPython.ofThisProcess().start(other, Path.of("unused")));
        assertEquals(
                "this process already holds the Python of " + interpreter().executable()
                        + ", and a process can hold only one, so not that of " + other.executable(),
                refusal.getMessage());
        assertTrue(refusal.remedy().toString().contains("use the engine process"), refusal.remedy()::toString);
    }
}
