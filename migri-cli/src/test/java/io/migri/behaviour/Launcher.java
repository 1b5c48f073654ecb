package io.migri.behaviour;

import static java.util.Objects.requireNonNull;

import io.migri.api.ConnectionConfig;
import io.migri.cli.InProcess;
import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Migri's command line, called as a person at a shell calls it: the launcher of the built distribution where a process is the point. */
public record Launcher(Database database, Path migrations) {
    public static final Duration LIMIT = Duration.ofSeconds(90);

    /** Runs {@code migri migrate} to its end, in this JVM. */
    ProcessResult run(String... more) {
        return InProcess.run(environment(), arguments(migrate(), more));
    }

    /** Runs {@code migri resume} to its end, in this JVM. */
    ProcessResult resume(String answer) {
        return InProcess.run(environment(), arguments(List.of("resume", "-m", migrations.toString()), answer));
    }

    /** Runs {@code migri lock} to its end, in this JVM. */
    ProcessResult lock(String... more) {
        return InProcess.run(environment(), arguments(List.of("lock"), more));
    }

    /** Runs {@code migri} with these words to its end, in this JVM; the directory is added to them. */
    public ProcessResult call(List<String> words) {
        return InProcess.run(environment(), arguments(words, "-m", migrations.toString()));
    }

    /** Starts {@code migri migrate} in a process of its own. */
    public ChildProcess start(String... more) throws IOException {
        return ChildProcess.start(command(more));
    }

    /** {@code migri migrate} with the password in {@code DB_PASS} and nothing else of ours in the environment. */
    ProcessBuilder command(String... more) {
        List<String> command = new ArrayList<>(List.of(executable()));
        command.addAll(arguments(migrate(), more));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("DB_") || (name.startsWith("MIGRI_") && !name.equals("MIGRI_JAVA")));
        builder.environment().keySet().removeAll(List.of("LOG_LEVEL", "MIGRATIONS_DIR", "CLICOLOR_FORCE"));
        builder.environment().putAll(environment());
        return builder;
    }

    private List<String> migrate() {
        return List.of("migrate", "-m", migrations.toString());
    }

    private List<String> arguments(List<String> first, String... more) {
        List<String> arguments = new ArrayList<>(first);
        ConnectionConfig config = database.config();
        arguments.addAll(List.of("-n", config.database(), "-d", config.dialect().orElseThrow()));
        config.host().ifPresent(host -> arguments.addAll(List.of("-h", host)));
        config.port().ifPresent(port -> arguments.addAll(List.of("-p", Integer.toString(port))));
        config.user().ifPresent(user -> arguments.addAll(List.of("-u", user)));
        config.properties().forEach((key, value) -> arguments.addAll(List.of("--db-property", key + "=" + value)));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private Map<String, String> environment() {
        return database.config()
                .password()
                .map(secret -> Map.of("DB_PASS", secret.reveal()))
                .orElse(Map.of());
    }

    private static String executable() {
        String home = requireNonNull(System.getProperty("migri.distribution"), "migri.distribution: run by mvn verify");
        return Path.of(home, "bin", "migri").toString();
    }
}
