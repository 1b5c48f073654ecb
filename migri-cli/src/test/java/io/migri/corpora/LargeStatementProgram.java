package io.migri.corpora;

import io.migri.Migri;
import io.migri.api.ConnectionConfig;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigriException;
import io.migri.api.Secret;
import io.migri.testkit.server.Database;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Migrates a directory in a JVM of its own, which a test gives little memory. */
final class LargeStatementProgram {
    private LargeStatementProgram() {}

    static String[] arguments(Database database, Path directory) {
        List<String> arguments = new ArrayList<>(List.of(
                directory.toString(),
                database.engine().dialect(),
                database.name(),
                database.host(),
                Integer.toString(database.port()),
                database.user(),
                database.password()));
        database.config().properties().forEach((name, value) -> arguments.add(name + "=" + value));
        return arguments.toArray(String[]::new);
    }

    /** Ends with what the command line would end with, and says what it would say. */
    public static void main(String[] arguments) {
        try {
            Migri.builder()
                    .target(config(arguments))
                    .directory(Path.of(arguments[0]))
                    .build()
                    .migrate();
        } catch (MigrationFailedException e) {
            System.err.println(e.state() + ": " + e.getMessage() + " | " + e.position() + " | " + e.help());
            System.exit(3);
        } catch (MigriException e) {
            System.err.println(e.code() + ": " + e.getMessage() + " | " + e.help());
            System.exit(1);
        }
    }

    private static ConnectionConfig config(String[] arguments) {
        ConnectionConfig.Builder builder =
                ConnectionConfig.builder(arguments[2]).dialect(arguments[1]);
        if (arguments[3].isEmpty()) {
            return builder.build();
        }
        Map<String, String> properties = new HashMap<>();
        for (int i = 7; i < arguments.length; i++) {
            int equals = arguments[i].indexOf('=');
            properties.put(arguments[i].substring(0, equals), arguments[i].substring(equals + 1));
        }
        return builder.properties(properties)
                .host(arguments[3])
                .port(Integer.parseInt(arguments[4]))
                .user(arguments[5])
                .password(Secret.of(arguments[6]))
                .build();
    }
}
