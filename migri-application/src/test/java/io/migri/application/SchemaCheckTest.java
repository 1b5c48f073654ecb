package io.migri.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.SchemaCheck;
import io.migri.api.ConnectionConfig;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.testkit.fault.TcpProxy;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Is the schema what this program needs? */
class SchemaCheckTest {
    @TempDir
    private Path path;

    @ForEachDatabase
    void tellsWhatIsPendingChangedAndMissing(Database database) throws Exception {
        Directory directory = new Directory(path)
                .file("0001_a.sql", "CREATE TABLE a (id int);")
                .file("0002_b.sql", "CREATE TABLE b (id int);");
        Migri migri = Migri.builder().target(database.config()).directory(path).build();
        SchemaCheck nothing = migri.check();
        assertEquals(new SchemaCheck(List.of("0001_a", "0002_b"), List.of(), List.of()), nothing);
        assertFalse(nothing.isCurrent());
        assertEquals("2 pending (0001_a, 0002_b)", nothing.describe());

        migri.migrate();
        SchemaCheck all = migri.check();
        assertTrue(all.isCurrent());
        assertSame(all, all.orThrow());
        assertEquals("all applied", all.describe());

        directory.file("0001_a.sql", "-- a comment says nothing else", "CREATE TABLE a (id int);");
        assertTrue(migri.check().isCurrent(), "what counts is what the file says");

        Files.delete(path.resolve("0002_b.sql"));
        assertTrue(migri.check().isCurrent(), "a newer version has been there");
        directory.file("0001_a.sql", "CREATE TABLE a (id bigint);").file("0003_c.sql", "CREATE TABLE c (id int);");
        SchemaCheck found = migri.check();
        assertEquals(new SchemaCheck(List.of("0003_c"), List.of("0001_a"), List.of("0002_b")), found);
        MigriException refusal = assertThrows(MigriException.class, found::orThrow);
        assertEquals(ErrorCode.VALIDATION, refusal.code());
        String message = refusal.getMessage();
        assertTrue(
                message.contains("1 pending (0003_c), 1 changed since applied (0001_a), 1 missing here (0002_b)"),
                message);
        assertTrue(message.contains("Migri.migrate()"), message);
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void isOneQueryAndChangesNothing(Database database) throws Exception {
        new Directory(path).file("0001_a.sql", "CREATE TABLE a (id int);");
        Migri.builder().target(database.config()).directory(path).build().migrate();
        new Directory(path).file("0002_b.sql", "CREATE TABLE b (id int);");
        try (TcpProxy proxy = TcpProxy.to(database.host(), database.port());
                Connection connection = database.through(proxy.port()).connect()) {
            Migri migri = Migri.builder().connection(connection).directory(path).build();
            migri.check();
            proxy.resetCount();
            proxy.record();
            assertEquals(List.of("0002_b"), migri.check().pending());
            // that nothing but a table answers is asked apart where a lent connection takes one statement a message
            int expected = database.engine() == Engine.POSTGRESQL ? 1 : 3;
            assertEquals(expected, proxy.roundTrips(), proxy::recorded);
        }
    }

    @ForEachDatabase(Engine.SQLITE)
    void makesNoFile(Database database) throws Exception {
        new Directory(path).file("0001_a.sql", "CREATE TABLE a (id int);");
        Path file = Path.of(database.name() + ".not-there");
        Migri migri = Migri.builder()
                .target(ConnectionConfig.builder(file.toString())
                        .dialect("sqlite")
                        .build())
                .directory(path)
                .build();
        assertEquals(List.of("0001_a"), migri.check().pending());
        assertFalse(Files.exists(file));
    }
}
