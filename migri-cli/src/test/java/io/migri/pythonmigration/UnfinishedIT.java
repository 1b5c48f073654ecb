package io.migri.pythonmigration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.api.DatabaseState;
import io.migri.api.Decision;
import io.migri.api.ErrorCode;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigriException;
import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** A migration that may have committed a part of its work is not begun anew unasked. */
class UnfinishedIT {
    private static final String ROWS = "SELECT id FROM keep ORDER BY id";
    private static final String NAMES = "SELECT name FROM applied_migration ORDER BY name";
    private static final String JOURNAL = "SELECT * FROM migri_journal";
    private static final String HEAD = "# migri: no-transaction\nimport os, time\nasync def migrate(conn):\n";

    @TempDir
    private Path home;

    @ForEachDatabase
    void aFailureOutsideOfATransactionIsAskedAboutAndRunAgain(Database database) throws Exception {
        for (Engines engine : Engines.values()) {
            Directory directory = Directory.withKeep(home, database);
            String name = "0002_" + engine.option();
            directory.file(name + ".py", outside(directory, engine.row(), "raise RuntimeError('no luck')"));
            MigrationFailedException failure =
                    assertThrows(MigrationFailedException.class, migri(directory, engine)::migrate);
            assertEquals(DatabaseState.PARTLY_CHANGED, failure.state());
            assertTrue(
                    failure.help().orElseThrow().toString().contains("Migri.resume(Decision.RETRY)"),
                    failure.help()::toString);
            asks(directory, engine);
            directory.file(name + ".py", outside(directory, engine.row() + 1, "return True"));
            asks(directory, engine);
            migri(directory, engine).resume(Decision.RETRY);
            assertTrue(Look.rows(database, NAMES).contains(name));
            assertEquals(List.of(), Look.rows(database, JOURNAL));
        }
        assertEquals(List.of("1", "10", "11", "20", "21"), Look.rows(database, ROWS));
    }

    @ForEachDatabase
    void whatTheUserFinishedByHandIsRecorded(Database database) throws Exception {
        for (Decision decision : List.of(Decision.MARK_APPLIED, Decision.SKIP_STATEMENT)) {
            int row = decision == Decision.MARK_APPLIED ? 30 : 40;
            Directory directory = Directory.withKeep(home, database);
            directory.file("0002_" + row + ".py", outside(directory, row, "return False"));
            assertThrows(MigrationFailedException.class, migri(directory, Engines.PROCESS)::migrate);
            migri(directory, Engines.PROCESS).resume(decision);
            assertEquals(List.of("1"), Look.rows(database, "SELECT count(*) FROM keep WHERE id = " + row));
            assertEquals(List.of("0002_" + row), Look.rows(database, NAMES + " DESC LIMIT 1"));
            assertEquals(List.of(), Look.rows(database, JOURNAL));
        }
    }

    @ForEachDatabase
    void aFailureBeforeTheFirstStatementIsNot(Database database) throws Exception {
        for (Engines engine : Engines.values()) {
            Directory directory = Directory.withKeep(home, database);
            String name = "0002_" + engine.option() + ".py";
            directory.file(name, HEAD + "    raise RuntimeError('no luck')\n");
            MigrationFailedException failure =
                    assertThrows(MigrationFailedException.class, migri(directory, engine)::migrate);
            assertEquals(DatabaseState.UNCHANGED, failure.state());
            directory.file(name, outside(directory, engine.row(), "return True"));
            migri(directory, engine).migrate();
        }
        assertEquals(List.of("1", "10", "20"), Look.rows(database, ROWS));
    }

    @ForEachDatabase
    void whatWasKilledOutsideOfATransactionIsAskedAbout(Database database) throws Exception {
        for (Engines engine : Engines.values()) {
            Directory directory = Directory.withKeep(home, database);
            String name = "0002_" + engine.option() + ".py";
            directory.file(name, outside(directory, engine.row(), "print('here', flush=True)\ntime.sleep(30)"));
            try (ChildProcess process = directory.start(engine)) {
                process.awaitErrors("here\n", Directory.LIMIT);
                process.kill9();
                process.result(Directory.LIMIT);
            }
            asks(directory, engine);
            migri(directory, engine).resume(Decision.MARK_APPLIED);
        }
        assertEquals(List.of("1", "10", "20"), Look.rows(database, ROWS));
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void aFailureBehindDdlIsAskedAbout(Database database) throws Exception {
        for (Engines engine : Engines.values()) {
            Directory directory = Directory.withKeep(home, database);
            directory.file(
                    "0002_" + engine.option() + ".py",
                    "async def migrate(conn):\n"
                            + Directory.indented(directory.insert(engine.row()) + "\n"
                                    + directory.execute("CREATE TABLE " + engine.option() + " (id int)")
                                    + "\nreturn False")
                            + "\n");
            assertThrows(MigrationFailedException.class, migri(directory, engine)::migrate);
            asks(directory, engine);
            migri(directory, engine).resume(Decision.MARK_APPLIED);
        }
        assertEquals(List.of("1", "10", "20"), Look.rows(database, ROWS));
    }

    @ForEachDatabase
    void aFailureInATransactionIsNot(Database database) throws Exception {
        Directory directory = Directory.withKeep(home, database);
        for (String end : List.of("False", "True")) {
            directory.file(
                    "0002_rows.py",
                    "async def migrate(conn):\n" + Directory.indented(directory.insert(2) + "\nreturn " + end) + "\n");
            if (end.equals("False")) {
                assertThrows(MigrationFailedException.class, migri(directory, Engines.PROCESS)::migrate);
            }
        }
        migri(directory, Engines.PROCESS).migrate();
        assertEquals(List.of("1", "2"), Look.rows(database, ROWS));
    }

    private static String outside(Directory directory, int row, String end) {
        String commit =
                directory.isSqlite() || directory.database().engine().mysqlFamily() ? "\nawait conn.commit()\n" : "\n";
        return HEAD + Directory.indented(directory.insert(row) + commit + end) + "\n";
    }

    private static void asks(Directory directory, Engines engine) throws Exception {
        MigriException asked = assertThrows(MigriException.class, migri(directory, engine)::migrate);
        assertEquals(ErrorCode.UNDECIDED, asked.code());
        assertTrue(asked.getMessage().contains("may have committed a part of its work"), asked::getMessage);
        assertTrue(
                asked.help().orElseThrow().toString().contains("Migri.resume(Decision.MARK_APPLIED)"),
                asked.help()::toString);
    }

    private static Migri migri(Directory directory, Engines engine) throws Exception {
        return Migri.builder()
                .target(directory.database().config())
                .directory(directory.migrations())
                .setting("python.engine", engine.option())
                .setting("python.path", engine.python().toString())
                .build();
    }
}
