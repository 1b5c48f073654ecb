package io.migri.behaviour;

import static io.migri.behaviour.Inspection.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Migrations that are taken back, on databases. */
class UndoIT {
    private static final String FROM_DATABASE = "--from-database";
    private static final String KEEP = "0001_keep";
    private static final String ORDERS = "0002_orders";

    @TempDir
    private Path directory;

    private Migrations migrations;

    private Migrations begun() throws Exception {
        migrations = Migrations.withKeep(directory);
        Files.createDirectories(migrations.directory().resolve("undo"));
        return migrations
                .file("undo/" + KEEP, "DROP TABLE keep;")
                .file(ORDERS, "CREATE TABLE orders (id int PRIMARY KEY);", "INSERT INTO orders VALUES (1);")
                .file("undo/" + ORDERS, "DROP TABLE orders;");
    }

    private ProcessResult call(Database database, String... words) {
        return migrations.launcher(database).call(new ArrayList<>(List.of(words)));
    }

    private ProcessResult done(Database database, String... words) {
        ProcessResult result = call(database, words);
        assertEquals(0, result.exitCode(), result::toString);
        return result;
    }

    private ProcessResult refused(int code, Database database, String... words) {
        ProcessResult result = call(database, words);
        assertEquals(code, result.exitCode(), result::toString);
        return result;
    }

    private void remove(String file) throws Exception {
        Files.delete(migrations.directory().resolve(file));
    }

    private void write(String file, String text) throws Exception {
        Files.writeString(migrations.directory().resolve(file), text);
    }

    @ForEachDatabase
    void whatGoesUpComesDown(Database database) throws Exception {
        begun();
        done(database, "migrate");
        List<String> up = Inspection.tables(database);

        assertEquals(
                "Undoing migrations\nundo/" + ORDERS + "...ok\n",
                done(database, "down").outputText());
        assertEquals(List.of(KEEP), Inspection.applied(database));
        assertEquals(
                "Applying migrations\n" + ORDERS + "...ok\n",
                done(database, "migrate").outputText());
        assertEquals(up, Inspection.tables(database));
        String redone = done(database, "redo", "--to", KEEP).outputText();
        assertTrue(redone.startsWith("Undoing migrations\nundo/" + ORDERS + "...ok\n"), redone);
        assertTrue(redone.endsWith(ORDERS + "...ok\n"), redone);
        assertEquals(List.of("1"), rows(database, "SELECT id FROM orders"));
        done(database, "validate");

        done(database, "down", "--all", "--yes");

        assertEquals(List.of(), Inspection.applied(database));
        assertTrue(Inspection.tables(database).stream().noneMatch(name -> name.matches("(.*\\.)?(keep|orders)")));
        assertEquals("", done(database, "down").outputText());
        done(database, "migrate");
        assertEquals(up, Inspection.tables(database));
    }

    @ForEachDatabase
    void theRecordedUndoRunsWhereItsFileIsGone(Database database) throws Exception {
        begun();
        done(database, "migrate");
        remove(ORDERS + ".sql");
        remove("undo/" + ORDERS + ".sql");

        ProcessResult refusal = refused(6, database, "down");

        assertTrue(refusal.errorText().contains(FROM_DATABASE), refusal::toString);
        assertEquals(List.of(KEEP, ORDERS), Inspection.applied(database));
        assertEquals(
                "DROP TABLE orders;\n", done(database, "show", "undo/" + ORDERS).outputText());
        done(database, "down", FROM_DATABASE);
        assertEquals(List.of(KEEP), Inspection.applied(database));
        assertEquals(
                "0",
                rows(database, "SELECT count(*) FROM migri_source WHERE name LIKE '%orders'")
                        .get(0));
    }

