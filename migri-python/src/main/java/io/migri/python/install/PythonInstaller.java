package io.migri.python.install;

import io.migri.python.EngineChoice;
import io.migri.python.interpreter.Interpreter;
import io.migri.python.interpreter.PythonDiscovery;
import io.migri.python.interpreter.UserFolders;
import io.migri.spi.execution.RuntimeInstaller;
import io.migri.spi.file.UserHome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes the virtual environment that migrations run in where there is no other: with Jep, unless the setting {@code python.engine} is
 * {@code process}, and with what the migrations import.
 */
public final class PythonInstaller implements RuntimeInstaller {
    private final Map<String, String> environment;
    private final Path directory;
    private final Path home;

    /** For {@link java.util.ServiceLoader}. */
    public PythonInstaller() {
        this(System.getenv(), Path.of(System.getProperty("user.dir")), Path.of(UserHome.of(System.getenv())));
    }

    PythonInstaller(Map<String, String> environment, Path directory, Path home) {
        this.environment = Map.copyOf(environment);
        this.directory = directory;
        this.home = home;
    }

    @Override
    public String name() {
        return "python";
    }

    @Override
    public String install(List<String> packages, Function<String, Optional<String>> settings, Consumer<String> progress)
            throws IOException {
        boolean withJep = !EngineChoice.checked(settings.apply("python.engine").orElse("auto"))
                .equals(EngineChoice.PROCESS);
        Interpreter base = new PythonDiscovery(environment, directory, home)
                .base(settings.apply("python.path"))
                .interpreter();
        Optional<JepBuild> build = withJep ? Optional.of(JepBuild.on(base, environment)) : Optional.empty();
        Path link = UserFolders.of(environment, home).installedPython();
        Interpreter made = new VirtualEnvironment(link, base, progress).replace(fresh -> {
            if (build.isPresent()) {
                progress.accept("compiling jep " + JepBuild.VERSION);
                fresh.installJep(build.get().environment(environment));
            }
            if (!packages.isEmpty()) {
                progress.accept("installing " + String.join(", ", packages));
                fresh.install(packages);
            }
        });
        return "Python " + made.version()
                + made.jep().map(jep -> " with jep " + jep.version()).orElse("") + " in " + link
                + ", which migri uses where neither VIRTUAL_ENV nor .venv is there";
    }
}
