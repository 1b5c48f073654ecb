package io.migri.python.install;

import static java.util.Objects.requireNonNull;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.text.Text;
import io.migri.python.embedded.JepRequirements;
import io.migri.python.interpreter.Interpreter;
import io.migri.python.interpreter.Program;
import io.migri.python.interpreter.PythonDiscovery;
import io.migri.python.interpreter.PythonProbe;
import io.migri.python.interpreter.PythonSettings;
import io.migri.spi.file.FileRights;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A virtual environment behind a link. Environments cannot be moved, so each is made where it stays, and the link leads to it once it
 * is whole.
 *
 * @param base what it is made from
 * @param progress told what is going on
 */
record VirtualEnvironment(Path link, Interpreter base, Consumer<String> progress) {
    private static final Duration LIMIT = Duration.ofMinutes(20);

    /** Makes another one and removes those before it. */
    Interpreter replace(Filling filling) throws IOException {
        Path folder = FileRights.makeOurs(requireNonNull(link.toAbsolutePath().getParent()));
        try (FileChannel channel = FileChannel.open(
                        folder.resolve(link.getFileName() + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS);
                FileLock lock = channel.lock()) {
            Path fresh = folder.resolve(link.getFileName() + "-" + UUID.randomUUID());
            try {
                make(fresh);
                filling.fill(new Fresh(fresh));
                Interpreter made = PythonProbe.ask(PythonDiscovery.programIn(fresh));
                lead(fresh);
                removeOthers(folder, fresh);
                return made;
            } finally {
                if (lock.isValid() && !leadsTo(fresh)) {
                    delete(fresh);
                }
            }
        }
    }

    private void make(Path fresh) throws IOException {
        progress.accept("making an environment of Python " + base.version() + " (" + base.executable() + ")");
        Program.Ended ended = Program.of(base.executable(), "-I", "-m", "venv", fresh.toString())
                .run(LIMIT);
        if (!ended.well()) {
            throw failed(
                    base.executable() + " cannot make a virtual environment",
                    Text.of(
                            "install the modules venv and ensurepip (on Debian the package python"
                                    + JepRequirements.minor(base) + "-venv), or name another Python with ",
                            PythonSettings.PROGRAM),
                    ended);
        }
    }

    private void lead(Path fresh) throws IOException {
        if (Files.isDirectory(link, LinkOption.NOFOLLOW_LINKS)) {
            delete(link);
        }
        Path newLink = link.resolveSibling(UUID.randomUUID() + ".link");
        Files.createSymbolicLink(newLink, fresh);
        Files.move(newLink, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private boolean leadsTo(Path folder) throws IOException {
        return Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(folder);
    }

    private void removeOthers(Path folder, Path kept) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, link.getFileName() + "-*")) {
            for (Path other : all) {
                if (!other.equals(kept)) {
                    delete(other);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static MigriException failed(String message, Text help, Program.Ended ended) {
        return MigriException.of(ErrorCode.CONFIGURATION_INVALID, message)
                .help(help)
                .details(ended.lastLines())
                .build();
    }

    /** Puts into an environment what belongs there. */
    @FunctionalInterface
    interface Filling {
        void fill(Fresh fresh) throws IOException;
    }

    /** An environment that nobody uses yet. */
    record Fresh(Path folder) {

        /** A wheel that pip keeps may have been compiled for another Python of the same version, so it is not looked for. */
        void installJep(Map<String, String> additions) throws IOException {
            Path requirement = folder.resolve("jep.txt");
            Files.writeString(requirement, JepBuild.REQUIREMENT + "\n");
            pip(
                    List.of("--no-cache-dir", "--require-hashes", "-r", requirement.toString()),
                    "jep " + JepBuild.VERSION,
                    List.of(),
                    additions);
        }

        void install(List<String> packages) throws IOException {
            pip(List.of(), String.join(", ", packages), packages, Map.of());
        }

        private void pip(List<String> options, String what, List<String> packages, Map<String, String> additions)
                throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    PythonDiscovery.programIn(folder).toString(),
                    "-I",
                    "-m",
                    "pip",
                    "install",
                    "--disable-pip-version-check"));
            command.addAll(options);
            if (!packages.isEmpty()) {
                command.add("--");
                command.addAll(packages);
            }
            Program.Ended ended = new Program(command, additions).run(LIMIT);
            if (!ended.well()) {
                throw failed(
                        "pip could not install " + what + ": " + reason(ended),
                        Text.of(
                                "look at what pip says; a proxy or another index is set with PIP_ variables or in pip.conf"),
                        ended);
            }
        }

        private static String reason(Program.Ended ended) {
            return ended.output()
                    .lines()
                    .filter(line -> line.startsWith("ERROR: "))
                    .reduce((first, last) -> last)
                    .map(line -> line.substring("ERROR: ".length()))
                    .orElseGet(ended::lastLine);
        }
    }
}
