package io.migri.pythonmigration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.api.Cancellation;
import io.migri.api.DatabaseState;
import io.migri.api.ErrorCode;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigriException;
import io.migri.api.text.Text;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;

/** However a migration ends, its statements and its row are there together, or neither is. */
class OneTransactionIT {
    @TempDir
    private Path home;

    /** What a migration does after its first statement, and what the report says of it. */
    private static Map<String, String> badEnds() {
        Map<String, String> ends = new TreeMap<>();
        ends.put("raise RuntimeError('no luck')", "RuntimeError: no luck");
        ends.put("return False", "migrate() returned False");
        ends.put("return None", "migrate() returned None");
        ends.put("return 0", "migrate() returned 0");
        ends.put("sys.exit(0)", "sys.exit(0) was called");
        ends.put("sys.exit('gone')", "sys.exit('gone') was called");
        ends.put("raise KeyboardInterrupt", "KeyboardInterrupt");
        ends.put("await asyncio.wait_for(asyncio.sleep(60), 0.05)\nreturn True", "TimeoutError");
        ends.put("await conn.commit()\nraise RuntimeError('later')", "RuntimeError: later");
        ends.put("os.kill(os.getpid(), signal.SIGKILL)", "was killed (signal 9");
        ends.put("os._exit(0)", "ended with exit status 0");
        ends.put("os._exit(3)", "ended with exit status 3");
        ends.put("ctypes.string_at(0)", "crashed with a segmentation fault");
        return ends;
    }

    private static boolean needsProcess(String end) {
        return end.startsWith("os.") || end.startsWith("ctypes.");
    }

    private static boolean isFor(Database database, String end) {
        return !end.contains("conn.commit()") || !database.engine().dialect().equals("postgresql");
    }

    @ForEachDatabase
    void nothingOfABadEndStaysInAProcess(Database database) throws Exception {
        nothingOfABadEndStays(database, Engines.PROCESS);
    }

    @ForEachDatabase
    void nothingOfABadEndStaysInJep(Database database) throws Exception {
        nothingOfABadEndStays(database, Engines.JEP);
    }

    private void nothingOfABadEndStays(Database database, Engines engine) throws Exception {
        Directory directory = Directory.withKeep(home, database);
        for (Map.Entry<String, String> end : badEnds().entrySet()) {
            if (isFor(database, end.getKey()) && (engine == Engines.PROCESS || !needsProcess(end.getKey()))) {
                directory.insertsAndThen("0002_bad.py", end.getKey());
                MigrationFailedException failure = fails(directory, engine);
                assertTrue(failure.getMessage().contains(end.getValue()), end.getKey() + ": " + failure.getMessage());
                assertEquals(DatabaseState.UNCHANGED, failure.state(), end.getKey());
                assertUnchanged(database, end.getKey());
            }
        }
        directory.insertsAndThen("0002_bad.py", "return True");
        migri(directory, engine).build().migrate();
        assertEquals(List.of("1", "2"), Look.rows(database, "SELECT id FROM keep ORDER BY id"));
        assertEquals(
                List.of("0001_keep", "0002_bad"),
                Look.rows(database, "SELECT name FROM applied_migration ORDER BY name"));
    }

    @ForEachDatabase
    void aStatementThatFailsTellsWhatTheDatabaseSaidAndWhere(Database database) throws Exception {
        for (Engines engine : Engines.values()) {
            Directory directory = Directory.withKeep(home, database);
            directory.insertsAndThen("0002_bad.py", directory.insert(1));
            MigrationFailedException failure = fails(directory, engine);
            assertTrue(failure.databaseError().isPresent(), failure::toString);
            assertTrue(failure.position().orElseThrow().excerpt().contains("INSERT INTO keep"), failure::toString);
            String details = failure.details().map(Text::toString).orElse("");
            assertTrue(details.contains("Traceback (most recent call last)"), details);
            assertTrue(details.contains("INSERT INTO keep (id) VALUES (1)"), details);
            assertFalse(details.contains("migri_"), details);
            assertUnchanged(database, "a failing statement");
        }
    }

    @ForEachDatabase
    void whatIsCaughtDoesNotMatter(Database database) throws Exception {
        for (Engines engine : Engines.values()) {
            Directory directory = Directory.withKeep(home, database);
            String attempt = database.engine().dialect().equals("postgresql")
                    ? "async with conn.transaction():\n" + Directory.indented(directory.insert(1))
                    : directory.insert(1);
            String name = "0002_caught_" + engine.option();
            int row = engine.row();
            directory.file(
                    name + ".py",
                    "async def migrate(conn):\n"
                            + Directory.indented("try:\n" + Directory.indented(attempt)
                                    + "\nexcept Exception as e:\n    pass\n" + directory.insert(row) + "\nreturn True")
                            + "\n");
            migri(directory, engine).build().migrate();
            assertEquals(List.of("1"), Look.rows(database, "SELECT count(*) FROM keep WHERE id = " + row));
        }
    }

    @ForEachDatabase
    void aRequestToStopEndsWhateverItDoes(Database database) throws Exception {
        for (Engines engine : Engines.values()) {
            for (String doing : List.of("time.sleep(60)", "await asyncio.sleep(60)", "while True: pass")) {
                Directory directory = Directory.withKeep(home, database);
                directory.insertsAndThen("0002_slow.py", "print('here', flush=True)\n" + doing + "\nreturn True");
                Cancellation cancellation = new Cancellation();
                Migri migri = migri(directory, engine)
                        .cancellation(cancellation)
                        .listener(new WhenPrinted(cancellation::request))
                        .build();
                MigrationFailedException failure = assertThrows(MigrationFailedException.class, migri::migrate);
                assertEquals(ErrorCode.INTERRUPTED, failure.code(), doing);
                assertUnchanged(database, doing);
            }
        }
    }

    @ForEachDatabase(Engine.SQLITE)
    void aRunThatIsOverBeforePythonIsThereLeavesNoProcess(Database database) throws Exception {
        Directory directory = Directory.withKeep(home, database);
        directory.insertsAndThen("0002_good.py", "return True").file("0003_bad.sql", "SELECT 'not closed;\n");
        Migri migri = migri(directory, Engines.PROCESS).build();
        MigriException failure = assertThrows(MigriException.class, migri::migrate);
        assertEquals(ErrorCode.SCRIPT_INVALID, failure.code());
        List<String> left = ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .flatMap(process -> process.info().commandLine().stream())
                .filter(command -> command.contains("migri_rt"))
                .toList();
        assertEquals(List.of(), left);
    }

    private static MigrationFailedException fails(Directory directory, Engines engine) throws Exception {
        Migri migri = migri(directory, engine).build();
        return assertThrows(MigrationFailedException.class, migri::migrate);
    }

    private static Migri.Builder migri(Directory directory, Engines engine) throws Exception {
        return Migri.builder()
                .target(directory.database().config())
                .directory(directory.migrations())
                .setting("python.engine", engine.option())
                .setting("python.path", engine.python().toString());
    }

    private static void assertUnchanged(Database database, String after) throws Exception {
        assertEquals(List.of("1"), Look.rows(database, "SELECT id FROM keep ORDER BY id"), after);
        assertEquals(
                List.of("0001_keep"), Look.rows(database, "SELECT name FROM applied_migration ORDER BY name"), after);
    }
}
