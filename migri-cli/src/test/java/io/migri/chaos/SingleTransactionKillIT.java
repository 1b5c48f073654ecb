package io.migri.chaos;

import static io.migri.behaviour.Inspection.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.Migri;
import io.migri.api.MigrationReport;
import io.migri.spi.Dialect;
import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.fault.InterposedDialect;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** A run in one transaction that ends abruptly: all of it is there, or nothing, and the next run does the rest. */
class SingleTransactionKillIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int MIGRATIONS = 4;

    @TempDir
    private Path directory;

    @ForEachDatabase
    void nothingIsThereAfterAKillInTheMiddle(Database database) throws Exception {
        killed(database, "SAVEPOINT 3");
        assertEquals(List.of("0", "0"), counts(database));
        finish(database, MIGRATIONS);
    }

    @ForEachDatabase
    void nothingIsThereAfterAKillBeforeTheCommit(Database database) throws Exception {
        killed(database, "before COMMIT");
        assertEquals(List.of("0", "0"), counts(database));
        finish(database, MIGRATIONS);
    }

    @ForEachDatabase
    void allIsThereOnceAfterAKillBehindTheCommit(Database database) throws Exception {
        killed(database, "after COMMIT");
        assertEquals(List.of(Integer.toString(MIGRATIONS), Integer.toString(2 * MIGRATIONS)), counts(database));
        finish(database, 0);
    }

    private void killed(Database database, String place) throws Exception {
        database.execute("CREATE TABLE tally (name varchar(20), part int)");
        for (int i = 1; i <= MIGRATIONS; i++) {
            Files.writeString(
                    directory.resolve("000" + i + ".sql"),
                    "INSERT INTO tally VALUES ('" + i + "', 1);\nINSERT INTO tally VALUES ('" + i + "', 2);\n");
        }
        try (ChildProcess program = HaltingProgram.start(Program.class, place, directory, database)) {
            assertEquals(HaltingProgram.HALTED, program.result(LIMIT).exitCode());
        }
    }

    /** How many migrations are recorded, and how many rows they have left. */
    private static List<String> counts(Database database) throws Exception {
        return rows(
                        database,
                        "SELECT count(*), 1 AS place FROM applied_migration UNION ALL SELECT count(*), 2 FROM tally"
                                + " ORDER BY 2")
                .stream()
                .map(row -> row.replaceAll("\\D.*", ""))
                .toList();
    }

    private void finish(Database database, int applied) throws Exception {
        MigrationReport report = Migri.builder()
                .target(database.config())
                .directory(directory)
                .singleTransaction(true)
                .lockWait(Duration.ofSeconds(30))
                .build()
                .migrate();
        assertEquals(applied, report.applied().size());
        assertEquals(List.of(Integer.toString(MIGRATIONS), Integer.toString(2 * MIGRATIONS)), counts(database));
    }

    /** Migri in a JVM that halts at a certain statement. */
    static final class Program {
        private int savepoints;

        private Program() {}

        public static void main(String[] arguments) {
            Program program = new Program();
            Dialect dialect = InterposedDialect.of(
                    Holdings.dialect(Engine.valueOf(arguments[0])), (session, method, passed, onward) -> {
                        if (!method.equals("execute")) {
                            return onward.call();
                        }
                        List<?> statements = (List<?>) passed[0];
                        boolean last = !statements.isEmpty()
                                && String.valueOf(statements.get(statements.size() - 1))
                                        .startsWith("COMMIT");
                        if (program.isThirdSavepoint(statements, arguments[1])
                                || (last && arguments[1].equals("before COMMIT"))) {
                            Runtime.getRuntime().halt(HaltingProgram.HALTED);
                        }
                        Object answer = onward.call();
                        if (last && arguments[1].equals("after COMMIT")) {
                            Runtime.getRuntime().halt(HaltingProgram.HALTED);
                        }
                        return answer;
                    });
            Migri.builder()
                    .dialect(dialect)
                    .target(HaltingProgram.config(dialect.id(), arguments))
                    .directory(Path.of(arguments[2]))
                    .singleTransaction(true)
                    .build()
                    .migrate();
        }

        private boolean isThirdSavepoint(List<?> statements, String place) {
            boolean begins =
                    !statements.isEmpty() && String.valueOf(statements.get(0)).startsWith("SAVEPOINT");
            savepoints += begins ? 1 : 0;
            return begins && savepoints == 3 && place.equals("SAVEPOINT 3");
        }
    }
}
