package io.migri.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.MigriException;
import io.migri.api.text.Text;
import io.migri.python.embedded.JepEngine;
import io.migri.python.engine.PythonEngine;
import io.migri.python.engine.RuntimeFiles;
import io.migri.python.interpreter.PythonDiscovery.Found;
import io.migri.python.interpreter.PythonProbe;
import io.migri.python.process.ProcessEngine;
import io.migri.testkit.python.PythonEnvironments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineChoiceTest {
    private final List<String> told = new ArrayList<>();
    private final PythonEnvironments environments;

    @TempDir
    private Path cache;

    EngineChoiceTest() throws IOException {
        this.environments = PythonEnvironments.ofThisUser();
    }

    @Test
    void jepIsTakenWhereItIsAndToldOf() throws IOException {
        try (PythonEngine engine = start("auto", environments.withJep())) {
            assertInstanceOf(JepEngine.class, engine);
            assertEquals(1, told.size());
            assertTrue(
                    told.get(0)
                            .matches("running \\.py migrations with Python 3\\..* in this process, by Jep 4\\.3\\.2"
                                    + " \\(.*\\)"),
                    told.get(0));
        }
    }

    @Test
    void aProcessIsTakenWhereJepIsNotAndToldOf() throws IOException {
        try (PythonEngine engine = start("auto", environments.plain())) {
            assertInstanceOf(ProcessEngine.class, engine);
            assertEquals(1, told.size());
            assertTrue(told.get(0).contains(" in a process of its own ("), told.get(0));
        }
    }

    @Test
    void aProcessIsTakenWhereItIsNamed() throws IOException {
        try (PythonEngine engine = start("process", environments.withJep())) {
            assertInstanceOf(ProcessEngine.class, engine);
        }
    }

    @Test
    void aProcessIsTakenWhereJepCannotBeUsedAndTheReasonTold() throws IOException {
        try (PythonEngine first = start("auto", environments.withJep());
                PythonEngine second = start("auto", environments.withJep())) {
            assertInstanceOf(JepEngine.class, first);
            assertInstanceOf(ProcessEngine.class, second);
            assertEquals(
                    "jep is not used: another run of this process uses its Python (use the engine auto or process)",
                    told.get(1));
        }
    }

    @Test
    void jepThatIsNamedAndIsNotThereIsRefused() throws IOException {
        Path plain = environments.plain();
        MigriException refusal = assertThrows(MigriException.class, () -> start("jep", plain));
        assertEquals(
                "the engine jep cannot be used: jep is not installed in " + plain,
                refusal.text().toString());
        assertEquals(
                "run `RuntimeInstaller.install(…)`, or use the engine process",
                refusal.help().orElseThrow().toString());
    }

    @Test
    void anotherEngineIsRefused() {
        MigriException refusal = assertThrows(MigriException.class, () -> EngineChoice.checked("graal"));
        assertEquals("there is no Python engine graal", refusal.text().toString());
    }

    private PythonEngine start(String engine, Path program) throws IOException {
        Found found = new Found(PythonProbe.ask(program), Text.of("as named"));
        return new EngineChoice(engine, found, text -> told.add(text.toString())).start(RuntimeFiles.unpacked(cache));
    }
}
