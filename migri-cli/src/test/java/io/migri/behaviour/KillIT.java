package io.migri.behaviour;

import static io.migri.behaviour.Inspection.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 at random moments: each migration is there as a whole with its row, or not at all. */
class KillIT {
    private static final int ROUNDS = LongerSuite.share(12);
    private static final int PER_ROUND = 40;
    private static final int FIRST = 1000;

    /** Every number of which there is not exactly what one applied migration leaves; one query, hence one moment. */
    private static final String CONTRADICTIONS =
            "SELECT t.name, t.n, m.name FROM (SELECT name, count(*) AS n FROM tally GROUP BY name) t"
                    + " LEFT JOIN applied_migration m ON m.name = t.name WHERE t.n <> 2 OR m.name IS NULL"
                    + " UNION ALL SELECT m.name, 0, m.name FROM applied_migration m"
                    + " WHERE m.name NOT IN (SELECT name FROM tally)";

    @TempDir
    private Path directory;

    @ForEachDatabase
    void eachMigrationIsThereAsAWholeOrNotAtAll(Database database) throws Exception {
        database.execute("CREATE TABLE tally (name varchar(20), part int)");
        Migrations migrations = Migrations.in(directory);
        Random random = new Random(4711);
        int killed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            add(migrations, FIRST + round * PER_ROUND);
            killed += killSomewhere(database, migrations, random) ? 1 : 0;
            assertEquals(List.of(), rows(database, CONTRADICTIONS), "round " + round);
        }
        assertTrue(killed > ROUNDS / 2, killed + " runs were killed in time");
        ProcessResult last = migrations.launcher(database).run("--lock-wait", "10s");
        assertEquals(0, last.exitCode(), last::toString);
        assertEquals(List.of(), rows(database, CONTRADICTIONS));
        assertEquals(
                List.of(Integer.toString(ROUNDS * PER_ROUND)),
                rows(database, "SELECT count(*) FROM applied_migration"));
    }

    private static void add(Migrations migrations, int first) throws Exception {
        for (int i = first; i < first + PER_ROUND; i++) {
            migrations.file(Integer.toString(i), insert(i, 1), "SELECT 1;".repeat(200), insert(i, 2));
        }
    }

    /** Whether it was still running. */
    private static boolean killSomewhere(Database database, Migrations migrations, Random random) throws Exception {
        int next = FIRST + Inspection.applied(database).size();
        try (ChildProcess process = migrations.launcher(database).start("--lock-wait", "10s")) {
            process.awaitOutput(next + random.nextInt(PER_ROUND / 2) + "...ok\n", Launcher.LIMIT);
            Thread.sleep(random.nextInt(4), random.nextInt(1_000_000));
            process.kill9();
            return process.result(Launcher.LIMIT).exitCode() != 0;
        }
    }

    private static String insert(int migration, int part) {
        return "INSERT INTO tally VALUES ('" + migration + "', " + part + ");";
    }
}
