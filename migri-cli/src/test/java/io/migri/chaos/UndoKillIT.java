package io.migri.chaos;

import static io.migri.behaviour.Inspection.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.api.undo.Undo;
import io.migri.behaviour.Inspection;
import io.migri.spi.Dialect;
import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Undos that end abruptly behind each of their statements in turn: the next run gets to where an undisturbed one does. */
class UndoKillIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String STAYS = "0001_tally";

    /** More than there are, whatever is sent beside them. */
    private static final int MOST_STATEMENTS = 60;

    /** The usual suite tries every third place. */
    private static final int STEP = Boolean.getBoolean("migri.whole") ? 1 : 3;

    @TempDir
    private Path directory;

    @ForEachDatabase
    void theNextRunGetsToWhereAnUndisturbedOneDoes(Database database) throws Exception {
        write(database);
        migri(database).migrate();
        migri(database).down(Undo.to(STAYS));
        List<String> wanted = contents(database);
        boolean killed = true;
        int kills = 0;
        for (int place = 1; killed && place < MOST_STATEMENTS; place += STEP) {
            database.execute("DELETE FROM tally");
            migri(database).migrate();
            killed = killed(database, place);
            kills += killed ? 1 : 0;
            migri(database).down(Undo.to(STAYS));
            assertEquals(wanted, contents(database), "killed behind statement " + place);
            assertEquals(List.of(STAYS), rows(database, "SELECT name FROM applied_migration"));
        }
        assertTrue(kills > 3 || (STEP > 1 && kills > 0), "killed " + kills + " times");
    }

    private void write(Database database) throws Exception {
        boolean concurrently = database.engine() == Engine.POSTGRESQL;
        file(STAYS, "CREATE TABLE tally (place int);");
        file("0002_one", "CREATE TABLE one (id int);");
        file("undo/0002_one", "INSERT INTO tally VALUES (21);\nDROP TABLE one;\nINSERT INTO tally VALUES (22);");
        file("0003_two", "CREATE TABLE two (id int);\nCREATE INDEX by_id ON two (id);");
        file(
                "undo/0003_two",
                "INSERT INTO tally VALUES (31);\n"
                        + (concurrently
                                ? "DROP INDEX CONCURRENTLY by_id;\n"
                                : database.engine() == Engine.SQLITE
                                        ? "DROP INDEX by_id;\n"
                                        : "DROP INDEX by_id ON two;\n")
                        + "INSERT INTO tally VALUES (32);\nDROP TABLE two;");
    }

    private void file(String name, String text) throws Exception {
        Path file = directory.resolve(name + ".sql");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }

    /** Whether it came so far. */
    private boolean killed(Database database, int place) throws Exception {
        try (ChildProcess program = HaltingProgram.start(Program.class, Integer.toString(place), directory, database)) {
            ProcessResult result = program.result(LIMIT);
            assertTrue(result.exitCode() == 0 || result.exitCode() == HaltingProgram.HALTED, result::toString);
            return result.exitCode() == HaltingProgram.HALTED;
        }
    }

    private Migri migri(Database database) {
        return Migri.builder()
                .target(database.config())
                .directory(directory)
                .lockWait(Duration.ofSeconds(30))
                .build();
    }

    /** Without what says when it was done. */
    private static List<String> contents(Database database) throws Exception {
        return Inspection.everything(database).stream()
                .filter(line -> !line.contains("applied_migration: ") && !line.contains("_source: "))
                .filter(line -> !line.contains("migri_journal"))
                .toList();
    }

    /** Migri in a JVM that halts. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            Dialect dialect = new StatementCount(
                            Holdings.dialect(Engine.valueOf(arguments[0])),
                            Integer.parseInt(arguments[1]),
                            () -> Runtime.getRuntime().halt(HaltingProgram.HALTED))
                    .dialect();
            Migri.builder()
                    .dialect(dialect)
                    .target(HaltingProgram.config(dialect.id(), arguments))
                    .directory(Path.of(arguments[2]))
                    .build()
                    .down(Undo.to(STAYS));
        }
    }
}
