package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.cli.Distribution.Running;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals in the middle of a migration. */
class InterruptionIT {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"INT,130", "TERM,143"})
    void aSignalRollsBackAndSaysSo(String signal, int status) throws IOException, InterruptedException {
        Distribution migri = slow();
        Running running = migri.start("-n", "a.db", "migrate").awaitOutput("0001_quick...ok\n");
        Thread.sleep(300);
        migri.start(List.of(
                        "sh", "-c", "kill -" + signal + " " + running.process().pid()))
                .await()
                .hasStatus(0);
        running.await()
                .hasStatus(status)
                .wrote("""
                        Applying migrations
                        0001_quick...ok
                        0002_slow...fail [interrupted]
                        0003_next...fail [previous migration failed]
                        """)
                .complainedOf("   = rolled back: 0002_slow (database unchanged); 0001_quick stays applied\n")
                .complainedOf("   = help: run `migri migrate` again to go on\n");
        migri.file("migrations/0002_slow.sql", "SELECT 1;")
                .run("-n", "a.db", "migrate")
                .hasStatus(0)
                .wrote("Applying migrations\n0002_slow...ok\n0003_next...ok\n");
    }

    @Test
    void aKilledRunLeavesNoLockBehind() throws IOException, InterruptedException {
        Distribution migri = slow();
        Running running = migri.start("-n", "a.db", "migrate").awaitOutput("0001_quick...ok\n");
        Thread.sleep(300);
        running.process().destroyForcibly();
        assertEquals(137, running.await().status());
        migri.file("migrations/0002_slow.sql", "SELECT 1;")
                .run("-n", "a.db", "migrate", "--lock-wait", "10s")
                .hasStatus(0);
    }

    @Test
    void whoComesSecondWaitsAndThenGivesUp() throws IOException, InterruptedException {
        Distribution migri = slow();
        Running running = migri.start("-n", "a.db", "migrate").awaitOutput("0001_quick...ok\n");
        Outcome second = migri.run("-n", "a.db", "migrate", "--lock-wait", "1s");
        running.process().destroy();
        running.await();
        second.hasStatus(5).complainedOf("error");
        assertTrue(second.err().contains("help: "), second.err());
    }

    private Distribution slow() {
        return new Distribution(directory)
                .file("migrations/0001_quick.sql", "CREATE TABLE t (x);")
                .file(
                        "migrations/0002_slow.sql",
                        "INSERT INTO t WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 1000000000)"
                                + " SELECT count(*) FROM n;")
                .file("migrations/0003_next.sql", "SELECT 1;");
    }
}
