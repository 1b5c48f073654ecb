package io.migri.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** A history of a name, and in a schema, that the user chooses. */
class HistoryTableIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SYNCED = "All synced! No new migrations to apply! 🥳";
    private static final String NAME = "--history-table=shop_history";

    @TempDir
    private Path directory;

    private Shell two(Database database) throws Exception {
        return new Shell(directory, database)
                .file("0001_a.sql", "CREATE TABLE a (id int);\n")
                .file("0002_b.sql", "CREATE TABLE b (id int);\n");
    }

    @ForEachDatabase
    void everyCommandFindsIt(Database database) throws Exception {
        Shell shell = two(database);
        shell.migri("migrate", NAME, "--dry-run").exits(0);
        shell.migri("migrate", NAME).exits(0).isSilent();
        shell.migri("migrate", NAME).exits(0).prints(SYNCED).isSilent();
        assertEquals("2", query(database, "SELECT count(*) FROM shop_history"));
        assertEquals("2", query(database, "SELECT count(content) FROM shop_history_migri_source"));
        assertFalse(exists(database, "applied_migration"));
        assertFalse(exists(database, "migri_source"));
        shell.file("0002_b.sql", "CREATE TABLE b (id bigint);\n");
        assertEquals(
                List.of("applied 0001_a", "changed 0002_b"),
                shell.migri("status", NAME).states());
        shell.migri("validate", NAME).exits(6).says("-CREATE TABLE b (id int);");
        shell.migri("repair", NAME).exits(0);
        shell.migri("show", NAME, "0002_b").prints("CREATE TABLE b (id bigint);");
        shell.migri("unmark", NAME, "0002_b").exits(0);
        shell.migri("mark", NAME, "0002_b").exits(0);
        shell.migri("validate", NAME).exits(0);
        shell.migri("lock", NAME).exits(0).prints("The lock is free.");
        assertTrue(shell.migri("doctor", NAME).output().contains("privileges"));
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void itMayBeInAnotherSchema(Database database) throws Exception {
        String schema = aside(database);
        Shell shell = two(database);
        String option = "--history-table=" + schema + ".shop_history";
        shell.migri("migrate", option)
                .exits(6)
                .complains(schema + ", in which the history is to be kept, does not exist");
        assertFalse(exists(database, "a"));
        database.execute("CREATE SCHEMA " + schema);
        try {
            shell.migri("migrate", option, "--dry-run").exits(0);
            shell.migri("migrate", option).exits(0).isSilent();
            shell.migri("migrate", option).exits(0).prints(SYNCED).isSilent();
            shell.file("0003_c.sql", "CREATE TABLE c (id int);\n");
            shell.migri("migrate", option, "--dry-run").exits(0).says("0003_c...ok");
            assertEquals("2", query(database, "SELECT count(*) FROM " + schema + ".shop_history"));
            assertFalse(exists(database, "shop_history"));
            assertFalse(exists(database, "shop_history_migri_source"));
            shell.migri("migrate", option).exits(0);
            shell.migri("doctor", option).says("privileges");
            shell.migri("validate", option).exits(0);
        } finally {
            database.execute("DROP SCHEMA " + schema + (database.engine() == Engine.POSTGRESQL ? " CASCADE" : ""));
        }
    }

    @ForEachDatabase
    void aRunUnderAnotherNameDoesNotApplyEverythingAgain(Database database) throws Exception {
        Shell shell = two(database);
        shell.migri("migrate").exits(0);
        String refused = "0001_a and 1 more: a run would apply what is applied already";
        shell.migri("migrate", NAME).exits(6).prints().complains("shop_history is not there yet", refused);
        shell.migri("migrate", NAME, "--dry-run").exits(6).complains(refused);
        shell.migri("baseline", NAME, "--to", "0002_b").exits(0);
        shell.migri("migrate", NAME).exits(0).prints(SYNCED);
    }

    @ForEachDatabase
    void norDoesOneThatForgetsTheName(Database database) throws Exception {
        Shell shell = two(database);
        shell.migri("migrate", NAME).exits(0);
        shell.migri("migrate").exits(6).prints().complains("shop_history has 0001_a", "--new-history");
    }

    @ForEachDatabase
    void aNewHistoryBeginsWhereItIsWanted(Database database) throws Exception {
        Shell shell = new Shell(directory, database).file("0001_a.sql", "CREATE TABLE IF NOT EXISTS a (id int);\n");
        shell.migri("migrate").exits(0);
        shell.migri("migrate", NAME).exits(6);
        shell.migri("migrate", NAME, "--new-history").exits(0).says("0001_a...ok");
        assertEquals("1", query(database, "SELECT count(*) FROM shop_history"));
    }

    @ForEachDatabase
    void anotherProgramsMigrationsOfTheSameNamesAreNone(Database database) throws Exception {
        Shell shell = two(database);
        shell.migri("migrate").exits(0);
        shell.file("0001_a.sql", "CREATE TABLE c (id int);\n").file("0002_b.sql", "CREATE TABLE d (id int);\n");
        shell.migri("migrate", NAME).exits(0).says("0001_a...ok", "0002_b...ok");
        assertEquals(
                List.of("changed 0001_a", "changed 0002_b"),
                shell.migri("status").states());
    }

    @ForEachDatabase
    void anotherTableOfThatNameIsRefused(Database database) throws Exception {
        Shell shell = two(database);
        database.execute("CREATE TABLE shop_history (script varchar(10))");
        shell.migri("migrate", NAME).exits(1).prints().complains("shop_history");
        assertFalse(exists(database, "a"));
    }

    @ForEachDatabase
    void aNameThatTheDatabaseCannotTakeIsRefused(Database database) throws Exception {
        Shell shell = two(database);
        for (String name :
                List.of("migri_source", "a.b.c", "a b", "Applied_Migration", "x_migri_journal", "a;b", ".")) {
            shell.migri("status", "--history-table", name).exits(2).complains("Invalid value for '--history-table'");
        }
        String odd = database.engine() == Engine.SQLITE ? "temp.history" : "information_schema.history";
        shell.migri("status", "--history-table", odd).exits(1).complains("history");
        if (database.engine() != Engine.SQLITE) {
            shell.migri("status", "--history-table", "h".repeat(51)).exits(1).complains("is too long");
        }
        assertFalse(exists(database, "a"));
    }

    @ForEachDatabase
    void aRunThatIsKilledGoesOn(Database database) throws Exception {
        Shell shell = new Shell(directory, database).file("0001_a.sql", slow(database.engine()));
        try (ChildProcess process = shell.start("migrate", NAME)) {
            await(database, "a");
            shell.migri("migrate", NAME, "--lock-wait=0").exits(5);
            process.kill9();
        }
        end(database);
        assertEquals(
                "partly applied 0001_a",
                shell.migri("status", NAME).states().get(0).replace("in doubt", "partly applied"));
        assertFalse(exists(database, "migri_journal"));
        shell.migri("validate", NAME).exits(6).says("0001_a is not finished");
        shell.migri("migrate", NAME).exits(0).says("0001_a...ok");
        assertEquals("0", query(database, "SELECT count(*) FROM shop_history_migri_journal"));
        assertEquals("1", query(database, "SELECT count(*) FROM shop_history"));
    }

    /** The table {@code a} lasts before the rest begins. */
    private static String slow(Engine engine) {
        return switch (engine) {
            case POSTGRESQL ->
                "BEGIN; CREATE TABLE a (id int); COMMIT;\nBEGIN; SELECT pg_sleep(8); CREATE TABLE b (id int); COMMIT;\n";
            case SQLITE ->
                "BEGIN; CREATE TABLE a (id int); COMMIT;\nBEGIN; CREATE TABLE b AS WITH RECURSIVE n (i) AS"
                        + " (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 8000000) SELECT count(*) FROM n; COMMIT;\n";
            default -> "CREATE TABLE a (id int);\nCREATE TABLE b AS SELECT SLEEP(8) AS x;\n";
        };
    }

    private static void await(Database database, String table) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!exists(database, table)) {
            assertTrue(System.nanoTime() < end, "nobody makes the table");
            Thread.sleep(50);
        }
    }

    /** The server ends what the killed run has begun there. */
    private static void end(Database database) throws SQLException {
        switch (database.engine()) {
            case POSTGRESQL ->
                query(
                        database,
                        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND query LIKE '%pg_sleep%' AND pid <> pg_backend_pid()");
            case SQLITE -> {}
            default -> {
                String id = query(
                        database,
                        "SELECT max(id) FROM information_schema.processlist WHERE db = DATABASE() AND id <> connection_id()");
                if (id != null) {
                    database.execute("KILL " + id);
                }
            }
        }
    }

    private static String aside(Database database) {
        return database.engine() == Engine.POSTGRESQL ? "aside" : database.name() + "_aside";
    }

    private static boolean exists(Database database, String table) {
        try {
            query(database, "SELECT count(*) FROM " + table);
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static String query(Database database, String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
