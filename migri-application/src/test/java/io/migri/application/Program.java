package io.migri.application;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.api.ConnectionConfig;
import io.migri.api.Secret;
import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.server.Database;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * An application in a JVM of its own.
 *
 * @param javaHome of the Java that it runs on
 * @param without which files of the class path of these tests it does not have
 */
record Program(Path javaHome, Predicate<String> without) {

    /** What it printed. */
    record Output(String out, String err) {}

    static Program onThisJava(Predicate<String> without) {
        return new Program(Path.of(System.getProperty("java.home")), without);
    }

    /** Runs {@code main} on {@code migrations} and {@code database}; fails unless it ends well. */
    Output run(Class<?> main, List<String> options, Path migrations, Database database)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(javaHome + "/bin/java", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), main.getName(), migrations.toString()));
        command.addAll(List.of(
                database.engine().dialect(),
                database.name(),
                database.host(),
                String.valueOf(database.port()),
                database.user(),
                database.password()));
        Path out = Files.createTempFile("out", ".txt");
        Path err = Files.createTempFile("err", ".txt");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            // either makes Java itself print
            builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
            Process process = builder.start();
            process.getOutputStream().close();
            int status = process.waitFor();
            Output output = new Output(Files.readString(out), Files.readString(err));
            assertEquals(0, status, output::toString);
            return output;
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** The database that {@link #run} has named, for the program that it runs. */
    static ConnectionConfig target(String... arguments) {
        ConnectionConfig.Builder target = ConnectionConfig.builder(arguments[2]).dialect(arguments[1]);
        return arguments[3].isEmpty()
                ? target.build()
                : target.host(arguments[3])
                        .port(Integer.parseInt(arguments[4]))
                        .user(arguments[5])
                        .password(Secret.of(arguments[6]))
                        .properties(properties(arguments[1]))
                        .build();
    }

    private static Map<String, String> properties(String dialect) {
        return dialect.equals("mysql") ? Map.of("allowPublicKeyRetrieval", "true") : Map.of();
    }

    private String classPath() {
        return String.join(
                File.pathSeparator,
                Stream.of(ChildProcess.classPath().split(File.pathSeparator, -1))
                        .filter(without.negate())
                        .toList());
    }
}
