package io.migri.application;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.Migri;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;

/** Several runs in one JVM. */
class SeveralAtOnceTest {
    @TempDir
    private Path path;

    @ForEachDatabase
    void applyEachMigrationOnce(Database database) throws Exception {
        new Directory(path)
                .file("0001_a.sql", "CREATE TABLE a (id int);")
                .file("0002_b.py", "async def migrate(conn):", insert(database.engine()), "    return True");
        List<Future<Integer>> runs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Migri migri =
                    Migri.builder().target(database.config()).directory(path).build();
            runs.add(CompletableFuture.supplyAsync(
                    () -> migri.migrate().applied().size(), task -> new Thread(task).start()));
        }
        int applied = 0;
        for (Future<Integer> run : runs) {
            applied += run.get();
        }
        assertEquals(2, applied);
    }

    /** A line of Python that adds a row to the table {@code a}. */
    static String insert(Engine engine) {
        return switch (engine) {
            case POSTGRESQL, SQLITE -> "    await conn.execute(\"INSERT INTO a VALUES (1)\")";
            case MYSQL, MARIADB ->
                "    cursor = await conn.cursor()\n    await cursor.execute(\"INSERT INTO a VALUES (1)\")";
        };
    }
}
