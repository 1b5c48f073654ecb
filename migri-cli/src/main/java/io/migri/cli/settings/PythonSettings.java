package io.migri.cli.settings;

import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.arguments.UsageException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the user says about how {@code .py} migrations are run. */
public final class PythonSettings {
    private static final List<String> ENGINES = List.of("auto", "jep", "process");

    private final Invocation invocation;
    private final boolean fullTraceback;

    /** @param fullTraceback whether tracebacks show the frames of Migri too */
    public PythonSettings(Invocation invocation, boolean fullTraceback) {
        this.invocation = invocation;
        this.fullTraceback = fullTraceback;
    }

    /**
     * The settings by the names that executors know.
     *
     * @throws UsageException where there is no such engine
     */
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        invocation.value(Setting.PYTHON).ifPresent(path -> settings.put("python.path", path));
        invocation.value(Setting.PYTHON_ENGINE).ifPresent(engine -> settings.put("python.engine", checked(engine)));
        if (fullTraceback) {
            settings.put("python.traceback", "full");
        }
        return settings;
    }

    private String checked(String engine) {
        String lower = engine.toLowerCase(Locale.ROOT);
        if (!ENGINES.contains(lower)) {
            throw invocation.invalid(Setting.PYTHON_ENGINE, "'" + engine + "' is not one of 'auto', 'jep', 'process'.");
        }
        return lower;
    }
}
