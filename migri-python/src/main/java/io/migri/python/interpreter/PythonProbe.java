package io.migri.python.interpreter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.text.Text;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks a program what Python it is. */
public final class PythonProbe {
    private static final String SCRIPT = "/io/migri/python/migri_rt/probe.py";
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int OLDEST_MINOR = 10;

    private PythonProbe() {}

    /**
     * What {@code program} is.
     *
     * @throws MigriException where it is none that migrations can run in, with what to do about it
     */
    public static Interpreter ask(Path program) throws IOException {
        Program.Ended answer = answer(program);
        Map<String, List<String>> facts = facts(answer.output());
        String version = String.join("", facts.getOrDefault("version", List.of()));
        if (version.isEmpty()) {
            throw unsuitable(program + " is not a Python that works: " + answer.firstLine(), chooseAnother());
        }
        if (tooOld(version)) {
            throw unsuitable(
                    program + " is Python " + version + ", and migrations need 3." + OLDEST_MINOR + " or newer",
                    chooseAnother());
        }
        if (!facts.containsKey("executable")) {
            throw unsuitable(program + " is not a Python that works: " + answer.lastLine(), chooseAnother());
        }
        return new Interpreter(facts);
    }

    public static MigriException unsuitable(String message, String help) {
        return unsuitable(Text.of(message), Text.of(help));
    }

    public static MigriException unsuitable(String message, Text help) {
        return unsuitable(Text.of(message), help);
    }

    public static MigriException unsuitable(Text message, Text help) {
        return MigriException.of(ErrorCode.CONFIGURATION_INVALID, message)
                .help(help)
                .build();
    }

    public static Text chooseAnother() {
        return Text.of(
                "name another one with ",
                PythonSettings.PROGRAM,
                ", or install Python 3." + OLDEST_MINOR + " or newer");
    }

    /** The answer's lines, for {@link Interpreter}. */
    static Map<String, List<String>> facts(String answer) {
        Map<String, List<String>> facts = new LinkedHashMap<>();
        answer.lines().forEach(line -> {
            int tab = line.indexOf('\t');
            if (tab > 0) {
                facts.computeIfAbsent(line.substring(0, tab), name -> new ArrayList<>())
                        .add(line.substring(tab + 1));
            }
        });
        return facts;
    }

    private static Program.Ended answer(Path program) throws IOException {
        try {
            return Program.of(program.toString(), "-I", "-c", script()).run(LIMIT);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw unsuitable(program + " cannot be run: " + e.getMessage(), chooseAnother());
        }
    }

    private static String script() throws IOException {
        try (InputStream content = PythonProbe.class.getResourceAsStream(SCRIPT)) {
            if (content == null) {
                throw new FileNotFoundException(SCRIPT);
            }
            return new String(content.readAllBytes(), UTF_8);
        }
    }

    private static boolean tooOld(String version) {
        String[] numbers = version.split("\\.", -1);
        int major = Integer.parseInt(numbers[0]);
        return major < 3 || (major == 3 && Integer.parseInt(numbers[1]) < OLDEST_MINOR);
    }
}
