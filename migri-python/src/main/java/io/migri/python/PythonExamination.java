package io.migri.python;

import io.migri.api.MigriException;
import io.migri.api.text.Text;
import io.migri.python.embedded.JepRequirements;
import io.migri.python.embedded.JepTrial;
import io.migri.python.embedded.UnusableJepException;
import io.migri.python.interpreter.Interpreter;
import io.migri.python.interpreter.Jep;
import io.migri.python.interpreter.PythonDiscovery;
import io.migri.python.interpreter.PythonSettings;
import io.migri.spi.examination.Examiner;
import io.migri.spi.examination.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Tells which Python migrations would run in, how, and what they would find there. */
public final class PythonExamination implements Examiner {
    private static final List<String> DRIVERS = List.of("asyncpg", "aiosqlite", "aiomysql", "pymysql");
    private static final Text INSTALL = Text.of("run `", PythonSettings.install(), "`");

    private final Map<String, String> environment;
    private final PythonDiscovery discovery;

    /** For {@link java.util.ServiceLoader}. */
    public PythonExamination() {
        this(System.getenv(), PythonDiscovery.ofThisProcess());
    }

    public PythonExamination(Map<String, String> environment, PythonDiscovery discovery) {
        this.environment = Map.copyOf(environment);
        this.discovery = discovery;
    }

    @Override
    public List<Finding> examine(Function<String, Optional<String>> settings) {
        Optional<String> named = settings.apply("python.path");
        try {
            String engine = EngineChoice.checked(settings.apply("python.engine").orElse(EngineChoice.AUTO));
            return examined(discovery.find(named), engine);
        } catch (MigriException e) {
            Text help = e.help().orElse(Text.of(""));
            return List.of(
                    named.isPresent()
                            ? Finding.problem("python", e.text(), help)
                            : Finding.warning("python", Text.of(e.text(), "; only .sql migrations can be run"), help));
        } catch (IOException e) {
            return List.of(Finding.problem("python", "it cannot be looked at: " + e.getMessage(), ""));
        }
    }

    private List<Finding> examined(PythonDiscovery.Found found, String engine) throws IOException {
        Interpreter interpreter = found.interpreter();
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok(
                "python", Text.of(interpreter.version() + " " + interpreter.executable() + " (", found.origin(), ")")));
        findings.add(libpython(interpreter, engine));
        findings.add(jep(interpreter, engine));
        findings.add(engine(interpreter, engine));
        findings.add(drivers(interpreter));
        leftOut().ifPresent(findings::add);
        return findings;
    }

    private static Finding libpython(Interpreter interpreter, String engine) {
        Optional<Path> library =
                interpreter.libraries().stream().filter(Files::isRegularFile).findFirst();
        if (library.isPresent()) {
            return Finding.ok("libpython", library.get().toString());
        }
        String text = "there is no shared library of this Python";
        return engine.equals(EngineChoice.JEP)
                ? Finding.problem("libpython", Text.of(text), remedy(interpreter))
                : Finding.ok("libpython", text + ", which only the engine jep needs");
    }

    private static Text remedy(Interpreter interpreter) {
        try {
            JepRequirements.checked(interpreter);
            return Text.of("");
        } catch (UnusableJepException e) {
            return e.remedy();
        }
    }

    private static Finding jep(Interpreter interpreter, String engine) {
        Optional<Jep> jep = interpreter.jep();
        if (jep.isPresent()) {
            return Finding.ok("jep", jep.get().version() + " (" + jep.get().library() + ")");
        }
        return engine.equals(EngineChoice.JEP)
                ? Finding.problem("jep", Text.of("not installed in this Python"), INSTALL)
                : Finding.ok("jep", "not installed in this Python; calls of the database would be quicker with it");
    }

    private static Finding engine(Interpreter interpreter, String engine) throws IOException {
        if (engine.equals(EngineChoice.PROCESS)) {
            return Finding.ok("engine", "process, as named");
        }
        if (engine.equals(EngineChoice.AUTO) && interpreter.jep().isEmpty()) {
            return Finding.ok("engine", "process, because jep is not installed");
        }
        Optional<String> problem = JepTrial.problem(Path.of(interpreter.executable()));
        if (problem.isEmpty()) {
            String why = engine.equals(EngineChoice.JEP) ? "as named" : "because it is installed";
            return Finding.ok("engine", "jep, " + why + "; it started in a Java process made for the trial");
        }
        return engine.equals(EngineChoice.JEP)
                ? Finding.problem("engine", Text.of("jep does not work: " + problem.get()), JepRequirements.INSTALL)
                : Finding.warning("engine", Text.of("process, because jep does not work: " + problem.get()), INSTALL);
    }

    private static Finding drivers(Interpreter interpreter) {
        List<String> installed = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String driver : DRIVERS) {
            interpreter
                    .installed(driver)
                    .ifPresentOrElse(version -> installed.add(driver + " " + version), () -> missing.add(driver));
        }
        if (!missing.isEmpty()) {
            installed.add("Migri's own stand-in for " + String.join(", ", missing));
        }
        return Finding.ok("drivers", String.join("; ", installed));
    }

    /** What is set for other uses of Python does not reach migrations, which may surprise. */
    private Optional<Finding> leftOut() {
        List<String> set = environment.keySet().stream()
                .filter(name -> name.equals("PYTHONHOME") || name.equals("PYTHONPATH") || name.equals("PYTHONSTARTUP"))
                .sorted()
                .toList();
        return set.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        "environment",
                        String.join(", ", set) + (set.size() == 1 ? " is" : " are") + " set, and Migri ignores it",
                        "install what migrations import into the environment of the Python above"));
    }
}
