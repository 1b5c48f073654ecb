package io.migri.history;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ConnectionConfig;
import io.migri.cli.InProcess;
import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Migri's command line, called on one database in a directory that has a directory of migrations. */
record Shell(Path directory, Database database) {

    Shell file(String name, String text) throws IOException {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Shell file(String name, byte[] content) throws IOException {
        Path file = directory.resolve("migrations").resolve(name);
        Files.createDirectories(requireNonNull(file.getParent()));
        Files.write(file, content);
        return this;
    }

    Shell remove(String name) throws IOException {
        Files.delete(directory.resolve("migrations").resolve(name));
        return this;
    }

    /** Runs it to its end, in this JVM. */
    Said migri(String... arguments) {
        return new Said(InProcess.run(directory, environment(), words(arguments)));
    }

    /** Waits for its end. */
    static Said end(ChildProcess process) throws InterruptedException {
        return new Said(process.result(Duration.ofSeconds(90)));
    }

    /** Starts it in a process of its own. */
    ChildProcess start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(requireNonNull(System.getProperty("migri.distribution")), "bin", "migri")
                        .toString()));
        command.addAll(words(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("DB_") || (name.startsWith("MIGRI_") && !name.equals("MIGRI_JAVA")));
        builder.environment().putAll(environment());
        return ChildProcess.start(builder);
    }

    private List<String> words(String... arguments) {
        ConnectionConfig config = database.config();
        List<String> words = new ArrayList<>(
                List.of("-n", config.database(), "-d", config.dialect().orElseThrow()));
        config.host().ifPresent(host -> words.addAll(List.of("-h", host)));
        config.port().ifPresent(port -> words.addAll(List.of("-p", Integer.toString(port))));
        config.user().ifPresent(user -> words.addAll(List.of("-u", user)));
        config.properties().forEach((key, value) -> words.addAll(List.of("--db-property", key + "=" + value)));
        words.addAll(List.of(arguments));
        return words;
    }

    private Map<String, String> environment() {
        return database.config()
                .password()
                .map(secret -> Map.of("DB_PASS", secret.reveal()))
                .orElse(Map.of());
    }

    /** What a call said. */
    record Said(ProcessResult result) {

        Said exits(int code) {
            assertEquals(code, result.exitCode(), result::toString);
            return this;
        }

        Said prints(String... lines) {
            assertEquals(lines.length == 0 ? "" : String.join("\n", lines) + "\n", output(), result::toString);
            return this;
        }

        Said says(String... texts) {
            for (String text : texts) {
                assertTrue(output().contains(text), () -> "does not say: " + text + "\n" + result);
            }
            return this;
        }

        Said doesNotSay(String text) {
            assertFalse(output().contains(text), result::toString);
            return this;
        }

        Said complains(String... texts) {
            for (String text : texts) {
                assertTrue(result.errorText().contains(text), () -> "does not complain: " + text + "\n" + result);
            }
            return this;
        }

        Said isSilent() {
            assertEquals("", result.errorText(), result::toString);
            return this;
        }

        String output() {
            return result.outputText();
        }

        /** The first columns: state and name. */
        List<String> states() {
            return output().lines()
                    .map(line -> line.split("\t", -1))
                    .map(cells -> cells[0] + " " + cells[1])
                    .toList();
        }
    }
}
