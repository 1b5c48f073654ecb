package io.migri.advice;

import io.migri.Migri;
import io.migri.api.Cancellation;
import io.migri.api.MigriException;
import io.migri.api.text.Text;
import io.migri.behaviour.Inspection;
import io.migri.behaviour.Launcher;
import io.migri.cli.PrintedHelp;
import io.migri.spi.Dialect;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.fault.Struck;
import io.migri.testkit.fault.TcpProxy;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** One database in one situation, and an obedient user before it. */
final class Trial {
    private static final String SLOW_SQLITE = "-100000000000";

    private final Situation situation;
    private final Database database;
    private final Path migrations;
    private final String python;
    private List<String> present = List.of();
    private String said = "";

    Trial(Situation situation, Database database, Path migrations, String python) {
        this.situation = situation;
        this.database = database;
        this.migrations = migrations;
        this.python = python;
    }

    /** What a run that nothing ends would have had for a file. */
    List<String> meant() {
        return present.equals(situation.literal()) ? situation.fixed() : present;
    }

    /** All that was said, for whoever wonders. */
    String said() {
        return said;
    }

    /** What is there before the first run. */
    Content prepared() throws Exception {
        Files.createDirectories(migrations);
        List<String> statements = new ArrayList<>(emptied());
        statements.addAll(List.of("CREATE TABLE keep (id int)", "INSERT INTO keep VALUES (1)"));
        statements.addAll(List.of("CREATE TABLE pace (s bigint)", "INSERT INTO pace VALUES (0)"));
        statements.addAll(situation.setup());
        byHand(statements);
        Files.writeString(migrations.resolve("0001_first.sql"), "SELECT 1;\n");
        builder().build().migrate();
        return Content.of(database);
    }

    /** Servers have one database for all, since making one takes long. Who was killed may still be at work in it. */
    private List<String> emptied() throws SQLException {
        return switch (database.engine()) {
            case POSTGRESQL ->
                List.of(
                        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND pid <> pg_backend_pid()",
                        "DROP SCHEMA public CASCADE",
                        "CREATE SCHEMA public");
            case MYSQL, MARIADB -> {
                endOthers();
                yield List.of(
                        "DROP DATABASE " + database.name(),
                        "CREATE DATABASE " + database.name(),
                        "USE " + database.name());
            }
            case SQLITE -> List.of();
        };
    }

    private void endOthers() throws SQLException {
        for (String other : Inspection.rows(
                database,
                "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> connection_id()")) {
            try {
                database.execute("KILL " + other);
            } catch (SQLException gone) {
                said += gone.getMessage() + "\n";
            }
        }
    }

    /** What is there after a run of that file which nothing ends. */
    Content clean(List<String> file) throws Exception {
        prepared();
        write(file);
        builder().build().migrate();
        return Content.of(database);
    }

    /** Has the run end. Returns what it says to do; that nobody says anything means to run it again. */
    String ended() throws Exception {
        write(situation.broken());
        String help = struck();
        if (situation.changed().isEmpty()) {
            return help;
        }
        write(situation.changed());
        return failed(() -> builder().build().migrate());
    }

    private String struck() throws Exception {
        return switch (situation.trouble()) {
            case FILE -> failed(() -> builder().build().migrate());
            case INTERRUPTED -> interrupted();
            case KILLED_BEFORE -> killed(Struck.before(dialect(), Trial::isHere, Struck::kill));
            case KILLED_AFTER -> killed(Struck.after(dialect(), Trial::isHere, Struck::kill));
            case LOST_BEFORE, LOST_AFTER -> lost();
            case ENDED -> sessionEnded();
            case WAITED -> waited();
        };
    }

    private String interrupted() throws Exception {
        Cancellation cancellation = new Cancellation();
        Dialect dialect = Struck.before(dialect(), Trial::isHere, connection -> cancellation.request());
        if (database.engine() == Engine.SQLITE) {
            database.execute("UPDATE pace SET s = " + SLOW_SQLITE);
            String help = failed(() -> builder()
                    .dialect(dialect)
                    .cancellation(cancellation)
                    .build()
                    .migrate());
            database.execute("UPDATE pace SET s = 0");
            return help;
        }
        Connection other = blocker();
        try {
            return failed(() -> builder()
                    .dialect(dialect)
                    .cancellation(cancellation)
                    .build()
                    .migrate());
        } finally {
            other.close();
        }
    }

    private String waited() throws Exception {
        Connection other = blocker();
        try {
            return failed(() -> builder()
                    .lockTimeout(Duration.ofMillis(300))
                    .lockRetries(0)
                    .lockWait(Duration.ofSeconds(1))
                    .build()
                    .migrate());
        } finally {
            other.close();
        }
    }

    private String killed(Dialect dialect) throws Exception {
        try {
            builder().dialect(dialect).build().migrate();
            throw new AssertionError("nobody came by the place that says here");
        } catch (Struck.Killed e) {
            return "run `migri migrate` again";
        }
    }

