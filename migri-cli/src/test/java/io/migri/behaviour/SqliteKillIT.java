package io.migri.behaviour;

import static io.migri.behaviour.Inspection.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import io.migri.testkit.server.client.ReferenceClient;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** kill -9 at chosen moments on SQLite: to run again ends in what an undisturbed run leaves. */
class SqliteKillIT {
    private static final String SLOW =
            "SELECT count(*) FROM (WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < %d) SELECT x FROM n);";
    private static final String MANY =
            "INSERT INTO big WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 60000)"
                    + " SELECT x, hex(zeroblob(300)) FROM n;";

    private final Database database;
    private final Database undisturbed;
    private final Path file;
    private final Migrations migrations;

    SqliteKillIT(
            @TestDatabase(Engine.SQLITE) Database database,
            @TestDatabase(Engine.SQLITE) Database undisturbed,
            @TempDir Path directory)
            throws Exception {
        this.database = database;
        this.undisturbed = undisturbed;
        this.file = Path.of(database.name());
        this.migrations = Migrations.withKeep(directory);
    }

    /** Its cache being small, a part of it is in the file by then, or in the log. */
    @ParameterizedTest
    @ValueSource(strings = {"delete", "wal"})
    void oneLargeTransaction(String mode) throws Exception {
        begin(mode);
        slow("0002_big", Long.MAX_VALUE, "PRAGMA cache_size=20;", "CREATE TABLE big (i, t);", MANY);
        Path journal = Path.of(file + (mode.equals("wal") ? "-wal" : "-journal"));
        try (ChildProcess run = migrations.launcher(database).start()) {
            await(() -> Files.exists(journal) && Files.size(journal) + Files.size(file) > 10_000_000);
            kill(run);
        }
        assertTrue(Files.size(journal) > 0, "nothing to recover from");
        slow("0002_big", 1, "PRAGMA cache_size=20;", "CREATE TABLE big (i, t);", MANY);
        ends(mode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "wal"})
    void aVacuum(String mode) throws Exception {
        begin(mode);
        migrations.file("0002_big", "CREATE TABLE big (i, t);", MANY, MANY, "DELETE FROM big WHERE i % 2;");
        migrations.migrate(database);
        migrations.migrate(undisturbed);
        migrations.file(
                "0003_vacuum",
                "-- migri: no-transaction",
                "INSERT INTO keep VALUES (2);",
                "VACUUM;",
                "INSERT INTO keep VALUES (3);");
        File written = new File(file + (mode.equals("wal") ? "-wal" : "-journal"));
        try (ChildProcess run = migrations.launcher(database).start()) {
            await(() -> written.length() > 1_000_000);
            kill(run);
        }
        ends(mode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "wal"})
    void betweenStatements(String mode) throws Exception {
        begin(mode);
        for (int stop = 2; stop <= 8; stop += 3) {
            statements(stop);
            try (ChildProcess run = migrations.launcher(database).start()) {
                awaitDone(stop - 1);
                kill(run);
            }
        }
        statements(0);
        ends(mode);
    }

    /** Each statement has a transaction of its own, so that there is nothing to ask. */
    @ParameterizedTest
    @ValueSource(strings = {"delete", "wal"})
    void withinAStatementOnRows(String mode) throws Exception {
        begin(mode);
        inserts(Slow.statement(Engine.SQLITE));
        try (ChildProcess run = migrations.launcher(database).start()) {
            awaitDone(1);
            Slow.await(database);
            kill(run);
        }
        inserts("INSERT INTO keep VALUES (3);");
        ends(mode);
        assertEquals(List.of("1", "2", "3", "4"), rows(database, "SELECT id FROM keep"));
    }

    private void inserts(String second) throws IOException {
        migrations.file(
                "0002_inserts",
                "-- migri: no-transaction",
                "INSERT INTO keep VALUES (2);",
                second,
                "INSERT INTO keep VALUES (4);");
    }

    /** The slow ones are before the statements at which it is killed; changing one that was not done is allowed. */
    private void statements(int slow) throws IOException {
        String[] lines = {
            "-- migri: no-transaction",
            "CREATE TABLE a (b INTEGER PRIMARY KEY, c);",
            "SELECT 1;",
            "INSERT INTO a VALUES (1, 1);",
            "ALTER TABLE a ADD COLUMN d;",
            "SELECT 2;",
            "UPDATE a SET c = c + 1;",
            "CREATE INDEX i ON a (c);",
            "SELECT 3;",
            "INSERT INTO a VALUES (2, 2, 2);"
        };
        if (slow > 0) {
            lines[slow] = String.format(SLOW, 10_000_000_000L);
        }
        migrations.file("0002_statements", lines);
    }

    private void slow(String name, long count, String... lines) throws IOException {
        String[] all = new String[lines.length + 1];
        System.arraycopy(lines, 0, all, 0, lines.length);
        all[lines.length] = String.format(SLOW, Math.min(count, 10_000_000_000L));
        migrations.file(name, all);
    }

    private void begin(String mode) throws Exception {
        for (Database one : List.of(database, undisturbed)) {
            one.execute("PRAGMA journal_mode = " + mode);
            migrations.migrate(one);
        }
    }

    private void ends(String mode) throws Exception {
        ProcessResult again = migrations.launcher(database).run();
        assertEquals(0, again.exitCode(), again::toString);
        migrations.migrate(undisturbed);
        assertEquals("", firstDifference(dump(undisturbed), dump(database)));
        assertEquals(List.of("ok"), rows(database, "PRAGMA integrity_check"));
        assertEquals(List.of(mode), rows(database, "PRAGMA journal_mode"));
        assertEquals(
                "All synced! No new migrations to apply! 🥳\n",
                migrations.launcher(database).run().outputText());
    }

    private static String dump(Database database) throws IOException, InterruptedException {
        return ReferenceClient.of(Engine.SQLITE)
                .dump(database)
                .replaceAll("'\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d+\\+00:00'", "'then'")
                .replaceAll("(INSERT INTO applied_migration .*),\\d+,('[^']*'\\);)", "$1,0,$2");
    }

    /** They are too large for a message. */
    private static String firstDifference(String expected, String found) {
        Iterator<String> wanted = expected.lines().iterator();
        Iterator<String> lines = found.lines().iterator();
        while (wanted.hasNext() && lines.hasNext()) {
            String line = wanted.next();
            String other = lines.next();
            if (!line.equals(other)) {
                return "expected " + line + "\nfound " + other;
            }
        }
        return wanted.hasNext() ? "missing " + wanted.next() : lines.hasNext() ? "too much " + lines.next() : "";
    }

    private static void kill(ChildProcess run) throws InterruptedException {
        run.kill9();
        run.result(Launcher.LIMIT);
    }

    private void awaitDone(int through) throws Exception {
        await(() -> isDone(through));
    }

    private boolean isDone(int through) {
        try {
            return rows(database, "SELECT 1 FROM migri_journal WHERE state = 'done' AND through_ordinal = " + through)
                    .equals(List.of("1"));
        } catch (SQLException e) {
            return false; // there is no journal yet, or it is locked
        }
    }

    private static void await(Condition condition) throws Exception {
        for (int tries = 0; tries < 6_000; tries++) {
            if (condition.holds()) {
                return;
            }
            Thread.sleep(5);
        }
        throw new AssertionError("never came true");
    }

    /** Something to wait for. */
    @FunctionalInterface
    private interface Condition {
        boolean holds() throws Exception;
    }
}
