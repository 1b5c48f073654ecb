package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.testkit.fault.ProcessResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tests run in their own JVM does what the packaged program does, command by command. */
class InProcessIT {
    private static final List<List<String>> COMMANDS = List.of(
            List.of(),
            List.of("migrate"),
            List.of("nonsense"),
            List.of("-n", "DATABASE", "migrate"),
            List.of("-n", "DATABASE", "migrate", "--dry-run", "--report"),
            List.of("-n", "DATABASE", "migrate", "--output", "json"),
            List.of("-n", "DATABASE", "resume", "--retry"),
            List.of("-n", "DATABASE", "status"),
            List.of("-n", "DATABASE", "status", "--exit-code", "--output", "json"),
            List.of("-n", "DATABASE", "validate"),
            List.of("-n", "DATABASE", "repair", "--dry-run"),
            List.of("-n", "DATABASE", "show", "0001_animal"),
            List.of("-n", "DATABASE", "show", "0009_none"),
            List.of("-n", "DATABASE", "mark", "0002_wrong"),
            List.of("-n", "DATABASE", "unmark", "0002_wrong"),
            List.of("-n", "DATABASE", "baseline"),
            List.of("-n", "DATABASE", "lock"),
            List.of("-n", "DATABASE", "-d", "db2", "status"));

    @TempDir
    private Path root;

    @Test
    void saysWhatTheProgramSays() throws IOException {
        Path here = directory("here");
        Path there = directory("there");
        for (List<String> command : COMMANDS) {
            ProcessResult inProcess = InProcess.run(here, Map.of(), on(here, command));
            Outcome program = new Distribution(there).run(on(there, command).toArray(String[]::new));
            assertEquals(program.status(), inProcess.exitCode(), () -> command + "\n" + program + "\n" + inProcess);
            assertEquals(timeless(program.out(), there), timeless(inProcess.outputText(), here), command::toString);
            assertEquals(timeless(program.err(), there), timeless(inProcess.errorText(), here), command::toString);
        }
    }

    private Path directory(String name) throws IOException {
        Path directory = root.resolve(name);
        Path migrations = Files.createDirectories(directory.resolve("migrations"));
        Files.writeString(migrations.resolve("0001_animal.sql"), "CREATE TABLE animal (name text); -- 🥳\n");
        Files.writeString(migrations.resolve("0002_wrong.sql"), "INSERT INTO nowhere VALUES (1);\n");
        return directory;
    }

    private static List<String> on(Path directory, List<String> command) {
        String database = directory.resolve("a.db").toString();
        return command.stream()
                .map(word -> word.equals("DATABASE") ? database : word)
                .toList();
    }

    /** Without times and durations. */
    private static String timeless(String text, Path directory) {
        return text.replace(directory + "/", "")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d[T ][0-9:.]+(Z|[+-]\\d\\d:\\d\\d)?", "TIME")
                .replaceAll("(\"[a-z_]*(?:seconds|ms|millis|nanos|duration)[a-z_]*\"\\s*:\\s*)[0-9.]+", "$1N")
                .replaceAll("[0-9.]+ (ms|s|min)\\b", "N");
    }
}
