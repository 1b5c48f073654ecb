package io.migri.chaos;

import io.migri.Migri;
import io.migri.behaviour.Launcher;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A directory of migrations of all sorts. A statement that the database is busy with for a while bears a mark. One that a run may ask
 * about says in a comment how to find out: {@code happened: SELECT …}, true where it was executed.
 */
record Scenario(Engine engine, Path directory) {
    private static final Pattern MARK = Pattern.compile("mark (\\d+)");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** That for the product that {@code any} is a database of, as its version takes it. */
    static Scenario of(Database any) throws Exception {
        Engine engine = any.engine();
        URL url = Objects.requireNonNull(Scenario.class.getResource("/chaos/" + engine.dialect()));
        Path directory = Path.of(url.toURI());
        return new Scenario(engine, replaced(directory, replacements(engine, version(any))));
    }

    private static String version(Database any) throws SQLException {
        try (Connection connection = any.connect()) {
            return connection.getMetaData().getDatabaseProductVersion();
        }
    }

    /** What to write instead of what this version cannot do. */
    private static Map<String, String> replacements(Engine engine, String version) {
        if (engine == Engine.POSTGRESQL && (version.startsWith("12.") || version.startsWith("13."))) {
            return Map.of("DETACH PARTITION reading_old CONCURRENTLY", "DETACH PARTITION reading_old");
        }
        // It takes each column that may not be NULL for NULL in an INSERT … SELECT before such a trigger.
        return version.startsWith("11.4.5-MariaDB")
                ? Map.of(
                        "BEFORE INSERT ON animal FOR EACH ROW SET new.weight = new.weight + 100",
                        "AFTER INSERT ON animal FOR EACH ROW SET @weight = new.weight + 100")
                : Map.of();
    }

    private static Path replaced(Path directory, Map<String, String> replacements) throws IOException {
        if (replacements.isEmpty()) {
            return directory;
        }
        Path copy = Files.createDirectories(Path.of("target", "chaos-" + directory.getFileName()))
                .toAbsolutePath();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                String text = Files.readString(file);
                for (Map.Entry<String, String> one : replacements.entrySet()) {
                    text = text.replace(one.getKey(), one.getValue());
                }
                Files.writeString(copy.resolve(file.getFileName()), text);
            }
        }
        return copy;
    }

    /** The names of its migrations, in order. */
    List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString().replaceAll("\\.[a-z]+$", ""))
                    .sorted()
                    .toList();
        }
    }

    /** The numbers of its marks. */
    List<Integer> marks() throws IOException {
        List<Integer> marks = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                Matcher found = MARK.matcher(Files.readString(file));
                while (found.find()) {
                    marks.add(Integer.parseInt(found.group(1)));
                }
            }
        }
        return marks;
    }

    /** Whether the migration in Python that {@code question} begins with says that it may. */
    boolean mayRunAgain(String question) throws IOException {
        Path file = directory.resolve(question.substring(0, Math.max(0, question.indexOf(':'))) + ".py");
        return Files.exists(file) && Files.readString(file).contains("may run again");
    }

    Migri.Builder on(Database database) {
        return Migri.builder().target(database.config()).directory(directory).lockWait(PATIENCE);
    }

    Launcher launcher(Database database) {
        return new Launcher(database, directory);
    }
}
