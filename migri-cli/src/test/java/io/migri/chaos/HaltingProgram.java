package io.migri.chaos;

import io.migri.Migri;
import io.migri.api.ConnectionConfig;
import io.migri.api.Secret;
import io.migri.spi.Dialect;
import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Migri in a JVM that halts once a certain number of statements were executed. */
final class HaltingProgram {
    /** Its exit code then. */
    static final int HALTED = 86;

    private HaltingProgram() {}

    static ChildProcess start(Scenario scenario, Database database, int statements) throws IOException {
        return start(HaltingProgram.class, Integer.toString(statements), scenario.directory(), database);
    }

    /** Starts {@code program}, which is told where to halt. */
    static ChildProcess start(Class<?> program, String place, Path directory, Database database) throws IOException {
        ConnectionConfig config = database.config();
        List<String> arguments = new ArrayList<>(List.of(
                database.engine().name(),
                place,
                directory.toString(),
                config.database(),
                database.host(),
                Integer.toString(database.port()),
                database.user(),
                database.password()));
        config.properties().forEach((name, value) -> arguments.add(name + "=" + value));
        return ChildProcess.java(program, arguments.toArray(String[]::new));
    }

    public static void main(String[] arguments) {
        Dialect dialect = new StatementCount(
                        Holdings.dialect(Engine.valueOf(arguments[0])),
                        Integer.parseInt(arguments[1]),
                        () -> Runtime.getRuntime().halt(HALTED))
                .dialect();
        Migri.builder()
                .dialect(dialect)
                .target(config(dialect.id(), arguments))
                .directory(Path.of(arguments[2]))
                .build()
                .migrate();
    }

    static ConnectionConfig config(String dialect, String[] arguments) {
        ConnectionConfig.Builder builder =
                ConnectionConfig.builder(arguments[3]).dialect(dialect);
        if (arguments[4].isEmpty()) {
            return builder.build();
        }
        return builder.host(arguments[4])
                .port(Integer.parseInt(arguments[5]))
                .user(arguments[6])
                .password(Secret.of(arguments[7]))
                .properties(properties(List.of(arguments).subList(8, arguments.length)))
                .build();
    }

    private static Map<String, String> properties(List<String> arguments) {
        Map<String, String> properties = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            properties.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        return properties;
    }
}
