package io.migri.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migri.Migri;
import io.migri.api.DatabaseState;
import io.migri.api.MigrationFailedException;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What aiomysql's facade does otherwise than aiomysql, because it is part of a run. */
final class AiomysqlMigrationsTest {

    @TempDir
    private Path directory;

    @Test
    void doesNotCallADatabaseUnchangedWhoseTablesRollNothingBack(@TestDatabase(Engine.MARIADB) Database database)
            throws Exception {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE plain (a int) ENGINE=MyISAM");
        }
        Files.writeString(directory.resolve("0001_rows.py"), """
                async def migrate(conn):
                    async with conn.cursor() as cursor:
                        await cursor.execute("insert into plain values (1)")
                    raise ValueError("too late")
                """);
        Migri migri = Migri.builder()
                .target(database.config())
                .directory(directory)
                .setting("python.engine", "process")
                .setting("python.path", Pythons.plain().toString())
                .build();
        MigrationFailedException failure = assertThrows(MigrationFailedException.class, migri::migrate);
        assertEquals(DatabaseState.PARTLY_CHANGED, failure.state());
    }
}
