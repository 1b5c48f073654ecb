package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher makes files of migrations. */
class NewIT {
    @TempDir
    private Path directory;

    @Test
    void aFirstFileIsMadeFilledAndApplied() {
        Distribution migri = new Distribution(directory);
        migri.run("new", "add users")
                .hasStatus(0)
                .wroteLines("migrations/0001_add_users.sql")
                .complained("note: made the directory migrations\n");
        migri.run("new", "roles")
                .hasStatus(0)
                .wroteLines("migrations/0002_roles.sql")
                .complained("");
        assertFalse(Files.exists(directory.resolve("a.db")), "no database is made");

        migri.file("migrations/0001_add_users.sql", "CREATE TABLE users (id int);\n");
        migri.run("-n", "a.db", "migrate")
                .hasStatus(3)
                .wroteLines("Applying migrations", "0001_add_users...ok", "0002_roles...fail [empty migration]");
        migri.file("migrations/0002_roles.sql", "CREATE TABLE roles (id int);\n");
        migri.run("-n", "a.db", "migrate").hasStatus(0).wroteLines("Applying migrations", "0002_roles...ok");
    }
}
