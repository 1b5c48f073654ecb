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
 * The floor: the database's own client ({@code psql}, {@code sqlite3} on the PATH) in one session, each file in a transaction with its
 * row. Where nothing is to do it asks for the rows, which is the least that anybody has to do.
 */
record ClientTool(boolean nothingToDo) implements Tool {

    @Override
    public String name() {
        return "client";
    }

    @Override
    public List<String> command(Database database, Path migrations) throws IOException {
        Path script = migrations.resolveSibling("client.sql");
        try (BufferedWriter text = Files.newBufferedWriter(script)) {
            text.write(nothingToDo ? "SELECT name FROM history;\n" : everyFile(database.engine(), migrations));
        }
        return database.engine() == Engine.SQLITE
                ? List.of("sqlite3", "-bail", database.name(), ".read '" + script + "'")
                : List.of(
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
    }

    private static String everyFile(Engine engine, Path migrations) throws IOException {
        String read = engine == Engine.SQLITE ? ".read" : "\\i";
        String begin = engine == Engine.SQLITE ? "BEGIN IMMEDIATE;\n" : "BEGIN;\n";
        StringBuilder script = new StringBuilder("CREATE TABLE history (date_applied timestamp, name text NOT NULL);\n");
        for (Path file : sorted(migrations)) {
            script.append(begin)
                    .append(read)
                    .append(" '")
                    .append(file)
                    .append("'\nINSERT INTO history VALUES (current_timestamp, '")
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
