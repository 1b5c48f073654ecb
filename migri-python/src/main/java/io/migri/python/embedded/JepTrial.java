package io.migri.python.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.migri.api.MigriException;
import io.migri.python.engine.RuntimeFiles;
import io.migri.python.interpreter.Interpreter;
import io.migri.python.interpreter.Program;
import io.migri.python.interpreter.PythonProbe;
import io.migri.python.interpreter.UserFolders;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts Python within another Java process, where a setup that crashes does no harm. */
public final class JepTrial {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** The first Java that has a say in native code and is asked not to say it. */
    private static final int SILENT_ABOUT_NATIVE_CODE = 22;

    private JepTrial() {}

    /** Why Jep does not work with that interpreter; empty where it does. */
    public static Optional<String> problem(Path program) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String classes = location(JepTrial.class) + File.pathSeparator + location(MigriException.class);
        List<String> command = new ArrayList<>(List.of(java.toString(), "-XX:-CreateCoredumpOnCrash"));
        if (Runtime.version().feature() >= SILENT_ABOUT_NATIVE_CODE) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", classes, JepTrial.class.getName(), program.toString()));
        Program.Ended ended = new Program(command, Map.of()).run(LIMIT);
        return ended.well() ? Optional.empty() : Optional.of(reason(ended));
    }

    private static String reason(Program.Ended ended) {
        List<String> marked = ended.output()
                .lines()
                .filter(line -> line.contains("UnusableJepException: "))
                .toList();
        return marked.isEmpty()
                ? "a Java process that started it ended with: " + ended.firstLine()
                : marked.get(0).substring(marked.get(0).indexOf(": ") + 2);
    }

    private static Path location(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The other process: ends well if Python does start and compute. */
    public static void main(String[] arguments) throws IOException {
        Interpreter interpreter = PythonProbe.ask(Path.of(arguments[0]));
        Path folder = RuntimeFiles.unpacked(UserFolders.ofThisUser().cache());
        try (JepEngine engine = EmbeddedPython.ofThisProcess().start(interpreter, folder)) {
            if (!engine.check("trial", "1\n".getBytes(UTF_8)).ok()) {
                throw new IOException("Python started and does not compile");
            }
        }
    }
}
