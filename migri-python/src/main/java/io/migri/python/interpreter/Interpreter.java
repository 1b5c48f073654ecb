package io.migri.python.interpreter;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Python that migrations can run in, as {@code probe.py} found it. */
public final class Interpreter {
    private final Map<String, List<String>> facts;

    /** @param facts by name; several values may have been told under one */
    Interpreter(Map<String, List<String>> facts) {
        this.facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        requireNonNull(facts.get("executable"), "executable");
    }

    /** The program, past all shims, but not past the link by which a virtual environment is known. */
    public String executable() {
        return text("executable");
    }

    /** Such as {@code 3.12.1}. */
    public String version() {
        return text("version");
    }

    /** Where its packages lie. */
    List<Path> sitePackages() {
        return all("packages").stream().map(Path::of).toList();
    }

    /** The shared libraries that hold it, of which one is enough; none where it cannot be embedded. */
    public List<Path> libraries() {
        return all("library").stream().map(Path::of).toList();
    }

    public Optional<Jep> jep() {
        if (text("jep").isEmpty()
                || text("jep-jar").isEmpty()
                || text("jep-library").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Jep(text("jep"), Path.of(text("jep-jar")), Path.of(text("jep-library"))));
    }

    /** Whether several threads execute Python at once, which Jep does not expect. */
    public boolean freeThreaded() {
        return text("free-threaded").equals("1");
    }

    /** The version of a package of interest; empty where it is not installed. */
    public Optional<String> installed(String packageName) {
        String version = text("package-" + packageName);
        return version.isEmpty() ? Optional.empty() : Optional.of(version);
    }

    /** Where {@code Python.h} should be. */
    public Path headers() {
        return Path.of(text("headers"));
    }

    /** The facts as {@link PythonProbe#facts} reads them. */
    String told() {
        StringBuilder text = new StringBuilder();
        facts.forEach((name, values) -> values.forEach(
                value -> text.append(name).append('\t').append(value).append('\n')));
        return text.toString();
    }

    private String text(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? "" : values.get(0);
    }

    private List<String> all(String name) {
        return facts.getOrDefault(name, List.of());
    }
}
