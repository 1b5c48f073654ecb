package io.migri.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.migri.api.ConnectionConfig;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A directory of migrations and a database, and commands on them in this process. */
final class Place {
    private final Path directory;
    private final Database database;

    Place(Path directory, Database database) throws IOException {
        this.directory = directory;
        this.database = database;
        Files.createDirectories(directory.resolve("migrations"));
    }

    Place file(String name, String text) throws IOException {
        return file(name, text.getBytes(UTF_8));
    }

    Place file(String name, byte[] content) throws IOException {
        Files.write(directory.resolve("migrations").resolve(name), content);
        return this;
    }

    Place without(String name) throws IOException {
        Files.delete(directory.resolve("migrations").resolve(name));
        return this;
    }

    /** The password is in the environment. */
    ProcessResult run(String command, String... more) {
        ConnectionConfig config = database.config();
        List<String> arguments = new ArrayList<>(List.of(command, "-n", config.database()));
        Map<String, String> environment = new HashMap<>();
        config.dialect().ifPresent(dialect -> arguments.addAll(List.of("-d", dialect)));
        config.host().ifPresent(host -> arguments.addAll(List.of("-h", host)));
        config.port().ifPresent(port -> arguments.addAll(List.of("-p", Integer.toString(port))));
        config.user().ifPresent(user -> arguments.addAll(List.of("-u", user)));
        config.password().ifPresent(secret -> environment.put("DB_PASS", secret.reveal()));
        config.properties().forEach((key, value) -> arguments.addAll(List.of("--db-property", key + "=" + value)));
        arguments.addAll(List.of(more));
        return InProcess.run(directory, environment, arguments);
    }
}
