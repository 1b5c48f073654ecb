package io.migri.pythonmigration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.api.DatabaseState;
import io.migri.api.MigrationFailedException;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** What transactions mean within a migration, and outside of them. */
class TransactionIT {
    private static final String COUNT = "SELECT count(*) FROM keep WHERE id = 2";
    private static final String NAMES = "SELECT name FROM applied_migration ORDER BY name";

    @TempDir
    private Path home;

    @ForEachDatabase(Engine.POSTGRESQL)
    void aTransactionOfTheMigrationIsASavepoint(Database database) throws Exception {
        for (Engines engine : Engines.values()) {
            Directory directory = Directory.withKeep(home, database)
                    .file("0002_" + engine.option() + ".py", """
                            async def migrate(conn):
                                try:
                                    async with conn.transaction():
                                        await conn.execute("INSERT INTO keep VALUES (2)")
                                        raise RuntimeError("back")
                                except RuntimeError:
                                    pass
                                async with conn.transaction():
                                    await conn.execute("INSERT INTO keep VALUES ($1)", %d)
                                return True
                            """.formatted(engine.row()));
            migri(directory, engine).build().migrate();
            assertEquals(List.of("0"), Look.rows(database, COUNT));
            assertEquals(List.of("1"), Look.rows(database, "SELECT count(*) FROM keep WHERE id = " + engine.row()));
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB, Engine.SQLITE})
    void whatWasCommittedStaysApartFromARollback(Database database) throws Exception {
        for (Engines engine : Engines.values()) {
            Directory directory = Directory.withKeep(home, database);
            directory.file(
                    "0002_" + engine.option() + ".py",
                    "async def migrate(conn):\n"
                            + Directory.indented(directory.insert(engine.row()) + "\nawait conn.commit()\n"
                                    + directory.insert(2) + "\nawait conn.rollback()\nreturn True")
                            + "\n");
            migri(directory, engine).build().migrate();
            assertEquals(List.of("0"), Look.rows(database, COUNT));
            assertEquals(List.of("1"), Look.rows(database, "SELECT count(*) FROM keep WHERE id = " + engine.row()));
        }
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void whatRefusesATransactionRunsOutsideOfOne(Database database) throws Exception {
        for (Engines engine : Engines.values()) {
            Directory directory = Directory.withKeep(home, database)
                    .file("0002_" + engine.option() + ".py", """
                            # migri: no-transaction
                            async def migrate(conn):
                                await conn.execute("CREATE INDEX CONCURRENTLY keep_%1$s ON keep (id)")
                                async with conn.transaction():
                                    await conn.execute("INSERT INTO keep VALUES (%2$d)")
                                return True
                            """.formatted(engine.option(), engine.row()));
            migri(directory, engine).build().migrate();
            assertEquals(
                    List.of("1"),
                    Look.rows(
                            database,
                            "SELECT count(*) FROM pg_indexes WHERE indexname = 'keep_" + engine.option() + "'"));
            assertEquals(List.of("1"), Look.rows(database, "SELECT count(*) FROM keep WHERE id = " + engine.row()));
        }
    }

    @ForEachDatabase
    void aFailureOutsideOfATransactionSaysThatSomethingStays(Database database) throws Exception {
        for (Engines engine : Engines.values()) {
            Directory directory = Directory.withKeep(home, database);
            directory.file(
                    "0002_bad.py",
                    "# migri: no-transaction\nasync def migrate(conn):\n"
                            + Directory.indented(directory.insert(engine.row()) + "\nraise RuntimeError('no luck')")
                            + "\n");
            MigrationFailedException failure = fails(directory, engine);
            assertEquals(DatabaseState.PARTLY_CHANGED, failure.state());
            assertEquals(List.of("1"), Look.rows(database, "SELECT count(*) FROM keep WHERE id = " + engine.row()));
            assertEquals(List.of("0001_keep"), Look.rows(database, NAMES));
            database.execute("DELETE FROM migri_journal");
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void whatFollowsDdlIsATransactionAgain(Database database) throws Exception {
        for (Engines engine : Engines.values()) {
            Directory directory = Directory.withKeep(home, database);
            String table = "made_" + engine.option();
            directory.file(
                    "0002_bad.py",
                    "async def migrate(conn):\n"
                            + Directory.indented(directory.execute("CREATE TABLE " + table + " (id int)") + "\n"
                                    + directory.insert(2) + "\nraise RuntimeError('no luck')")
                            + "\n");
            MigrationFailedException failure = fails(directory, engine);
            assertEquals(DatabaseState.PARTLY_CHANGED, failure.state());
            assertEquals(List.of("0"), Look.rows(database, "SELECT count(*) FROM " + table));
            assertEquals(List.of("0"), Look.rows(database, COUNT));
            database.execute("DELETE FROM migri_journal");
        }
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.SQLITE})
    void aDryRunExecutesItAndLeavesNothing(Database database) throws Exception {
        for (Engines engine : Engines.values()) {
            Directory directory = Directory.withKeep(home, database);
            directory.file(
                    "0002_rows.py",
                    "async def migrate(conn):\n"
                            + Directory.indented(directory.insert(2) + "\nprint('here')\n"
                                    + directory.execute("SELECT 1") + "\nreturn True")
                            + "\n");
            Said said = new Said();
            assertEquals(
                    2,
                    migri(directory, engine)
                            .listener(said)
                            .build()
                            .dryRun()
                            .applied()
                            .size());
            assertEquals(List.of("here"), said.lines());
            assertThrows(java.sql.SQLException.class, () -> Look.rows(database, NAMES));
            directory.file("0002_rows.py", "async def migrate(conn):\n    return False\n");
            Migri migri = migri(directory, engine).build();
            MigrationFailedException failure = assertThrows(MigrationFailedException.class, migri::dryRun);
            assertTrue(failure.getMessage().contains("returned False"), failure.getMessage());
        }
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
}
