package io.migri.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.testkit.LegacyHistory;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.ForEachDatabase;
import io.migri.testkit.server.client.ReferenceClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;

/** Dry runs in a directory and on a database of migri 0.7, the predecessor in Python. */
class PythonToolDryRunIT {
    private static final Instant LONG_AGO = Instant.parse("2022-02-20T10:11:12.131415Z");

    @TempDir
    private Path directory;

    @ForEachDatabase
    void saysWhatTheToolSaidAndLeavesEveryByte(Database database) throws Exception {
        Migrations migrations = begun(database);
        ReferenceClient client = ReferenceClient.of(database.engine());
        String before = client.dump(database);
        ProcessResult dry = migrations.launcher(database).run("--dry-run", "--python-engine", "process");
        assertEquals(0, dry.exitCode(), dry::toString);
        assertEquals("""
                Applying migrations
                0002_animals...ok
                0003_names...ok
                Successfully applied migrations in dry run mode.
                """, dry.outputText());
        assertEquals(before, client.dump(database));
    }

    @ForEachDatabase
    void aFailureLeavesEveryByte(Database database) throws Exception {
        Migrations migrations = begun(database).file("0004_next", "SELECT 1;");
        Files.writeString(migrations.directory().resolve("0003_names.py"), """
                async def migrate(conn):
                    return False
                """);
        ReferenceClient client = ReferenceClient.of(database.engine());
        String before = client.dump(database);
        ProcessResult dry = migrations.launcher(database).run("--dry-run", "--python-engine", "process");
        assertEquals(3, dry.exitCode(), dry::toString);
        assertEquals("0002_animals...ok", dry.outputText().lines().toList().get(1));
        assertEquals(
                "0004_next...fail [previous migration failed]",
                dry.outputText().lines().toList().get(3));
        assertEquals(4, dry.outputText().lines().count(), dry::toString);
        assertEquals(before, client.dump(database));
    }

    /** A history of the tool's own, and files as its users write them. */
    private Migrations begun(Database database) throws Exception {
        LegacyHistory tool = database.engine().mysqlFamily() ? LegacyHistory.autoIncrement() : LegacyHistory.serial();
        database.execute(
                "CREATE TABLE keep (id int)",
                "INSERT INTO keep VALUES (1)",
                tool.definition(),
                tool.insert("0001_keep", LONG_AGO));
        Migrations migrations = Migrations.withKeep(directory)
                .file(
                        "0002_animals",
                        "-- animals",
                        "CREATE TABLE animal (id int PRIMARY KEY, name varchar(40));",
                        "INSERT INTO animal VALUES (1, 'zebra');",
                        "UPDATE keep SET id = 2;",
                        "ALTER TABLE keep ADD COLUMN note varchar(10);");
        Files.writeString(
                migrations.directory().resolve("0003_names.py"),
                database.engine().mysqlFamily() ? """
                        async def migrate(conn) -> bool:
                            async with conn.cursor() as cur:
                                await cur.execute("INSERT INTO animal VALUES (2, 'gnu')")
                            return True
                        """ : """
                        async def migrate(conn) -> bool:
                            await conn.execute("INSERT INTO animal VALUES (2, 'gnu')")
                            return True
                        """);
        return migrations;
    }
}
