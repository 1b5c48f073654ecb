package io.migri.behaviour;

import static io.migri.behaviour.Inspection.applied;
import static io.migri.behaviour.Inspection.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.api.DatabaseState;
import io.migri.api.ErrorCode;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigrationReport;
import io.migri.api.MigriException;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.io.TempDir;

/** Migri as a part of an application. */
class FacadeIT {
    @TempDir
    private Path directory;

    @ForEachDatabase
    void aReportTellsWhatWasDone(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory).file("0002_rows", "INSERT INTO keep VALUES (2);");
        MigrationReport report = migrations.migrate(database);
        assertEquals(2, report.found());
        assertFalse(report.dryRun());
        assertEquals(
                List.of("0001_keep", "0002_rows"),
                report.applied().stream().map(MigrationReport.Applied::name).toList());
        assertEquals(
                List.of(2L, 1L),
                report.applied().stream()
                        .map(MigrationReport.Applied::statements)
                        .toList());
        assertTrue(report.applied().stream().noneMatch(one -> one.took().isNegative()));
        MigrationReport second = migrations.migrate(database);
        assertEquals(2, second.found());
        assertEquals(List.of(), second.results());
    }

    @ForEachDatabase
    void aFailureCarriesTheReport(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory)
                .file("0002_bad", "INSERT INTO missing VALUES (1);")
                .file("0003_next", "INSERT INTO keep VALUES (3);");
        MigrationFailedException failure = migrations.fail(database);
        assertEquals(ErrorCode.MIGRATION_FAILED, failure.code());
        assertEquals("0002_bad", failure.migration());
        assertEquals(DatabaseState.UNCHANGED, failure.state());
        List<MigrationReport.Result> results = failure.report().results();
        assertEquals(
                List.of("0001_keep", "0002_bad", "0003_next"),
                results.stream().map(MigrationReport.Result::name).toList());
        assertEquals(1, failure.report().applied().size());
        MigrationReport.Failed failed = assertInstance(MigrationReport.Failed.class, results.get(1));
        assertEquals(DatabaseState.UNCHANGED, failed.state());
        assertEquals(failure.text().firstLine(), failed.message());
        assertInstance(MigrationReport.NotReached.class, results.get(2));
    }

    @ForEachDatabase
    void listenersHearOfEverythingInOrder(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory)
                .file("0002_bad", "INSERT INTO keep VALUES (2);", "INSERT INTO missing VALUES (1);")
                .file("0003_next", "INSERT INTO keep VALUES (3);");
        RecordingListener listener = new RecordingListener();
        Migri migri = migrations.on(database).listener(listener).build();
        assertThrows(MigrationFailedException.class, migri::migrate);
        assertEquals(
                List.of(
                        "planned 3 [0001_keep, 0002_bad, 0003_next]",
                        "started 0001_keep 1/3 of 2",
                        "applied 0001_keep",
                        "started 0002_bad 2/3 of 2",
                        "failed 0002_bad",
                        "notReached 0003_next"),
                listener.heard());
        assertEquals(1, listener.threads());
    }

    @ForEachDatabase
    void listenersHearThatNothingIsPending(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        migrations.migrate(database);
        RecordingListener listener = new RecordingListener();
        migrations.on(database).listener(listener).build().migrate();
        assertEquals(List.of("planned 1 []"), listener.heard());
    }

    @ForEachDatabase
    void aBorrowedConnectionStaysOpen(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        try (Connection connection = database.connect()) {
            Migri migri = Migri.builder()
                    .connection(connection)
                    .directory(migrations.directory())
                    .build();
            assertEquals(1, migri.migrate().applied().size());
            assertEquals(List.of("1"), rows(connection, "SELECT id FROM keep"));
            migrations.file("0002_bad", "INSERT INTO missing VALUES (1);");
            assertThrows(MigrationFailedException.class, migri::migrate);
            assertEquals(List.of("1"), rows(connection, "SELECT id FROM keep"));
            migrations.file("0002_bad", "INSERT INTO keep VALUES (2);");
            assertEquals(1, migri.migrate().applied().size(), "the lock was released");
        }
    }

    @ForEachDatabase
    void aDataSourceGetsItsConnectionBackAndIsNotClosed(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        LendingDataSource lender = new LendingDataSource(database);
        Migri migri = Migri.builder()
                .dataSource(lender)
                .directory(migrations.directory())
                .build();
        assertEquals(0, lender.lent(), "nothing is opened before it is needed");
        migri.migrate();
        migri.migrate();
        migrations.file("0002_bad", "INSERT INTO missing VALUES (1);");
        assertThrows(MigrationFailedException.class, migri::migrate);
        assertEquals(3, lender.lent());
        assertEquals(0, lender.out());
        assertFalse(lender.closed());
    }

    @ForEachDatabase
    void anOpenTransactionIsNotTouched(Database database) throws Exception {
        database.execute("CREATE TABLE mine (id int)");
        Migrations migrations = Migrations.withKeep(directory);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("INSERT INTO mine VALUES (1)");
            Migri migri = Migri.builder()
                    .connection(connection)
                    .directory(migrations.directory())
                    .build();
            MigriException refusal = assertThrows(MigriException.class, migri::migrate);
            assertEquals(ErrorCode.CONFIGURATION_INVALID, refusal.code());
            assertFalse(connection.isClosed());
            assertEquals(List.of("1"), rows(connection, "SELECT id FROM mine"));
            connection.rollback();
            assertEquals(List.of(), rows(connection, "SELECT id FROM mine"));
            connection.commit();
        }
        assertEquals(List.of(), applied(database));
    }

    @ForEachDatabase
    void migrationsMayLieOnTheClassPath(Database database) throws Exception {
        Migri migri = Migri.builder()
                .target(database.config())
                .location("classpath:io/migri/behaviour/migrations")
                .build();
        assertEquals(2, migri.migrate().applied().size());
        assertEquals(List.of("0001_keep", "0002_row"), applied(database));
    }

    @ForEachDatabase(Engine.SQLITE)
    void migrationsMayLieInAJar(Database database) throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar().toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(loader);
            Migri migri = Migri.builder()
                    .target(database.config())
                    .location("classpath:packed/migrations")
                    .build();
            assertEquals(1, migri.migrate().applied().size());
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
        assertEquals(List.of("7"), rows(database, "SELECT id FROM packed"));
    }

    private Path jar() throws IOException {
        Path jar = directory.resolve("packed.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file)) {
            entries.putNextEntry(new JarEntry("packed/migrations/"));
            entries.putNextEntry(new JarEntry("packed/migrations/0001_packed.sql"));
            entries.write(
                    "CREATE TABLE packed (id int);\nINSERT INTO packed VALUES (7);\n".getBytes(StandardCharsets.UTF_8));
            entries.putNextEntry(new JarEntry("packed/migrations/below/0002_ignored.sql"));
            entries.write("nonsense".getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    private static <T> T assertInstance(Class<T> type, Object object) {
        assertSame(type, object.getClass());
        return type.cast(object);
    }
}
