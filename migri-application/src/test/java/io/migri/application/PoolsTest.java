package io.migri.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.api.ErrorCode;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigriException;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;

/** The pools of applications, each with a single connection, on each database. */
class PoolsTest {
    @TempDir
    private Path parent;

    private final List<String> changed = new ArrayList<>();
    private int tables;

    @ForEachDatabase
    void whatAPoolGaveComesBackAsItWas(Database database) throws Exception {
        prepare(database);
        for (Pool kind : Pool.values()) {
            for (Habits habits : habits(database.engine())) {
                if (habits.readOnly() && kind == Pool.AGROAL) {
                    staysReadOnly(database, habits);
                } else {
                    comesBack(database, kind, habits);
                }
            }
        }
        assertEquals(List.of(), changed, () -> String.join("\n", changed));
    }

    private static void prepare(Database database) throws SQLException {
        if (database.engine() == Engine.POSTGRESQL) {
            database.execute("CREATE SCHEMA app", "CREATE ROLE \"painter-" + database.name() + "\"");
        }
    }

    private static List<Habits> habits(Engine engine) {
        List<Habits> habits =
                new ArrayList<>(List.of(Habits.USUAL, Habits.USUAL.withoutAutoCommit(), Habits.USUAL.inSerializable()));
        switch (engine) {
            case POSTGRESQL -> {
                habits.add(Habits.USUAL.readingOnly());
                habits.add(Habits.USUAL.withoutAutoCommit().readingOnly().inSerializable());
                habits.add(Habits.USUAL.after("SET search_path = app; SET lock_timeout = '9s'; SET work_mem = '5MB'"));
            }
            case MYSQL, MARIADB -> {
                habits.add(Habits.USUAL.readingOnly());
                habits.add(Habits.USUAL.withoutAutoCommit().readingOnly().inSerializable());
                habits.add(Habits.USUAL.after("SET SESSION sql_mode = 'PIPES_AS_CONCAT', lock_wait_timeout = 9"));
            }
            case SQLITE -> habits.add(Habits.USUAL.after("PRAGMA recursive_triggers = ON"));
        }
        return habits;
    }

    private void comesBack(Database database, Pool kind, Habits habits) throws Exception {
        String table = "t" + tables++;
        Directory directory = new Directory(Files.createDirectory(parent.resolve(table)));
        directory.file(table + "_1.sql", "CREATE TABLE " + table + " (id int);");
        directory.file(table + "_2.sql", Directory.restless(database.engine()));
        try (OpenPool pool = new OpenPool(kind.open(database, habits))) {
            Map<String, String> before = pool.facts(database.engine());
            Migri migri = Migri.builder()
                    .dataSource(pool.source())
                    .directory(directory.path())
                    .build();
            migri.dryRun();
            compare(before, pool.facts(database.engine()), kind + " " + habits + " after a dry run");
            assertEquals(2, migri.migrate().applied().size(), () -> kind + " " + habits);
            compare(before, pool.facts(database.engine()), kind + " " + habits + " after a run");
            migri.migrate();
            migri.history().status();
            compare(before, pool.facts(database.engine()), kind + " " + habits + " after looking");
            directory.file(
                    table + "_3.sql",
                    String.join("\n", Directory.restless(database.engine())),
                    "INSERT INTO missing VALUES (1);");
            assertThrows(MigrationFailedException.class, migri::migrate, () -> kind + " " + habits);
            compare(before, pool.facts(database.engine()), kind + " " + habits + " after a failure");
        }
    }

    /** Agroal lets nobody make its read-only connections writable. */
    private void staysReadOnly(Database database, Habits habits) throws Exception {
        Directory directory = new Directory(Files.createDirectory(parent.resolve("t" + tables++)));
        directory.file("0001_never.sql", "CREATE TABLE never (id int);");
        try (OpenPool pool = new OpenPool(Pool.AGROAL.open(database, habits))) {
            Map<String, String> before = pool.facts(database.engine());
            Migri migri = Migri.builder()
                    .dataSource(pool.source())
                    .directory(directory.path())
                    .build();
            MigriException refusal = assertThrows(MigriException.class, migri::migrate);
            assertEquals(ErrorCode.CONFIGURATION_INVALID, refusal.code());
            compare(before, pool.facts(database.engine()), "AGROAL " + habits + " after a refusal");
        }
    }

    private void compare(Map<String, String> before, Map<String, String> after, String when) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        names.stream()
                .filter(name -> !Objects.equals(before.get(name), after.get(name)))
                .forEach(name ->
                        changed.add(when + ": " + name + " was " + before.get(name) + ", is " + after.get(name)));
    }

    @ForEachDatabase
    void aPoolOfOneConnectionIsEnough(Database database) throws Exception {
        for (Pool kind : Pool.values()) {
            Directory directory = new Directory(Files.createDirectory(parent.resolve(kind.name())));
            directory.file("0001_" + kind + ".sql", slow(database.engine()), "CREATE TABLE " + kind + " (id int);");
            try (OpenPool pool = new OpenPool(kind.open(database, Habits.USUAL))) {
                Migri migri = Migri.builder()
                        .dataSource(pool.source())
                        .directory(directory.path())
                        .lockTimeout(Duration.ofSeconds(1))
                        .build();
                assertEquals(1, migri.migrate().applied().size(), kind.name());
                try (Connection next = pool.source().getConnection()) {
                    assertTrue(next.getAutoCommit(), kind.name());
                }
            }
        }
    }

    /** Longer than a run with a limit waits until it looks from a second connection who is in the way. */
    private static String slow(Engine engine) {
        return switch (engine) {
            case POSTGRESQL -> "SELECT pg_sleep(1);";
            case MYSQL, MARIADB -> "DO SLEEP(1);";
            case SQLITE ->
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000) SELECT max(i) FROM n;";
        };
    }
}
