package io.migri.behaviour;

import static java.util.Objects.requireNonNull;

import io.migri.api.ConnectionConfig;
import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The launcher of the built distribution, called as a person at a shell calls it. */
public record Launcher(Database database, Path migrations) {
    public static final Duration LIMIT = Duration.ofSeconds(90);

    /** Runs {@code migri migrate} to its end. */
    ProcessResult run(String... more) throws IOException, InterruptedException {
        try (ChildProcess process = start(more)) {
            return process.result(LIMIT);
        }
    }

    /** Runs {@code migri lock} to its end. */
    ProcessResult lock(String... more) throws IOException, InterruptedException {
        try (ChildProcess process = ChildProcess.start(command(List.of("lock"), more))) {
            return process.result(LIMIT);
        }
    }

    public ChildProcess start(String... more) throws IOException {
        return ChildProcess.start(command(more));
    }

    /** {@code migri migrate} with the password in {@code DB_PASS} and nothing else of ours in the environment. */
    ProcessBuilder command(String... more) {
        return command(List.of("migrate", "-m", migrations.toString()), more);
    }

    private ProcessBuilder command(List<String> first, String... more) {
        List<String> command = new ArrayList<>(List.of(executable()));
        command.addAll(first);
        ConnectionConfig config = database.config();
        command.addAll(List.of("-n", config.database(), "-d", config.dialect().orElseThrow()));
        config.host().ifPresent(host -> command.addAll(List.of("-h", host)));
        config.port().ifPresent(port -> command.addAll(List.of("-p", Integer.toString(port))));
        config.user().ifPresent(user -> command.addAll(List.of("-u", user)));
        config.properties().forEach((key, value) -> command.addAll(List.of("--db-property", key + "=" + value)));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("DB_") || (name.startsWith("MIGRI_") && !name.equals("MIGRI_JAVA")));
        builder.environment().keySet().removeAll(List.of("LOG_LEVEL", "MIGRATIONS_DIR", "CLICOLOR_FORCE"));
        config.password().ifPresent(secret -> builder.environment().put("DB_PASS", secret.reveal()));
        return builder;
    }

    private static String executable() {
        String home = requireNonNull(System.getProperty("migri.distribution"), "migri.distribution: run by mvn verify");
        return Path.of(home, "bin", "migri").toString();
    }
}
