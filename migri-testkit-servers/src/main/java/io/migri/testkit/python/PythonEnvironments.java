package io.migri.testkit.python;

import io.migri.testkit.server.program.ServerCache;
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
    /** Sources and the wheel of the usual machine; pip refuses anything else. */
    private static final String JEP =
            "jep==4.3.2 --hash=sha256:4deb6f9f5bc993a0818861efc5323ccc71373c4c38f303fc412998f02dde6e5c";

    private static final List<String> DRIVERS = List.of(
            "asyncpg==0.31.0 --hash=sha256:c989386c83940bfbd787180f2b1519415e2d3d6277a70d9d0f0145ac73500735"
                    + " --hash=sha256:c0807be46c32c963ae40d329b3a686356e417f674c976c07fa49f1b30303f109",
            "aiosqlite==0.22.1 --hash=sha256:21c002eb13823fad740196c5a2e9d8e62f6243bd9e7e4a1f87fb5e44ecb4fceb",
            "aiomysql==0.3.2 --hash=sha256:c82c5ba04137d7afd5c693a258bea8ead2aad77101668044143a991e04632eb2",
            "PyMySQL==1.1.2 --hash=sha256:e6b1d89711dd51f8f74b1631fe08f039e7d76cf67a42a323d3178f0f25762ed9");

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
