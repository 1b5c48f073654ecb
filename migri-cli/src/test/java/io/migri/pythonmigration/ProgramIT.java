package io.migri.pythonmigration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import io.migri.testkit.server.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a person sees it: what is on which stream, what a failure says, what a killed run leaves. */
class ProgramIT {
    @TempDir
    private Path home;

    @ForEachDatabase
    void sqlAndPythonTakeTurns(Database database) throws Exception {
        for (Engines engine : Engines.values()) {
            String python = "1" + engine.row() + "_a_" + engine.option();
            String sql = "1" + engine.row() + "_b_" + engine.option();
            Directory directory = Directory.withKeep(home, database);
            directory.file(
                    python + ".py",
                    "async def migrate(conn):\n    print('on the way')\n"
                            + Directory.indented(directory.insert(engine.row())) + "\n    return True\n");
            directory.file(sql + ".sql", "INSERT INTO keep SELECT id + 5 FROM keep WHERE id = " + engine.row() + ";\n");
            ProcessResult result = directory.migrate(engine);
            assertEquals(0, result.exitCode(), result::toString);
            assertTrue(result.outputText().endsWith(python + "...ok\n" + sql + "...ok\n"), result::toString);
            assertEquals("on the way\n", result.errorText(), result::toString);
            assertEquals(
                    List.of("1"), Look.rows(database, "SELECT count(*) FROM keep WHERE id = " + (engine.row() + 5)));
        }
    }

    @ForEachDatabase
    void aKilledRunLeavesNothing(Database database) throws Exception {
        for (Engines engine : Engines.values()) {
            Directory directory = Directory.withKeep(home, database);
            directory.insertsAndThen("0002_slow.py", "print('here', flush=True)\ntime.sleep(60)\nreturn True");
            try (ChildProcess process = directory.start(engine)) {
                process.awaitErrors("here\n", Directory.LIMIT);
                process.kill9();
                process.result(Directory.LIMIT);
            }
            assertEquals(List.of("1"), Look.rows(database, "SELECT id FROM keep"));
            assertEquals(List.of("0001_keep"), Look.rows(database, "SELECT name FROM applied_migration"));
            directory.insertsAndThen(
                    "0002_slow.py", directory.execute("DELETE FROM keep WHERE id = 2") + "\nreturn True");
            ProcessResult again = directory.migrate(engine, "--lock-wait", "20s");
            assertEquals(0, again.exitCode(), again::toString);
            database.execute("DELETE FROM applied_migration WHERE name = '0002_slow'");
        }
    }

    @Test
    void aTracebackShowsTheUsersFramesAlone(@TestDatabase(Engine.SQLITE) Database database) throws Exception {
        for (Engines engine : Engines.values()) {
            Directory directory = Directory.withKeep(home, database);
            directory.file("0002_bad.py", """
                    async def helper(conn):
                        await conn.execute("INSERT INTO keep VALUES (1)")


                    async def migrate(conn):
                        await helper(conn)
                        return True
                    """);
            ProcessResult result = directory.migrate(engine);
            assertEquals(3, result.exitCode(), result::toString);
            String text = result.errorText();
            assertTrue(text.contains("IntegrityError: UNIQUE constraint failed: keep.id"), text);
            assertTrue(text.contains("--> migrations/0002_bad.py:2:"), text);
            assertTrue(text.contains("File \"migrations/0002_bad.py\", line 6, in migrate"), text);
            assertTrue(text.contains("File \"migrations/0002_bad.py\", line 2, in helper"), text);
            assertFalse(text.contains("migri_rt") || text.contains("migri_aiosqlite"), text);
            ProcessResult debug = directory.migrate(engine, "-l", "debug");
            assertTrue(debug.errorText().contains("migri_aiosqlite"), debug::toString);
        }
    }

    @Test
    void aSyntaxErrorIsFoundBeforeAnythingIsApplied(@TestDatabase(Engine.SQLITE) Database database) throws Exception {
        for (Engines engine : Engines.values()) {
            Directory directory = Directory.withKeep(home, database)
                    .file("0002_bad.py", "async def migrate(conn:\n    return True\n");
            ProcessResult result = directory.migrate(engine);
            assertEquals(6, result.exitCode(), result::toString);
            assertTrue(result.errorText().contains("'(' was never closed"), result::toString);
            assertTrue(result.errorText().contains("--> migrations/0002_bad.py:1:18"), result::toString);
            assertEquals(List.of(), Look.rows(database, "SELECT name FROM sqlite_master"));
        }
    }

    @Test
    void theMessagesOfTheOldToolStay(@TestDatabase(Engine.SQLITE) Database database) throws Exception {
        for (Engines engine : Engines.values()) {
            Directory directory = Directory.withKeep(home, database).file("0002_bad.py", "x = 1\n");
            assertTrue(directory.migrate(engine).outputText().contains("0002_bad...fail [module missing migrate()]\n"));
            directory.file("0002_bad.py", "def migrate(conn):\n    return True\n");
            assertTrue(directory
                    .migrate(engine)
                    .outputText()
                    .contains("0002_bad...fail [migrate() expected to be an async function]\n"));
        }
    }

    @Test
    void theChildDoesNotKnowThePassword(@TestDatabase(Engine.POSTGRESQL) Database database) throws Exception {
        Directory directory =
                Directory.withKeep(home, database).file("0002_environment.py", """
                        import os


                        async def migrate(conn):
                            print(sorted(name for name in os.environ if name in ("DB_PASS", "PGPASSWORD") or os.environ[name] == "%s"))
                            return True
                        """.formatted(database.password()));
        for (Engines engine : Engines.values()) {
            ProcessResult result = directory.migrate(engine);
            assertEquals(0, result.exitCode(), result::toString);
            assertEquals("[]\n", result.errorText(), result::toString);
            database.execute("DELETE FROM applied_migration WHERE name = '0002_environment'");
        }
    }

    @Test
    void whatAMigrationForgetsIsTold(@TestDatabase(Engine.SQLITE) Database database) throws Exception {
        Directory directory = Directory.withKeep(home, database).file("0002_forgets.py", """
                        import asyncio
                        import threading
                        import time


                        async def other():
                            return 1


                        async def migrate(conn):
                            other()
                            asyncio.create_task(asyncio.sleep(60), name="left over")
                            threading.Thread(target=time.sleep, args=(3,), name="going on").start()
                            await asyncio.sleep(0.01)
                            return True
                        """);
        ProcessResult result = directory.migrate(Engines.PROCESS);
        assertEquals(0, result.exitCode(), result::toString);
        assertTrue(result.errorText().contains("coroutine 'other' was never awaited"), result::toString);
        assertTrue(result.errorText().contains("the task left over was still running"), result::toString);
        assertTrue(result.errorText().contains("the thread going on is still running"), result::toString);
    }
}
