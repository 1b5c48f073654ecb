package io.migri.cli.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.migri.Migri;
import io.migri.api.ConnectionConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What people do with Migri on one kind of database, so that a JVM that keeps the classes it loads has the right ones. It needs no
 * server: what drivers hear was recorded. The servers of the course are in this process, so that the JVM in training does not load what
 * they need.
 */
final class Course implements AutoCloseable {
    /** The kinds of databases. */
    static final List<String> DIALECTS = List.of("sqlite", "postgresql", "mysql");

    static final Map<String, String> MIGRATIONS =
            Map.of("0001_first", "CREATE TABLE first (id int);\n", "0002_second", "INSERT INTO first VALUES (1);\n");

    static final String WRONG = "INSERT INTO nowhere VALUES (1);\n";

    private static final String PYTHON =
            "async def migrate(conn):\n    await conn.execute('INSERT INTO first VALUES (2)')\n    return True\n";
    private static final List<String> RUNS = List.of("first", "again", "wrong");
    private static final String PASSWORD = "training";
    private static final int DONE = 0;
    private static final int FAILED = 3;

    private final Path directory;
    private final List<Lesson> lessons = new ArrayList<>();
    private final List<Replay> servers = new ArrayList<>();

    private Course(Path directory) {
        this.directory = directory;
    }

    /**
     * That of one kind of database.
     *
     * @param dialect one of {@link #DIALECTS}
     * @param directory an empty one for its files
     * @param python whether there is a python3 on the path
     */
    static Course of(String dialect, Path directory, boolean python) throws IOException {
        Course course = new Course(directory);
        course.add(dialect, python);
        return course;
    }

    /** That of all kinds of databases: whatever people do. */
    static Course ofAll(Path directory, boolean python) throws IOException {
        Course course = new Course(Files.createDirectory(directory.resolve("all")));
        for (String dialect : DIALECTS) {
            course.add(dialect, python);
        }
        return course;
    }

    /**
     * What every run does, and no more: one that has nothing to do, on the database that needs no server. What another driver needs is
     * found as quickly in the archive above.
     */
    static Course ofEveryRun(Path directory) throws IOException {
        Course course = new Course(Files.createDirectory(directory.resolve("every")));
        course.sqliteAgain();
        return course;
    }

    /** In the order in which they are run. */
    List<Lesson> lessons() {
        return lessons;
    }

    private void add(String dialect, boolean python) throws IOException {
        switch (dialect) {
            case "sqlite" -> sqlite(python);
            case "postgresql" -> postgresql();
            default -> mysql();
        }
    }

    private void sqlite(boolean python) throws IOException {
        List<String> target = sqliteTarget();
        lesson("first", target);
        lesson("again", target);
        lessons.add(new Lesson(line("status", "again", target), DONE, "0001_first"));
        if (python) {
            Path migrations = migrations("python");
            Files.writeString(migrations.resolve("0003_python.py"), PYTHON, UTF_8);
            List<String> line = line("migrate", "python", target);
            line.addAll(List.of("--python-engine", "process"));
            lessons.add(new Lesson(line, DONE, "0003_python...ok"));
        }
        lesson("wrong", target);
    }

    /** Another process would have to be the first one. */
    private void sqliteAgain() throws IOException {
        List<String> target = sqliteTarget();
        Migri.builder()
                .target(ConnectionConfig.builder(target.get(target.size() - 1))
                        .dialect("sqlite")
                        .build())
                .logging(false)
                .directory(migrations("again"))
                .build()
                .migrate();
        lesson("again", target);
    }

    private List<String> sqliteTarget() {
        return List.of("-d", "sqlite", "-n", directory.resolve("training.db").toString());
    }

    private void postgresql() throws IOException {
        for (String run : RUNS) {
            Transcript transcript = Transcript.named("postgresql-" + run);
            server(run, new PostgresqlReplay(transcript, new ReplayTls(false), ""), "postgresql", "sslmode=prefer");
            server(
                    run,
                    new PostgresqlReplay(transcript, new ReplayTls(true), PASSWORD),
                    "postgresql",
                    "sslmode=prefer");
        }
    }

    private void mysql() throws IOException {
        for (String product : List.of("mysql", "mariadb")) {
            for (String run : RUNS) {
                Transcript transcript = Transcript.named(product + "-" + run);
                server(run, new MysqlReplay(transcript, new ReplayTls(false)), "mysql", "sslMode=DISABLED");
                server(run, new MysqlReplay(transcript, new ReplayTls(true)), "mysql", "sslMode=PREFERRED");
            }
        }
    }

    private void server(String run, Replay server, String dialect, String encryption) throws IOException {
        servers.add(server);
        List<String> target = new ArrayList<>(List.of("-d", dialect, "-n", "training", "-h", "127.0.0.1"));
        target.addAll(List.of("-u", "training", "-s", PASSWORD, "-p", Integer.toString(server.port())));
        target.addAll(List.of("--db-property", encryption));
        lesson(run, target);
    }

    /** A first run, one with nothing to do, or one that fails. */
    private void lesson(String run, List<String> target) throws IOException {
        List<String> line = line("migrate", run, target);
        lessons.add(
                switch (run) {
                    case "first" -> new Lesson(line, DONE, "0002_second...ok");
                    case "again" -> new Lesson(line, DONE, "All synced!");
                    default -> new Lesson(line, FAILED, "0003_wrong...fail");
                });
    }

    private List<String> line(String command, String run, List<String> target) throws IOException {
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(target);
        line.addAll(List.of("-m", migrations(run).toString()));
        return line;
    }

    private Path migrations(String run) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(run));
        for (Map.Entry<String, String> migration : MIGRATIONS.entrySet()) {
            Files.writeString(folder.resolve(migration.getKey() + ".sql"), migration.getValue(), UTF_8);
        }
        if (run.equals("wrong")) {
            Files.writeString(folder.resolve("0003_wrong.sql"), WRONG, UTF_8);
        }
        return folder;
    }

    @Override
    public void close() throws IOException {
        for (Replay server : servers) {
            server.close();
        }
    }
}
