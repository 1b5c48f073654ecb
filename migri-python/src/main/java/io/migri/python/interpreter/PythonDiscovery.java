package io.migri.python.interpreter;

import io.migri.api.MigriException;
import io.migri.api.text.Text;
import io.migri.spi.file.FileRights;
import io.migri.spi.file.UserHome;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the Python to run migrations in: the one that was named, else the first that is suitable of {@code $VIRTUAL_ENV},
 * {@code ./.venv} where it is this user's or root's, what {@code migri python install} made, and {@code python3} and {@code python} on the path.
 */
public final class PythonDiscovery {
    private static final boolean WINDOWS = File.separatorChar == '\\';

    private final Map<String, String> environment;
    private final Path directory;
    private final Path installed;
    private final PythonMemory memory;

    /**
     * A discovery for a user.
     *
     * @param directory where relative paths begin
     */
    public PythonDiscovery(Map<String, String> environment, Path directory, Path home) {
        this.environment = Map.copyOf(environment);
        this.directory = directory.toAbsolutePath();
        this.installed = UserFolders.of(environment, home).installedPython();
        this.memory = new PythonMemory(
                UserFolders.of(environment, home).cache().resolve("pythons"), environment, this.directory, home);
    }

    public static PythonDiscovery ofThisProcess() {
        return new PythonDiscovery(
                System.getenv(), Path.of(System.getProperty("user.dir")), Path.of(UserHome.of(System.getenv())));
    }

    /**
     * The interpreter to use.
     *
     * @param named what the user wants: a program, a command on the path, or the folder of a virtual environment; empty where
     *     they leave it to Migri
     * @throws MigriException where the one that was named is not suitable, or where none is
     */
    public Found find(Optional<String> named) throws IOException {
        return named.isPresent() ? named(named.get()) : anyOf(candidates());
    }

    /** The interpreter to make environments from: the one that was named, else the first on the path that is suitable. */
    public Found base(Optional<String> named) throws IOException {
        return named.isPresent() ? named(named.get()) : anyOf(onPath());
    }

    private Found named(String name) throws IOException {
        Path program = program(name);
        return new Found(interpreter(program), Text.of("as named"));
    }

    private Path program(String name) {
        try {
            boolean command = !name.contains("/") && !name.contains(File.separator);
            Optional<Path> onPath = command ? onPath(name) : Optional.empty();
            Path given = onPath.orElseGet(() -> directory.resolve(name).normalize());
            Path program = Files.isDirectory(given) ? programIn(given) : given;
            if (Files.isRegularFile(program)) {
                return program;
            }
        } catch (InvalidPathException e) {
            // a name that no file can have is the name of none
        }
        throw PythonProbe.unsuitable(
                "there is no Python " + name, Text.of("look at ", PythonSettings.EVERY_PROGRAM, ", or leave them out"));
    }

    private Found anyOf(List<Candidate> candidates) throws IOException {
        List<Text> reasons = new ArrayList<>();
        for (Candidate candidate : candidates) {
            try {
                return new Found(interpreter(candidate.program), candidate.origin);
            } catch (MigriException e) {
                reasons.add(e.text());
            }
        }
        Text found = reasons.isEmpty() ? Text.of("") : Text.of(": ", Text.joined("; ", reasons));
        throw PythonProbe.unsuitable(
                Text.of("no Python was found to run .py migrations in", found), PythonProbe.chooseAnother());
    }

    private List<Candidate> candidates() {
        List<Candidate> candidates = new ArrayList<>();
        String virtual = environment.getOrDefault("VIRTUAL_ENV", "");
        if (!virtual.isEmpty()) {
            candidates.add(new Candidate(programIn(directory.resolve(virtual)), Text.of("from VIRTUAL_ENV")));
        }
        Path found = programIn(directory.resolve(".venv"));
        if (FileRights.isOurs(found, 2)) { // nobody named it, so it must not be somebody else's
            candidates.add(new Candidate(found, Text.of("from .venv")));
        }
        if (isOurs(installed)) {
            candidates.add(new Candidate(programIn(installed), Text.of("from ", PythonSettings.install())));
        }
        candidates.removeIf(candidate -> !Files.isRegularFile(candidate.program));
        candidates.addAll(onPath());
        return candidates;
    }

    /** Whether nobody else has made the link, the environment that it leads to, or the folder of both. */
    private static boolean isOurs(Path link) {
        try {
            return FileRights.isOurs(programIn(link), 3) && FileRights.isOurs(programIn(link.toRealPath()), 3);
        } catch (IOException e) {
            return false;
        }
    }

    private List<Candidate> onPath() {
        List<Candidate> candidates = new ArrayList<>();
        for (String command : List.of("python3", "python")) {
            onPath(command)
                    .ifPresent(program -> candidates.add(new Candidate(program, Text.of(command + " on the path"))));
        }
        return candidates;
    }

    private Interpreter interpreter(Path program) throws IOException {
        Optional<Interpreter> known = memory.recall(program);
        if (known.isPresent()) {
            return known.get();
        }
        Interpreter asked = PythonProbe.ask(program);
        memory.keep(program, asked);
        return asked;
    }

    /** The program of a virtual environment. */
    public static Path programIn(Path virtualEnvironment) {
        return WINDOWS
                ? virtualEnvironment.resolve("Scripts").resolve("python.exe")
                : virtualEnvironment.resolve("bin").resolve("python3");
    }

    private Optional<Path> onPath(String command) {
        String file = WINDOWS && !command.endsWith(".exe") ? command + ".exe" : command;
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path program = directory.resolve(folder).resolve(file);
            if (!folder.isEmpty() && Files.isRegularFile(program) && Files.isExecutable(program)) {
                return Optional.of(program);
            }
        }
        return Optional.empty();
    }

    /**
     * An interpreter and how it was come by.
     *
     * @param origin for people, such as {@code from VIRTUAL_ENV}
     */
    public record Found(Interpreter interpreter, Text origin) {}

    /** A program that may be one. */
    private record Candidate(Path program, Text origin) {}
}
