package io.migri.badinput;

import io.migri.testkit.server.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory {@code migrations} below the one that the launcher is called in. */
record Migrations(Path workingDirectory) {

    /** An empty one. */
    static Migrations in(Path workingDirectory) throws IOException {
        Migrations migrations = new Migrations(workingDirectory);
        Files.createDirectories(migrations.directory());
        return migrations;
    }

    /** One that begins with {@code 0001_good.sql}, which creates the table {@code good}. */
    static Migrations withGood(Path workingDirectory) throws IOException {
        return in(workingDirectory).file("0001_good.sql", "CREATE TABLE good (id int);\n");
    }

    Path directory() {
        return workingDirectory.resolve("migrations");
    }

    Migrations file(String name, String text) throws IOException {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Migrations file(String name, byte[] content) throws IOException {
        Files.write(directory().resolve(name), content);
        return this;
    }

    /** {@code migri migrate} on that database. */
    Call migrate(Database database) {
        return migrate().on(database);
    }

    Call migrate() {
        return Call.migri(workingDirectory, "migrate");
    }
}
