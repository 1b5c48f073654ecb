package io.migri.python;

import io.migri.spi.RunScope;
import java.io.IOException;
import java.nio.file.Path;

/** Which engine runs the migrations, and in which interpreter. */
final class EngineChoice {
    private final String executable;

    private EngineChoice(String executable) {
        this.executable = executable;
    }

    static EngineChoice of(RunScope scope) {
        return new EngineChoice(scope.setting("python.path").orElse("python3"));
    }

    /** Starts it. {@code folder} holds the sources of the runtime. */
    PythonEngine start(Path folder) throws IOException {
        return ProcessEngine.start(new Interpreter(executable, "3"), folder);
    }
}