    private String lost() throws Exception {
        try (TcpProxy proxy = TcpProxy.to(database.host(), database.port())) {
            if (situation.trouble() == Trouble.LOST_BEFORE) {
                proxy.cutBefore("/* here */");
            } else {
                proxy.cutAfter("/* here */");
            }
            return failed(() -> builder()
                    .target(database.through(proxy.port()).config())
                    .build()
                    .migrate());
        }
    }

    private String sessionEnded() throws Exception {
        String question = database.engine() == Engine.POSTGRESQL ? "SELECT pg_backend_pid()" : "SELECT connection_id()";
        Dialect dialect = Struck.before(dialect(), Trial::isHere, connection -> {
            String session = Inspection.rows(connection, question).get(0);
            database.execute(
                    database.engine() == Engine.POSTGRESQL
                            ? "SELECT pg_terminate_backend(" + session + ")"
                            : "KILL CONNECTION " + session);
        });
        return failed(() -> builder().dialect(dialect).build().migrate());
    }

    private String failed(Runnable run) {
        try {
            run.run();
        } catch (MigriException e) {
            String help = PrintedHelp.of(database.config(), e);
            said += e.text() + " [" + e.details().map(Text::toString).orElse("") + "] = help: " + help + "\n";
            if (help.isEmpty()) {
                throw new AssertionError("failed without help");
            }
            return help;
        }
        throw new AssertionError("nothing failed");
    }

    /** Does what it says. Returns the help of what failed on the way; empty where nothing did. */
    String follow(List<Step> steps) throws Exception {
        for (Step step : steps) {
            said += "> " + step + "\n";
            String help = follow(step);
            if (!help.isEmpty()) {
                return help;
            }
        }
        return "";
    }

    private String follow(Step step) throws Exception {
        if (step instanceof Step.Fix fix) {
            requireSameUntil(fix.from(), situation.fixed());
            write(situation.fixed());
        } else if (step instanceof Step.AddLost add) {
            requireSameUntil(add.behind() + 1, situation.literal());
            write(situation.literal());
        } else if (step instanceof Step.UndoAll) {
            byHand(situation.undo());
        } else if (step instanceof Step.FinishByHand) {
            byHand(situation.undo());
            byHand(situation.byHand());
            present = situation.fixed();
        } else if (step instanceof Step.UndoStatement) {
            byHand(situation.statement().get(0));
        } else if (step instanceof Step.FinishStatement) {
            byHand(situation.statement().get(0));
            byHand(situation.statement().get(1));
        } else if (step instanceof Step.RemoveRemains) {
            byHand(situation.remains());
        } else if (step instanceof Step.Call call) {
            return call(call.words());
        }
        return "";
    }

    private void byHand(List<String> statements) throws SQLException {
        database.execute(
                statements.stream().filter(line -> !line.startsWith("--")).toArray(String[]::new));
    }

    private String call(List<String> words) throws Exception {
        List<String> all = new ArrayList<>(words);
        if (isPython() && !words.get(0).equals("repair")) {
            all.addAll(List.of("--python-engine", "process", "--python", python));
        }
        ProcessResult result = new Launcher(database, migrations).call(all);
        said += result + "\n";
        if (result.exitCode() == 0) {
            return "";
        }
        String help = PrintedHelp.in(result.errorText());
        if (help.isEmpty()) {
            throw new AssertionError("failed without help: " + result);
        }
        return help;
    }

    private void requireSameUntil(int statement, List<String> lines) {
        if (situation.suffix().equals(".sql") && statement > 1) {
            int same = statement
                    - 1
                    + (int) lines.stream().filter(line -> line.startsWith("--")).count();
            if (!situation.broken().subList(0, same).equals(lines.subList(0, same))) {
                throw new AssertionError("the file cannot be fixed from statement " + statement + " on alone");
            }
        }
    }

    private void write(List<String> lines) throws IOException {
        present = lines;
        Files.writeString(
                migrations.resolve(situation.migration() + situation.suffix()), String.join("\n", lines) + "\n");
    }

    private Connection blocker() throws SQLException {
        Connection connection = database.connect();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(database.engine() == Engine.SQLITE ? "SELECT * FROM pace" : "UPDATE pace SET s = s");
        }
        return connection;
    }

    private Migri.Builder builder() {
        Migri.Builder builder = Migri.builder().target(database.config()).directory(migrations);
        return isPython() ? builder.setting("python.engine", "process").setting("python.path", python) : builder;
    }

    private boolean isPython() {
        return situation.suffix().equals(".py");
    }

    private Dialect dialect() {
        return ServiceLoader.load(Dialect.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(dialect -> dialect.id().equals(database.engine().dialect()))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isHere(List<?> statements) {
        return statements.stream().anyMatch(statement -> statement.toString().contains("/* here */"));
    }
}
