package io.migri.python;

import io.migri.python.interpreter.PythonDiscovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A user's home, working directory and environment, with fake interpreters that count how often they are started. */
public final class Machine {
    private final Path root;
    private final Map<String, String> environment = new HashMap<>();

    public Machine(Path root) throws IOException {
        this.root = root;
        Files.createDirectories(directory());
        Files.createDirectories(home());
        environment.put("PATH", root.resolve("bin").toString());
    }

    public Path home() {
        return root.resolve("home");
    }

    Path directory() {
        return root.resolve("work");
    }

    public Path path(String name) {
        return root.resolve(name);
    }

    public Map<String, String> environment() {
        return environment;
    }

    /** Puts a Python of that version at {@code name}; it is a shim in what looks like pyenv's folder. */
    public Path python(String name, String version) throws IOException {
        Path program = path(name);
        Path packages = Files.createDirectories(program.resolveSibling("packages"));
        String text = "#!/bin/sh\necho started >> " + starts(name) + "\n"
                + "printf 'version\\t" + version + "\\n'\n"
                + "printf 'executable\\t" + program + "\\n'\n"
                + "printf 'packages\\t" + packages + "\\n'\n";
        return script(name, text);
    }

    /** Puts any script there. */
    public Path script(String name, String text) throws IOException {
        Path program = path(name);
        Files.createDirectories(program.getParent());
        Files.writeString(program, text);
        if (!program.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + program + " executable");
        }
        return program;
    }

    public int started(String name) throws IOException {
        return Files.exists(starts(name)) ? Files.readAllLines(starts(name)).size() : 0;
    }

    private Path starts(String name) {
        return root.resolve(name.replace('/', '-') + ".starts");
    }

    public PythonDiscovery.Found find(String... named) throws IOException {
        return new PythonDiscovery(environment, directory(), home())
                .find(List.of(named).stream().findFirst().or(Optional::empty));
    }
}
