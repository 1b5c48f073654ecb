package io.migri.behaviour;

import static io.migri.behaviour.Inspection.applied;
import static io.migri.behaviour.Inspection.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.api.MigrationFailedException;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** What one migration sets is neither seen by the next one, nor by the history, nor by whoever lent the connection. */
class SessionIT {
    @TempDir
    private Path directory;

    @ForEachDatabase
    void theNextMigrationFindsTheSessionAsItWas(Database database) throws Exception {
        try (Elsewhere elsewhere = Elsewhere.of(database)) {
            Settings settings = Settings.of(database.engine(), elsewhere.name());
            Migrations.in(directory)
                    .file("0001_before", seen(settings))
                    .file("0002_changes", lines(settings.changes()))
                    .file("0003_after", "INSERT INTO seen SELECT " + settings.current() + ";")
                    .migrate(database);
            List<String> seen = rows(database, "SELECT * FROM seen");
            assertEquals(2, seen.size(), seen::toString);
            assertEquals(seen.get(0), seen.get(1));
            assertEquals(List.of("0001_before", "0002_changes", "0003_after"), applied(database));
        }
    }

    @ForEachDatabase
    void eachChangeByItselfIsTakenBack(Database database) throws Exception {
        try (Elsewhere elsewhere = Elsewhere.of(database)) {
            Settings settings = Settings.of(database.engine(), elsewhere.name());
            Migrations migrations = Migrations.in(directory).file("1000_before", seen(settings));
            for (int i = 0; i < settings.changes().size(); i++) {
                migrations.file((2000 + i) + "_a_change", settings.changes().get(i) + ";");
                migrations.file((2000 + i) + "_b_look", "INSERT INTO seen SELECT " + settings.current() + ";");
            }
            migrations.migrate(database);
            List<String> seen = rows(database, "SELECT * FROM seen");
            assertEquals(settings.changes().size() + 1, seen.size());
            for (int i = 0; i < settings.changes().size(); i++) {
                assertEquals(
                        seen.get(0),
                        seen.get(i + 1),
                        "after " + settings.changes().get(i));
            }
        }
    }

    @ForEachDatabase
    void aBorrowedConnectionGoesBackAsItCame(Database database) throws Exception {
        try (Elsewhere elsewhere = Elsewhere.of(database);
                Connection connection = database.connect()) {
            Settings settings = Settings.of(database.engine(), elsewhere.name());
            Migrations migrations = Migrations.withKeep(directory).file("0002_changes", lines(settings.changes()));
            List<String> before = rows(connection, "SELECT " + settings.current());
            borrow(connection, migrations).migrate();
            assertEquals(before, rows(connection, "SELECT " + settings.current()));
            assertFalse(connection.isClosed());
            assertTrue(connection.getAutoCommit());
        }
    }

    @ForEachDatabase
    void aBorrowedConnectionGoesBackAsItCameAlsoAfterAFailure(Database database) throws Exception {
        try (Elsewhere elsewhere = Elsewhere.of(database);
                Connection connection = database.connect()) {
            Settings settings = Settings.of(database.engine(), elsewhere.name());
            List<String> changes = new ArrayList<>(settings.changes());
            changes.addAll(outOfTransaction(database.engine()));
            changes.add("INSERT INTO missing VALUES (1)");
            Migrations migrations = Migrations.withKeep(directory).file("0002_changes", lines(changes));
            List<String> before = rows(connection, "SELECT " + settings.current());
            Migri migri = borrow(connection, migrations);
            assertThrows(MigrationFailedException.class, migri::migrate);
            assertEquals(before, rows(connection, "SELECT " + settings.current()));
            assertFalse(connection.isClosed());
            assertTrue(connection.getAutoCommit());
            assertEquals(List.of("0001_keep"), applied(database));
        }
    }

