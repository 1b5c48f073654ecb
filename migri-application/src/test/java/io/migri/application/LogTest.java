package io.migri.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.api.MigrationFailedException;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What an application finds in its log, with and without a backend for SLF4J. */
class LogTest {
    private static final String WARNING = "WARN io.migri - 0005_e.SQL is not applied, since its ending is not in"
            + " lower case; rename 0005_e.SQL to 0005_e.sql";

    @TempDir
    private Path path;

    @BeforeEach
    void write() throws IOException {
        new Directory(path)
                .file("0001_a.sql", "CREATE TABLE a (id int);", "INSERT INTO a VALUES (1);")
                .file("0002_b.sql", "CREATE TABLE b (id int);")
                .file("0003_c.sql", "INSERT INTO missing VALUES (1);")
                .file("0004_d.sql", "CREATE TABLE d (id int);")
                .file("0005_e.SQL", "CREATE TABLE e (id int);");
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.SQLITE})
    void saysWhatRanAndForHowLongAndWarns(Database database) throws Exception {
        String missing =
                database.engine() == Engine.SQLITE ? "no such table: missing" : "relation \"missing\" does not exist";
        assertEquals(
                List.of(
                        WARNING,
                        "INFO io.migri - 4 migrations, 4 pending: 0001_a, 0002_b, 0003_c, 0004_d",
                        "INFO io.migri - 0001_a: applied in 0 ms, 2 statements",
                        "INFO io.migri - 0002_b: applied in 0 ms, 1 statement",
                        "ERROR io.migri - 0003_c: failed, nothing of it is in the database: " + missing,
                        "INFO io.migri - 0004_d: not reached"),
                logged(database, "info", "migrate"));
    }

    @ForEachDatabase(Engine.SQLITE)
    void saysMoreToThoseWhoWantIt(Database database) throws Exception {
        assertEquals(
                List.of(
                        WARNING,
                        "INFO io.migri - 4 migrations, 4 pending: 0001_a, 0002_b, 0003_c, 0004_d",
                        "DEBUG io.migri - 0001_a: started, 1 of 4",
                        "DEBUG io.migri - 0001_a: line 1 applied in 0 ms",
                        "DEBUG io.migri - 0001_a: line 2 applied in 0 ms",
                        "INFO io.migri - 0001_a: applied in 0 ms, 2 statements",
                        "DEBUG io.migri - 0002_b: started, 2 of 4",
                        "DEBUG io.migri - 0002_b: line 1 applied in 0 ms",
                        "INFO io.migri - 0002_b: applied in 0 ms, 1 statement",
                        "DEBUG io.migri - 0003_c: started, 3 of 4",
                        "DEBUG io.migri - 0003_c: line 1 failed in 0 ms",
                        "ERROR io.migri - 0003_c: failed, nothing of it is in the database: no such table: missing",
                        "INFO io.migri - 0004_d: not reached"),
                logged(database, "debug", "report"));
    }

    @ForEachDatabase(Engine.SQLITE)
    void tellsADryRunFromARun(Database database) throws Exception {
        assertEquals(
                List.of(
                        WARNING,
                        "INFO io.migri - dry run: 4 migrations, 4 pending: 0001_a, 0002_b, 0003_c, 0004_d",
                        "INFO io.migri - dry run: 0001_a: executed in 0 ms, 2 statements",
                        "INFO io.migri - dry run: 0002_b: executed in 0 ms, 1 statement",
                        "ERROR io.migri - dry run: 0003_c: failed, nothing of it is in the database: no such table:"
                                + " missing",
                        "INFO io.migri - dry run: 0004_d: not reached"),
                logged(database, "info", "rehearse"));
    }

    @ForEachDatabase(Engine.SQLITE)
    void isSilentWhereItIsTurnedOff(Database database) throws Exception {
        assertEquals(List.of(), logged(database, "trace", "be silent"));
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void isSilentWithoutABackend(Database database) throws Exception {
        silent(file -> isBackend(file) || isOfSqlite(file), database);
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.SQLITE})
    void isSilentWithoutSlf4j(Database database) throws Exception {
        silent(file -> file.contains("slf4j"), database);
    }

    private static boolean isBackend(String file) {
        return file.contains("slf4j-simple") || file.contains("slf4j-nop");
    }

    /** SQLite's driver writes to SLF4J by itself, which then says that it has no backend. */
    private static boolean isOfSqlite(String file) {
        return file.contains("sqlite-jdbc") || file.contains("migri-dialect-sqlite");
    }

    private void silent(Predicate<String> without, Database database) throws Exception {
        Program.Output output = Program.onThisJava(without).run(Application.class, List.of(), path, database);
        assertEquals("applied 2\n", output.out());
        assertEquals("", output.err());
    }

    /** Durations, which differ, are 0 ms. */
    private List<String> logged(Database database, String level, String errand) throws Exception {
        List<String> options = List.of(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-Dorg.slf4j.simpleLogger.showThreadName=false",
                "-Dorg.slf4j.simpleLogger.log.io.migri=" + level,
                "-Derrand=" + errand);
        Program.Output output = Program.onThisJava(file -> false).run(Application.class, options, path, database);
        assertTrue(output.out().endsWith("applied 2\n"), output::out);
        List<String> lines = new ArrayList<>();
        for (String line : output.err().lines().toList()) {
            lines.add(line.replaceAll("\\d+ ms", "0 ms"));
        }
        return lines;
    }

    /** An application that does what the property {@code errand} says. */
    static final class Application {
        private Application() {}

        public static void main(String[] arguments) {
            Migri.Builder migri =
                    Migri.builder().target(Program.target(arguments)).directory(Path.of(arguments[0]));
            try {
                switch (System.getProperty("errand", "")) {
                    case "rehearse" -> migri.build().dryRun();
                    case "report" -> migri.report(true).build().migrate();
                    case "be silent" -> migri.logging(false).build().migrate();
                    default -> migri.build().migrate();
                }
            } catch (MigrationFailedException e) {
                System.out.println("applied " + e.report().applied().size());
            }
        }
    }
}
