package io.migri.testkit.corpus;

import io.migri.testkit.server.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The scripts of one project.
 *
 * @param name ends in the database it is for: {@code -pg}, {@code -mysql}, {@code -sqlite}
 * @param engine the database product that it wants
 * @param withoutForeignKeys whether it wants foreign keys not to be checked
 * @param files the scripts, in the order in which they are applied
 * @param gold a file that tells each script's statements
 */
public record Corpus(String name, Engine engine, boolean withoutForeignKeys, List<Path> files, Path gold) {

    public Corpus {
        files = List.copyOf(files);
    }

    static Corpus read(String name, List<Path> files, Path gold, Path meta) throws IOException {
        Map<?, ?> properties = (Map<?, ?>) Json.parse(Files.readString(meta));
        String server = String.valueOf(properties.get("server"));
        return new Corpus(name, engine(name, server), properties.containsKey("fk0"), files, gold);
    }

    /** The folder that the scripts are in. */
    public Path directory() {
        return Objects.requireNonNull(files.get(0).toAbsolutePath().getParent());
    }

    /** By a script's file name, what the database's own client takes for its statements. */
    public Map<String, List<String>> statements() throws IOException {
        Map<String, List<String>> statements = new LinkedHashMap<>();
        for (String line : Files.readAllLines(gold)) {
            Map<?, ?> script = (Map<?, ?>) Json.parse(line);
            List<?> texts = (List<?>) Objects.requireNonNull(script.get("statements"));
            statements.put(
                    String.valueOf(script.get("file")),
                    texts.stream().map(String::valueOf).toList());
        }
        return statements;
    }

    @Override
    public String toString() {
        return name;
    }

    private static Engine engine(String name, String server) {
        if (name.endsWith("-pg")) {
            return Engine.POSTGRESQL;
        }
        if (name.endsWith("-sqlite")) {
            return Engine.SQLITE;
        }
        return server.equals("mysql97") ? Engine.MYSQL : Engine.MARIADB;
    }
}
