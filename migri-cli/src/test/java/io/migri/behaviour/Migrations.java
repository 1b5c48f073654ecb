package io.migri.behaviour;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migri.Migri;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigrationReport;
import io.migri.api.report.Impact;
import io.migri.testkit.server.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory of migrations. */
record Migrations(Path directory) {

    /** A new one below {@code parent}. */
    static Migrations in(Path parent) throws IOException {
        return new Migrations(Files.createDirectories(parent.resolve("migrations")));
    }

    /** One that begins with {@code 0001_keep}, which makes a table {@code keep} of one column {@code id} and one row in it. */
    static Migrations withKeep(Path parent) throws IOException {
        return in(parent).file("0001_keep", "CREATE TABLE keep (id int);\nINSERT INTO keep VALUES (1);\n");
    }

    /** Writes {@code name.sql}. */
    Migrations file(String name, String... lines) throws IOException {
        Files.writeString(directory.resolve(name + ".sql"), String.join("\n", lines) + "\n");
        return this;
    }

    /** The facade, set up for {@code database}. */
    Migri.Builder on(Database database) {
        return Migri.builder().target(database.config()).directory(directory);
    }

    MigrationReport migrate(Database database) {
        return on(database).build().migrate();
    }

    MigrationFailedException fail(Database database) {
        return assertThrows(MigrationFailedException.class, () -> migrate(database));
    }

    /** What a dry run reports of its statements. */
    Impact rehearsed(Database database) {
        return on(database).report(true).build().dryRun().impact().orElseThrow();
    }

    Launcher launcher(Database database) {
        return new Launcher(database, directory);
    }
}
