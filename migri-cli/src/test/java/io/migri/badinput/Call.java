package io.migri.badinput;

import io.migri.api.ConnectionConfig;
import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.server.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A call of the built distribution's launcher, as a person at a shell makes it. Not for reuse. */
final class Call {
    static final Duration LIMIT = Duration.ofSeconds(60);

    private final List<String> prefix = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private final ProcessBuilder builder = new ProcessBuilder();
    private String password = "";

    private Call(Path directory, List<String> arguments) {
        this.arguments.addAll(arguments);
        builder.directory(directory.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("DB_") || (name.startsWith("MIGRI_") && !name.equals("MIGRI_JAVA")));
        builder.environment().keySet().removeAll(List.of("LOG_LEVEL", "MIGRATIONS_DIR", "CLICOLOR_FORCE"));
    }

    /** {@code migri} with these arguments in {@code directory}. */
    static Call migri(Path directory, String... arguments) {
        return new Call(directory, List.of(arguments));
    }

    /** Names the database, with its password in {@code DB_PASS}. */
    Call on(Database database) {
        ConnectionConfig config = database.config();
        with("-n", config.database());
        config.host().ifPresent(host -> with("-d", config.dialect().orElseThrow(), "-h", host));
        config.port().ifPresent(port -> with("-p", Integer.toString(port)));
        config.user().ifPresent(user -> with("-u", user));
        config.password().ifPresent(secret -> password(secret.reveal()).set("DB_PASS", secret.reveal()));
        config.properties().forEach((key, value) -> with("--db-property", key + "=" + value));
        return this;
    }

    Call with(String... more) {
        arguments.addAll(List.of(more));
        return this;
    }

    /** Sets a variable of the environment. */
    Call set(String variable, String value) {
        builder.environment().put(variable, value);
        return this;
    }

    /** Must be seen in neither output. */
    Call password(String secret) {
        password = secret;
        return this;
    }

    /** Runs it through another program, such as one that takes rights away. */
    Call through(List<String> program) {
        prefix.addAll(program);
        return this;
    }

    /** Runs it to its end. */
    Outcome run() throws IOException, InterruptedException {
        return end(start());
    }

    ChildProcess start() throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("migri.distribution"), "bin", "migri")
                .toString());
        command.addAll(arguments);
        return ChildProcess.start(builder.command(command));
    }

    /** Waits for the end of what {@link #start} has started. */
    Outcome end(ChildProcess process) throws IOException, InterruptedException {
        Outcome outcome = new Outcome(process.result(LIMIT));
        Transcript.add(builder.command(), outcome);
        return password.isEmpty() ? outcome : outcome.withoutPassword(password);
    }

    /** What keeps root from reading and writing what the permissions forbid; nothing where this is not root. */
    static List<String> likeAnybody() {
        boolean root = Optional.ofNullable(System.getProperty("user.name")).equals(Optional.of("root"));
        return root ? List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all", "--") : List.of();
    }
}
