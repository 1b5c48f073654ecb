package io.migri.python;

import io.migri.api.text.Text;
import io.migri.python.embedded.EmbeddedPython;
import io.migri.python.embedded.UnusableJepException;
import io.migri.python.engine.PythonEngine;
import io.migri.python.interpreter.OwnEnvironment;
import io.migri.python.interpreter.PythonDiscovery;
import io.migri.python.interpreter.PythonProbe;
import io.migri.python.process.ProcessEngine;
import io.migri.spi.execution.RunScope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Which engine runs the migrations, and in which interpreter.
 *
 * @param engine {@code auto}, {@code jep} or {@code process}
 * @param inform tells the user what became of it
 */
public record EngineChoice(String engine, PythonDiscovery.Found python, Consumer<Text> inform) {
    static final String AUTO = "auto";
    static final String JEP = "jep";
    public static final String PROCESS = "process";

    /** @throws io.migri.api.MigriException where there is no such engine, or no Python */
    static EngineChoice of(RunScope scope) throws IOException {
        String engine = checked(scope.setting("python.engine").orElse(AUTO));
        return new EngineChoice(
                engine, PythonDiscovery.ofThisProcess().find(scope.setting("python.path")), scope::inform);
    }

    public static String checked(String engine) {
        return switch (engine) {
            case AUTO, JEP, PROCESS -> engine;
            default ->
                throw PythonProbe.unsuitable(
                        "there is no Python engine " + engine, "choose one of " + AUTO + ", " + JEP + ", " + PROCESS);
        };
    }

    /** Starts it. {@code folder} holds the sources of the runtime. */
    PythonEngine start(Path folder) throws IOException {
        OwnEnvironment.withhold();
        PythonEngine started = started(folder);
        inform.accept(Text.of("running .py migrations with " + started.description()));
        return started;
    }

    private PythonEngine started(Path folder) throws IOException {
        return switch (engine) {
            case PROCESS -> process(folder);
            case JEP -> named(folder);
            default -> any(folder);
        };
    }

    private PythonEngine any(Path folder) throws IOException {
        if (python.interpreter().jep().isEmpty()) {
            return process(folder);
        }
        try {
            return embedded(folder);
        } catch (UnusableJepException e) {
            inform.accept(Text.of("jep is not used: " + e.getMessage() + " (", e.remedy(), ")"));
            return process(folder);
        }
    }

    private PythonEngine named(Path folder) {
        try {
            return embedded(folder);
        } catch (UnusableJepException e) {
            throw PythonProbe.unsuitable("the engine jep cannot be used: " + e.getMessage(), e.remedy());
        }
    }

    private PythonEngine embedded(Path folder) throws UnusableJepException {
        return EmbeddedPython.ofThisProcess().start(python.interpreter(), folder);
    }

    private PythonEngine process(Path folder) throws IOException {
        return ProcessEngine.start(python.interpreter(), folder);
    }
}
