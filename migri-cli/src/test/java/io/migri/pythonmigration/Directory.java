package io.migri.pythonmigration;

import static java.util.Objects.requireNonNull;

import io.migri.api.ConnectionConfig;
import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A directory of migrations and the launcher that applies it. */
record Directory(Path home, Database database) {
    static final Duration LIMIT = Duration.ofSeconds(90);

    /** One that begins with {@code 0001_keep.sql}: a table {@code keep} of one column {@code id}, with the row 1. */
    static Directory withKeep(Path home, Database database) throws IOException {
        Directory directory = new Directory(home, database);
        Files.createDirectories(directory.migrations());
        return directory.file(
                "0001_keep.sql", "CREATE TABLE keep (id integer PRIMARY KEY);\nINSERT INTO keep VALUES (1);\n");
    }

    Path migrations() {
        return home.resolve("migrations");
    }

    Directory file(String name, String text) throws IOException {
        Files.writeString(migrations().resolve(name), text);
        return this;
    }

    /** A migration that inserts 2 and then does what {@code body} says. */
    Directory insertsAndThen(String name, String body) throws IOException {
        return file(name, imports(body) + "async def migrate(conn):\n" + indented(insert(2) + "\n" + body) + "\n");
    }

    /** Python that inserts a row into {@code keep}, in the way of the database's driver. */
    String insert(int id) {
        return execute("INSERT INTO keep (id) VALUES (" + id + ")");
    }

    /** Python that executes a statement, in the way of the database's driver. */
    String execute(String sql) {
        return database.engine().mysqlFamily()
                ? "async with conn.cursor() as cur:\n    await cur.execute(\"" + sql + "\")"
                : "await conn.execute(\"" + sql + "\")";
    }

    private static String imports(String body) {
        StringBuilder imports = new StringBuilder();
        for (String module : List.of("asyncio", "ctypes", "logging", "os", "signal", "sys", "threading", "time")) {
            if (body.contains(module + ".")) {
                imports.append("import ").append(module).append('\n');
            }
        }
        return imports.append("\n\n").toString();
    }

    static String indented(String text) {
        return text.indent(4).stripTrailing();
    }

    ProcessResult migrate(Engines engine, String... more) throws Exception {
        try (ChildProcess process = start(engine, more)) {
            return process.result(LIMIT);
        }
    }

    ChildProcess start(Engines engine, String... more) throws Exception {
        return ChildProcess.start(command(engine, more));
    }

    private ProcessBuilder command(Engines engine, String... more) throws Exception {
        ConnectionConfig config = database.config();
        List<String> command = new ArrayList<>(List.of(launcher(), "migrate", "-n", config.database()));
        command.addAll(List.of("-d", config.dialect().orElseThrow()));
        config.host().ifPresent(host -> command.addAll(List.of("-h", host)));
        config.port().ifPresent(port -> command.addAll(List.of("-p", Integer.toString(port))));
        config.user().ifPresent(user -> command.addAll(List.of("-u", user)));
        config.properties().forEach((key, value) -> command.addAll(List.of("--db-property", key + "=" + value)));
        command.addAll(List.of(
                "--python-engine", engine.option(), "--python", engine.python().toString()));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("DB_") || (name.startsWith("MIGRI_") && !name.equals("MIGRI_JAVA")));
        builder.environment().keySet().removeAll(List.of("LOG_LEVEL", "MIGRATIONS_DIR", "CLICOLOR_FORCE"));
        config.password().ifPresent(secret -> builder.environment().put("DB_PASS", secret.reveal()));
        return builder;
    }

    private static String launcher() {
        String home = requireNonNull(System.getProperty("migri.distribution"), "migri.distribution: run by mvn verify");
        return Path.of(home, "bin", "migri").toString();
    }

    boolean isSqlite() {
        return database.engine() == Engine.SQLITE;
    }
}
