package io.migri.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migri.Migri;
import io.migri.api.MigriException;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Migrations that only a class loader of the application's choice finds. */
class ClassLoaderTest {
    @TempDir
    private Path path;

    @ForEachDatabase(Engine.SQLITE)
    void theGivenLoaderFindsMigrations(Database database) throws Exception {
        Directory migrations = new Directory(Files.createDirectories(path.resolve("hidden/migrations")));
        migrations.file("0001_hidden.sql", "CREATE TABLE hidden (id int);");
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {path.toUri().toURL()}, context)) {
            Migri migri = builder(database).classLoader(loader).build();
            assertSame(context, Thread.currentThread().getContextClassLoader());
            assertEquals(1, migri.migrate().applied().size());
        }
        assertThrows(MigriException.class, () -> builder(database).build().migrate());
    }

    @ForEachDatabase(Engine.SQLITE)
    void theLoaderOfTheThreadComesBackAfterABadLocation(Database database) throws Exception {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {path.toUri().toURL()}, context)) {
            Migri.Builder builder = Migri.builder()
                    .target(database.config())
                    .location("classpath:a b")
                    .classLoader(loader);
            assertThrows(MigriException.class, builder::build);
        }
        assertSame(context, Thread.currentThread().getContextClassLoader());
    }

    private static Migri.Builder builder(Database database) {
        return Migri.builder().target(database.config()).location("classpath:hidden/migrations");
    }
}