    @ForEachDatabase
    void withoutTextsNothingIsRunFromTheDatabase(Database database) throws Exception {
        begun();
        done(database, "migrate", "--store-texts=no");
        refused(6, database, "down", FROM_DATABASE);
        write("undo/" + ORDERS + ".sql", "DROP  TABLE orders ; -- the same\n");
        assertFalse(done(database, "down", "--dry-run").errorText().contains("changed"));
        write("undo/" + ORDERS + ".sql", "DROP TABLE IF EXISTS orders;\n");
        assertTrue(done(database, "down").errorText().contains("was changed since it was recorded"));
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void aPasswordInAnUndoIsNotKept(Database database) throws Exception {
        begun();
        String secret = "CREATE USER somebody "
                + (database.engine() == Engine.POSTGRESQL ? "PASSWORD" : "IDENTIFIED BY") + " 'hunter2';\n";
        write("undo/" + ORDERS + ".sql", secret);
        done(database, "migrate");

        assertFalse(done(database, "show", "undo/" + ORDERS).outputText().contains("hunter2"));
        assertTrue(refused(6, database, "down", FROM_DATABASE).errorText().contains("not whole"));
        assertFalse(refusedOrDone(database).contains("was changed"));
        assertEquals(List.of(KEEP, ORDERS), Inspection.applied(database));
    }

    private String refusedOrDone(Database database) {
        return call(database, "down", "--dry-run").errorText();
    }

    @ForEachDatabase
    void aFunctionInAPythonFileTakesItBack(Database database) throws Exception {
        begun();
        String py = """
                async def migrate(conn) -> bool:
                    await conn.execute("CREATE TABLE rooms (id int)")
                    return True


                async def rollback(conn) -> bool:
                    await conn.execute("DROP TABLE rooms")
                    return True
                """;
        boolean cursor = database.engine().mysqlFamily();
        String fitting = cursor
                ? py.replaceAll(
                        "    await conn.execute\\((.*)\\)",
                        "    async with conn.cursor() as cursor:\n        await cursor.execute($1)")
                : py;
        write("0003_rooms.py", fitting);
        done(database, "migrate");
        write("0003_rooms.py", fitting.replace("DROP TABLE rooms", "DROP TABLE IF EXISTS rooms"));

        done(database, "validate");
        ProcessResult down = done(database, "down");

        assertTrue(down.errorText().contains("was changed since it was recorded"), down::toString);
        assertEquals(List.of(KEEP, ORDERS), Inspection.applied(database));
        write(
                "undo/0003_rooms.py",
                fitting.substring(0, fitting.indexOf("\n\n\n") + 1)
                        .replace("CREATE TABLE rooms (id int)", "DROP TABLE rooms"));
        done(database, "migrate");
        done(database, "down");
        done(database, "migrate");
        remove("0003_rooms.py");
        remove("undo/0003_rooms.py");
        done(database, "down", FROM_DATABASE);
        assertEquals(List.of(KEEP, ORDERS), Inspection.applied(database));
    }

    @ForEachDatabase
    void allThatHaveNoUndoAreNamed(Database database) throws Exception {
        begun().file("0003_three", "INSERT INTO orders VALUES (3);");
        remove("undo/" + KEEP + ".sql");
        done(database, "migrate");
        List<String> before = Inspection.everything(database);

        ProcessResult refusal = refused(6, database, "down", "--all", "--yes");

        assertTrue(refusal.errorText().contains("0003_three, " + KEEP), refusal::toString);
        assertEquals(before, Inspection.everything(database));
        refused(2, database, "down", "--all");
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void anUndoThatEndsHalfWayIsFinished(Database database) throws Exception {
        begun().file("undo/" + ORDERS, "DROP TABLE orders;", "INSERT INTO missing VALUES (1);");
        done(database, "migrate");

        ProcessResult failure = refused(4, database, "down");

        assertTrue(failure.errorText().contains("migri down"), failure::toString);
        assertFalse(failure.errorText().contains("migri migrate"), failure::toString);
        String status = done(database, "status").outputText();
        assertTrue(status.contains("partly undone"), status);
        done(database, "status", "--output", "json");
        refused(6, database, "validate", "--output", "json");
        migrations.file("0003_three", "INSERT INTO keep VALUES (3);");
        assertTrue(refused(6, database, "migrate").errorText().contains("migri down"));
        migrations.file("undo/" + ORDERS, "DROP TABLE orders;", "INSERT INTO keep VALUES (1);");
        done(database, "down", "--output", "json");
        assertEquals(List.of(KEEP), Inspection.applied(database));
        assertEquals(List.of("1", "1"), rows(database, "SELECT id FROM keep"));
        done(database, "migrate");
        done(database, "validate");
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void anIndexIsDroppedConcurrently(Database database) throws Exception {
        begun().file("0003_index", "CREATE INDEX CONCURRENTLY by_id ON orders (id);")
                .file("undo/0003_index", "INSERT INTO keep VALUES (3);", "DROP INDEX CONCURRENTLY by_id;");
        done(database, "migrate");
        done(database, "down");
        assertEquals(List.of(KEEP, ORDERS), Inspection.applied(database));
        assertEquals(List.of("1", "3"), rows(database, "SELECT id FROM keep ORDER BY id"));
        assertEquals(List.of(), rows(database, "SELECT 1 FROM pg_indexes WHERE indexname = 'by_id'"));
    }

    @ForEachDatabase
    void aDryRunTellsWhatIsLostAndLeavesNothing(Database database) throws Exception {
        begun();
        done(database, "migrate");
        List<String> before = Inspection.everything(database);

        ProcessResult lost = refused(8, database, "down", "--dry-run", "--report", "--fail-on", "loss");

        assertTrue(lost.outputText().contains("undo/" + ORDERS), lost::toString);
        done(database, "down", "--dry-run", "--all", "--output", "json");
        done(database, "redo", "--dry-run", "--all", "--output", "ndjson");
        assertEquals(before, Inspection.everything(database));
    }

    @ForEachDatabase
    void undosShareATransaction(Database database) throws Exception {
        begun().file("0003_three", "INSERT INTO keep VALUES (3);")
                .file("undo/0003_three", "DELETE FROM keep WHERE id = 3;")
                .file("0004_four", "INSERT INTO keep VALUES (4);")
                .file("undo/0004_four", "DELETE FROM keep WHERE id = 4;");
        done(database, "migrate");
        migrations.file("undo/0003_three", "INSERT INTO missing VALUES (3);");
        List<String> before = Inspection.everything(database);

        ProcessResult failure = refused(3, database, "down", "--to", ORDERS, "--single-transaction");

        assertTrue(failure.outputText().contains("undo/0004_four...fail [rolled back"), failure::toString);
        assertFalse(failure.errorText().contains("applied"), failure::toString);
        assertTrue(failure.errorText().contains("fix the file and run `migri down` again"), failure::toString);
        assertEquals(before, Inspection.everything(database));
        migrations.file("undo/0003_three", "DELETE FROM keep WHERE id = 3;");
        done(database, "redo", "--to", ORDERS, "--single-transaction");
        assertEquals(List.of("1", "3", "4"), rows(database, "SELECT id FROM keep ORDER BY id"));
        done(database, "down", "--to", ORDERS, "--single-transaction", "--output", "ndjson");
        assertEquals(List.of(KEEP, ORDERS), Inspection.applied(database));
    }

    @ForEachDatabase
    void lettersMayBeComposedInOtherWays(Database database) throws Exception {
        String decomposed = Normalizer.normalize("0003_größe", Normalizer.Form.NFD);
        String composed = Normalizer.normalize(decomposed, Normalizer.Form.NFC);
        begun().file(decomposed, "INSERT INTO keep VALUES (3);")
                .file("undo/" + composed, "DELETE FROM keep WHERE id = 3;");
        done(database, "migrate");
        Files.move(
                migrations.directory().resolve(decomposed + ".sql"),
                migrations.directory().resolve(composed + ".sql"));
        done(database, "validate");
        done(database, "down", "--dry-run", FROM_DATABASE);
        done(database, "redo");
        done(database, "validate");
        done(database, "down", "--to", ORDERS);
        assertEquals(List.of(KEEP, ORDERS), Inspection.applied(database));
        assertEquals(List.of("1"), rows(database, "SELECT id FROM keep"));
    }

    @ForEachDatabase
    void theOrderIsThatOfApplication(Database database) throws Exception {
        begun();
        remove(KEEP + ".sql");
        remove("undo/" + KEEP + ".sql");
        done(database, "migrate");
        migrations.file(KEEP, "CREATE TABLE keep (id int);").file("undo/" + KEEP, "DROP TABLE keep;");
        done(database, "migrate");

        ProcessResult down = done(database, "down", "--all", "--yes");

        assertEquals("Undoing migrations\nundo/" + KEEP + "...ok\nundo/" + ORDERS + "...ok\n", down.outputText());
        assertTrue(down.errorText().contains(KEEP + " is undone before " + ORDERS), down::toString);
    }

    @ForEachDatabase
    void theHistoryMayBeElsewhere(Database database) throws Exception {
        begun();
        done(database, "migrate", "--history-table", "other_history");
        done(database, "down", "--history-table", "other_history");
        done(database, "down", FROM_DATABASE, "--history-table", "other_history");
        assertEquals(List.of(), rows(database, "SELECT name FROM other_history"));
        assertEquals(List.of(), rows(database, "SELECT name FROM other_history_migri_source"));
    }

    @ForEachDatabase
    void aLongNameHasItsUndo(Database database) throws Exception {
        String name = "0003_" + "x".repeat(245);
        begun().file(name, "INSERT INTO keep VALUES (3);").file("undo/" + name, "DELETE FROM keep WHERE id = 3;");
        ProcessResult up = call(database, "migrate");
        if (up.exitCode() == 6) {
            assertTrue(up.errorText().contains("ALTER TABLE"), up::toString);
            return;
        }
        assertEquals(0, up.exitCode(), up::toString);
        done(database, "down", "--dry-run", FROM_DATABASE);
        done(database, "down");
        assertEquals(List.of(KEEP, ORDERS), Inspection.applied(database));
    }

    @ForEachDatabase
    void twoAtOnceUndoNothingTwice(Database database) throws Exception {
        begun();
        for (int i = 3; i < 7; i++) {
            migrations.file("000" + i + "_row", "INSERT INTO orders VALUES (" + i + ");");
            migrations.file("undo/000" + i + "_row", "INSERT INTO keep VALUES (" + i + ");");
        }
        done(database, "migrate");
        List<ProcessResult> results = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Thread thread = new Thread(() -> {
                ProcessResult result = call(database, "down", "--to", ORDERS);
                synchronized (results) {
                    results.add(result);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        results.forEach(result -> assertEquals(0, result.exitCode(), result::toString));
        assertEquals(List.of("1", "3", "4", "5", "6"), rows(database, "SELECT id FROM keep ORDER BY id"));
        assertEquals(List.of(KEEP, ORDERS), Inspection.applied(database));
    }
}
