package io.migri.cli;

import io.migri.Migri;
import java.util.List;
import java.util.Locale;

/** What the user says about how {@code .py} migrations are run. */
final class PythonSettings {
    private static final List<String> ENGINES = List.of("auto", "jep", "process");

    private final Invocation invocation;
    private final boolean fullTraceback;

    /** @param fullTraceback whether tracebacks show the frames of Migri too */
    PythonSettings(Invocation invocation, boolean fullTraceback) {
        this.invocation = invocation;
        this.fullTraceback = fullTraceback;
    }

    /** @throws UsageException where there is no such engine */
    void apply(Migri.Builder migri) {
        invocation.value(Setting.PYTHON).ifPresent(path -> migri.setting("python.path", path));
        invocation.value(Setting.PYTHON_ENGINE).ifPresent(engine -> migri.setting("python.engine", checked(engine)));
        if (fullTraceback) {
            migri.setting("python.traceback", "full");
        }
    }

    private String checked(String engine) {
        String lower = engine.toLowerCase(Locale.ROOT);
        if (!ENGINES.contains(lower)) {
            throw invocation.invalid(Setting.PYTHON_ENGINE, "'" + engine + "' is not one of 'auto', 'jep', 'process'.");
        }
        return lower;
    }
}
