package io.migri.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.LockHolder;
import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** {@code migri lock}, while somebody has it and while nobody has. */
class LockCommandIT {
    @TempDir
    private Path directory;

    @ForEachDatabase
    void showsWhoHoldsTheLock(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory).file("0002_slow", Slow.statement(database.engine()));
        Launcher migri = migrations.launcher(database);
        try (ChildProcess holder = migri.start()) {
            holder.awaitOutput("0001_keep...ok\n", Launcher.LIMIT);
            Slow.await(database);
            LockHolder known = migrations.on(database).build().lockHolder().orElseThrow();
            ProcessResult said = migri.lock();
            assertEquals(0, said.exitCode(), said::toString);
            assertTrue(
                    said.outputText().startsWith("The lock is held by " + known.kind() + " " + known.process()),
                    said::toString);
            assertTrue(
                    said.outputText()
                            .contains(
                                    switch (database.engine()) {
                                        case POSTGRESQL -> "application migri, from 127.0.0.1, there since ";
                                        case MYSQL, MARIADB -> "user " + database.user() + ", from ";
                                        case SQLITE -> "process " + holder.pid() + ",";
                                    }),
                    said::toString);
            if (database.engine() != Engine.SQLITE) {
                assertTrue(said.outputText().contains("INSERT INTO keep SELECT"), said::toString);
            }
            ProcessResult json = migri.lock("--output", "json");
            assertEquals(0, json.exitCode(), json::toString);
            assertTrue(
                    withoutTarget(json)
                            .startsWith("{\"held\":true,\"kind\":\"" + known.kind() + "\",\"process\":"
                                    + known.process() + ",\"user\":\""),
                    json::toString);
            assertTrue(json.outputText().endsWith("\"}\n"), json::toString);
        }
    }

    @ForEachDatabase
    void saysThatItIsFree(Database database) throws Exception {
        Launcher migri = Migrations.withKeep(directory).launcher(database);
        assertFree(migri);
        assertEquals(0, migri.run().exitCode());
        assertFree(migri);
    }

    private static void assertFree(Launcher migri) throws Exception {
        assertEquals("The lock is free.\n", migri.lock().outputText());
        assertEquals("{\"held\":false}\n", withoutTarget(migri.lock("--output", "json")));
        ProcessResult wrong = migri.lock("--output", "xml");
        assertEquals(2, wrong.exitCode());
        assertTrue(wrong.errorText().contains("'xml' is not one of 'text', 'json', 'ndjson'."), wrong::toString);
    }

    private static String withoutTarget(ProcessResult json) {
        return json.outputText().replaceFirst("\"target\":\\{[^}]*\\},", "");
    }
}
