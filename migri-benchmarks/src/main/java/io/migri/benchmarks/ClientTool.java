package io.migri.benchmarks;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The floor: the database's own client ({@code psql}, {@code sqlite3}, {@code mysql}) in one session, each file in a transaction with its row.
 * Where nothing is to do it asks for the rows, which is the least that anybody has to do.
 *
 * @param mysql how {@code mysql} is started
 * @param hashed whether it also takes the hashes of all files, as whoever compares them has to
 */
record ClientTool(boolean nothingToDo, boolean hashed, List<String> mysql) implements Tool {

    @Override
    public String name() {
        return hashed ? "client and sha256sum" : "client";
    }

    /** The same, doing what there is to do. */
    ClientTool applying() {
        return new ClientTool(false, false, mysql);
    }

    @Override
    public boolean can(Engine engine, Workload workload) {
        return workload.plain();
    }

    @Override
    public List<String> command(Database database, Path migrations) throws IOException {
        Path script = migrations.resolveSibling("client-" + database.engine() + nothingToDo + ".sql");
        if (!Files.exists(script)) {
            try (BufferedWriter text = Files.newBufferedWriter(script)) {
                text.write(nothingToDo ? "SELECT name FROM history;\n" : everyFile(database.engine(), migrations));
            }
        }
        List<String> client = client(database, script);
        return hashed ? hashing(client, migrations) : client;
    }

    private static List<String> hashing(List<String> client, Path migrations) {
        List<String> both = new ArrayList<>(List.of(
                "sh", "-c", "cat \"$0\"/*.sql | sha256sum >/dev/null; exec \"$@\"", migrations.toString()));
        both.addAll(client);
        return both;
    }

    private List<String> client(Database database, Path script) {
        return switch (database.engine()) {
            case SQLITE -> List.of("sqlite3", "-bail", database.name(), ".read '" + script + "'");
            case POSTGRESQL ->
                List.of(
                        "psql",
                        "-qXAt",
                        "-v",
                        "ON_ERROR_STOP=1",
                        "-h",
                        database.host(),
                        "-p",
                        Integer.toString(database.port()),
                        "-U",
                        database.user(),
                        "-d",
                        database.name(),
                        "-f",
                        script.toString());
            case MYSQL, MARIADB -> mysql(database, script);
        };
    }

    private List<String> mysql(Database database, Path script) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" < \"$0\"", script.toString()));
        command.addAll(mysql);
        command.addAll(List.of(
                "--no-defaults",
                "--protocol=TCP",
                "--batch",
                "--host=" + database.host(),
                "--port=" + database.port(),
                "--user=" + database.user(),
                database.name()));
        return command;
    }

    private static String everyFile(Engine engine, Path migrations) throws IOException {
        StringBuilder script =
                new StringBuilder("CREATE TABLE history (date_applied timestamp, name varchar(200) NOT NULL);\n");
        for (Path file : sorted(migrations)) {
            script.append(engine == Engine.SQLITE ? "BEGIN IMMEDIATE;\n" : "BEGIN;\n")
                    .append(
                            switch (engine) {
                                case SQLITE -> ".read '" + file + "'";
                                case POSTGRESQL -> "\\i '" + file + "'";
                                case MYSQL, MARIADB -> "source " + file;
                            })
                    .append("\nINSERT INTO history VALUES (current_timestamp, '")
                    .append(file.getFileName())
                    .append("');\nCOMMIT;\n");
        }
        return script.toString();
    }

    private static List<Path> sorted(Path migrations) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(migrations)) {
            entries.forEach(files::add);
        }
        Collections.sort(files);
        return files;
    }
}
