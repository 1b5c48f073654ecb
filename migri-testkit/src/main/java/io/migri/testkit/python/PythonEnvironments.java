package io.migri.testkit.python;

import io.migri.testkit.server.ServerCache;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Virtual environments for tests, made when first asked for and kept beside the servers: they are made from {@code MIGRI_TEST_PYTHON},
 * by default {@code python3}, with packages from PyPI. Jep is compiled there, so that needs a JDK, a C compiler and Python's headers;
 * where something is missing this fails and names it: tests are never skipped. Several test runs may ask at the same time.
 *
 * <p>An environment is shared and must not be changed. Thread-safe.
 */
public final class PythonEnvironments {
    private static final String JEP = "jep==4.3.2";
    private static final List<String> DRIVERS =
            List.of("asyncpg==0.31.0", "aiosqlite==0.22.1", "aiomysql==0.3.2", "PyMySQL==1.1.2");

    private final ServerCache cache;
    private final BasePython base;

    private PythonEnvironments(ServerCache cache, BasePython base) {
        this.cache = cache;
        this.base = base;
    }

    /** Those of the user who runs the tests. */
    public static PythonEnvironments ofThisUser() throws IOException {
        String named = System.getenv("MIGRI_TEST_PYTHON");
        return new PythonEnvironments(
                ServerCache.ofThisUser(), BasePython.of(named == null || named.isEmpty() ? "python3" : named));
    }

    /** The interpreter of an environment with nothing in it. */
    public Path plain() throws IOException {
        return interpreter("plain", directory -> base.makeEnvironment(directory, false));
    }

    /** The interpreter of an environment with Jep alone. */
    public Path withJep() throws IOException {
        return interpreter("jep-4.3.2", this::installJep);
    }

    /** The interpreter of an environment with Jep and the real drivers. */
    public Path withJepAndDrivers() throws IOException {
        return interpreter("jep-4.3.2-drivers-1", directory -> {
            installJep(directory);
            base.install(directory, DRIVERS);
        });
    }

    private void installJep(Path directory) throws IOException {
        Compilation.check(base);
        base.makeEnvironment(directory, true);
        base.install(directory, List.of(JEP));
    }

    private Path interpreter(String content, ServerCache.Filler filler) throws IOException {
        return cache.entry("python-" + base.name() + "-" + content, filler).resolve("bin/python3");
    }
}