    @ForEachDatabase
    void aTemporaryTableDoesNotTakeThePlaceOfTheHistory(Database database) throws Exception {
        Migrations.withKeep(directory)
                .file(
                        "0002_temporary",
                        "CREATE TEMPORARY TABLE applied_migration (id int, date_applied varchar(60), name varchar(60));")
                .file("0003_next", "INSERT INTO keep VALUES (3);")
                .migrate(database);
        assertEquals(List.of("0001_keep", "0002_temporary", "0003_next"), applied(database));
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void aTableOfThatNameElsewhereDoesNotTakeThePlaceOfTheHistory(Database database) throws Exception {
        try (Elsewhere elsewhere = Elsewhere.of(database)) {
            String other = elsewhere.name() + ".applied_migration";
            Migrations.withKeep(directory)
                    .file(
                            "0002_elsewhere",
                            "CREATE TABLE " + other + " (id int, date_applied varchar(60), name varchar(60));",
                            database.engine() == Engine.POSTGRESQL
                                    ? "SET search_path TO " + elsewhere.name() + ", public;"
                                    : "USE " + elsewhere.name() + ";")
                    .file("0003_next", "INSERT INTO keep VALUES (3);")
                    .migrate(database);
            assertEquals(List.of("0001_keep", "0002_elsewhere", "0003_next"), applied(database));
            assertEquals(List.of(), rows(database, "SELECT name FROM " + other));
        }
    }

    @ForEachDatabase
    void namesAreRecordedToTheLetter(Database database) throws Exception {
        String name = "0002_o'dd\\na\"me; {d x} ? $1 `ü🥳%_";
        Migrations migrations = Migrations.withKeep(directory);
        if (database.engine().mysqlFamily()) {
            migrations.file(name, "SET sql_mode = 'NO_BACKSLASH_ESCAPES,ANSI_QUOTES';", "SET NAMES latin1;");
        } else if (database.engine() == Engine.POSTGRESQL) {
            migrations.file(name, "SET standard_conforming_strings = off;");
        } else {
            migrations.file(name, "INSERT INTO keep VALUES (2);");
        }
        migrations.migrate(database);
        assertEquals(List.of("0001_keep", name), applied(database));
        assertEquals(List.of(), migrations.migrate(database).results());
    }

    private static Migri borrow(Connection connection, Migrations migrations) {
        return Migri.builder()
                .connection(connection)
                .directory(migrations.directory())
                .build();
    }

    /** MySQL turns autocommit off while it makes a table of a query, hence the second statement. */
    private static String[] seen(Settings settings) {
        String query = "SELECT " + settings.current();
        return lines(List.of("CREATE TABLE seen AS " + query + " LIMIT 0", "INSERT INTO seen " + query));
    }

    private static String[] lines(List<String> statements) {
        return statements.stream().map(statement -> statement + ";").toArray(String[]::new);
    }

    /** Commits what came before, so that the failure's rollback does not take it back. */
    private static List<String> outOfTransaction(Engine engine) {
        return switch (engine) {
            case POSTGRESQL -> List.of("VACUUM pg_catalog.pg_statistic");
            case MYSQL, MARIADB -> List.of("CREATE TABLE between_them (id int)");
            case SQLITE -> List.of();
        };
    }

    /** A second database on MySQL, a second schema on PostgreSQL. */
    private record Elsewhere(Database database, String name) implements AutoCloseable {

        static Elsewhere of(Database database) throws SQLException {
            return switch (database.engine()) {
                case POSTGRESQL -> make(database, "elsewhere", "CREATE SCHEMA elsewhere");
                case MYSQL, MARIADB ->
                    make(database, database.name() + "_elsewhere", "CREATE DATABASE " + database.name() + "_elsewhere");
                case SQLITE -> new Elsewhere(database, "");
            };
        }

        private static Elsewhere make(Database database, String name, String statement) throws SQLException {
            database.execute(statement);
            return new Elsewhere(database, name);
        }

        @Override
        public void close() throws SQLException {
            if (database.engine().mysqlFamily()) {
                database.execute("DROP DATABASE " + name);
            }
        }
    }
}
