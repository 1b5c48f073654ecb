package io.migri.python.interpreter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.migri.spi.file.PrivateFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Remembers what interpreters answered, so that a run need not ask again. An answer counts as long as all that it was drawn from
 * looks as it did: the program, its virtual environment, the folders with its packages, and whatever a shim decides by. It names a
 * program to execute, so it counts only where nobody else could have written it.
 */
final class PythonMemory {
    private static final String WITNESS = "witness\t";
    private static final List<String> VERSION_FILES =
            List.of(".python-version", ".tool-versions", "mise.toml", ".mise.toml", ".config/mise/config.toml");
    private static final List<String> VERSION_VARIABLES = List.of("PYENV_", "ASDF_", "MISE_", "PATH");

    private final Path folder;
    private final Map<String, String> environment;
    private final Path directory;
    private final Path home;

    /**
     * A memory of the user whose home that is.
     *
     * @param directory from which the run was started
     */
    PythonMemory(Path folder, Map<String, String> environment, Path directory, Path home) {
        this.folder = folder;
        this.environment = Map.copyOf(environment);
        this.directory = directory;
        this.home = home;
    }

    /** What that program answered, if it would answer the same today. */
    Optional<Interpreter> recall(Path program) {
        try {
            Optional<Path> file = PrivateFolder.existing(folder).file(name(program));
            if (file.isEmpty()) {
                return Optional.empty();
            }
            String remembered = Files.readString(file.get(), UTF_8);
            Map<String, List<String>> facts = PythonProbe.facts(remembered);
            facts.remove("witness");
            Interpreter interpreter = new Interpreter(facts);
            return remembered.startsWith(witnesses(program, interpreter)) ? Optional.of(interpreter) : Optional.empty();
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    /** Remembers an answer. A memory that cannot be written is none. */
    void keep(Path program, Interpreter interpreter) {
        try {
            if (isShim(program) && !isKnownShim(program)) {
                return;
            }
            String answer = witnesses(program, interpreter) + interpreter.told();
            PrivateFolder.make(folder).write(name(program), new ByteArrayInputStream(answer.getBytes(UTF_8)));
        } catch (IOException e) {
            // the next run asks again
        }
    }

    private static String name(Path program) {
        return UUID.nameUUIDFromBytes(program.toString().getBytes(UTF_8)) + ".txt";
    }

    private String witnesses(Path program, Interpreter interpreter) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append(WITNESS).append(program.toRealPath()).append('\n');
        Path executable = Path.of(interpreter.executable());
        text.append(WITNESS).append(executable.toRealPath()).append('\n');
        List<Path> files = new ArrayList<>(List.of(program, executable));
        Path bin = executable.toAbsolutePath().getParent();
        if (bin != null && bin.getParent() != null) {
            files.add(bin.getParent().resolve("pyvenv.cfg"));
        }
        files.addAll(interpreter.sitePackages());
        files.addAll(interpreter.libraries());
        interpreter.jep().ifPresent(jep -> files.addAll(List.of(jep.jar(), jep.library())));
        if (isShim(program)) {
            text.append(WITNESS).append(shimVariables()).append('\n');
            files.addAll(versionFiles());
        }
        for (Path file : files) {
            text.append(WITNESS).append(look(file)).append('\n');
        }
        return text.toString();
    }

    private static String look(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return file + " " + attributes.lastModifiedTime().toInstant() + " " + attributes.size();
        } catch (IOException e) {
            return file + " missing";
        }
    }

    /** A program that is a script runs another one, and what decides which is not in its file. */
    private static boolean isShim(Path program) throws IOException {
        try (var content = Files.newInputStream(program)) {
            return content.read() == '#' && content.read() == '!';
        }
    }

    /** Of pyenv, asdf and mise it is known what they look at. */
    private static boolean isKnownShim(Path program) {
        Path parent = program.getParent();
        return parent != null && parent.endsWith("shims");
    }

    private String shimVariables() {
        StringBuilder text = new StringBuilder();
        environment.entrySet().stream()
                .filter(variable -> VERSION_VARIABLES.stream().anyMatch(variable.getKey()::startsWith))
                .sorted(Map.Entry.comparingByKey())
                .forEach(variable -> text.append(variable).append(' '));
        return text.toString().replace('\n', ' ');
    }

    private List<Path> versionFiles() {
        List<Path> files = new ArrayList<>();
        files.add(Path.of(
                environment.getOrDefault("PYENV_ROOT", home.resolve(".pyenv").toString()), "version"));
        for (String name : VERSION_FILES) {
            files.add(home.resolve(name));
            for (Path above = directory.toAbsolutePath(); above != null; above = above.getParent()) {
                files.add(above.resolve(name));
            }
        }
        return files;
    }
}
