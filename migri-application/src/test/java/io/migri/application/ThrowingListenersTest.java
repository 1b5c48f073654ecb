package io.migri.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.SchemaCheck;
import io.migri.api.DatabaseState;
import io.migri.api.MigrationFailedException;
import io.migri.api.event.MigrationListener;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

/** Listeners that throw whenever they are told something, also in the middle of a transaction. */
class ThrowingListenersTest {
    @TempDir
    private Path path;

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.SQLITE})
    void undoAndHideNothing(Database database) throws Exception {
        Set<String> thrownAt = new HashSet<>();
        int number = 0;
        for (Throwable failure : List.of(new IllegalStateException(), new AssertionError(), new StackOverflowError())) {
            for (Method event : events()) {
                number++;
                Path folder = Files.createDirectory(path.resolve("t" + number));
                String name = "t" + number;
                new Directory(folder)
                        .file(
                                name + "_1.sql",
                                "CREATE TABLE " + name + " (id int);",
                                "INSERT INTO " + name + " VALUES (1);")
                        .file(name + "_2.sql", "INSERT INTO " + name + " VALUES (2);")
                        .file(
                                name + "_3.sql",
                                "INSERT INTO " + name + " VALUES (3);",
                                "INSERT INTO missing VALUES (4);")
                        .file(name + "_4.sql", "INSERT INTO " + name + " VALUES (5);");
                Migri migri = Migri.builder()
                        .target(database.config())
                        .directory(folder)
                        .report(true)
                        .listener(throwing(event.getName(), failure, thrownAt))
                        .build();
                MigrationFailedException found =
                        assertThrows(MigrationFailedException.class, migri::migrate, event.getName());
                assertEquals(name + "_3", found.migration(), event.getName());
                assertEquals(DatabaseState.UNCHANGED, found.state(), event.getName());
                assertEquals(2, found.report().applied().size(), event.getName());
                SchemaCheck check = migri.check();
                assertEquals(List.of(name + "_3", name + "_4"), check.pending(), event.getName());
                assertEquals(List.of(1, 2), rows(database, name), event.getName());
            }
        }
        assertTrue(
                thrownAt.containsAll(
                        Set.of("told", "planned", "started", "executed", "applied", "failed", "notReached")),
                thrownAt::toString);
    }

    private static List<Integer> rows(Database database, String table) throws Exception {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT id FROM " + table + " ORDER BY id")) {
            List<Integer> found = new java.util.ArrayList<>();
            while (rows.next()) {
                found.add(rows.getInt(1));
            }
            return found;
        }
    }

    private static List<Method> events() {
        return Arrays.stream(MigrationListener.class.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .toList();
    }

    private static MigrationListener throwing(String event, Throwable failure, Set<String> thrownAt) {
        return (MigrationListener) Proxy.newProxyInstance(
                MigrationListener.class.getClassLoader(),
                new Class<?>[] {MigrationListener.class},
                (self, method, arguments) -> {
                    if (method.getName().equals(event)) {
                        thrownAt.add(event);
                        throw failure;
                    }
                    return null;
                });
    }
}
