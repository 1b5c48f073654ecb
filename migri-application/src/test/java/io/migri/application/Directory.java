package io.migri.application;

import io.migri.testkit.server.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A directory of migrations. */
record Directory(Path path) {

    Directory file(String name, String... lines) throws IOException {
        Files.writeString(path.resolve(name), String.join("\n", lines) + "\n");
        return this;
    }

    /** What changes as much of the session as a migration may. */
    static String[] restless(Engine engine) {
        List<String> statements =
                switch (engine) {
                    case POSTGRESQL ->
                        List.of(
                                "SET search_path = pg_catalog;",
                                "SET lock_timeout = '7s';",
                                "SET statement_timeout = '77s';",
                                "SET default_transaction_read_only = on;",
                                "SET default_transaction_isolation = 'repeatable read';",
                                "SET row_security = off;",
                                "SET TIME ZONE 'Asia/Tokyo';",
                                "CREATE TEMPORARY TABLE scratch (id int);",
                                "PREPARE question AS SELECT 1;",
                                "SELECT pg_advisory_lock(42);");
                    case MYSQL, MARIADB ->
                        List.of(
                                "SET SESSION sql_mode = 'ANSI_QUOTES';",
                                "SET FOREIGN_KEY_CHECKS = 0;",
                                "SET UNIQUE_CHECKS = 0;",
                                "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED;",
                                "SET time_zone = '+09:00';",
                                "SET NAMES latin1;",
                                "SET SESSION lock_wait_timeout = 7;",
                                "CREATE TEMPORARY TABLE scratch (id int);",
                                "DO GET_LOCK('mine', 0);");
                    case SQLITE ->
                        List.of(
                                "PRAGMA foreign_keys = ON;",
                                "PRAGMA recursive_triggers = ON;",
                                "PRAGMA synchronous = OFF;",
                                "PRAGMA busy_timeout = 77;",
                                "PRAGMA ignore_check_constraints = ON;",
                                "CREATE TEMPORARY TABLE scratch (id int);",
                                "ATTACH ':memory:' AS other;");
                };
        return statements.toArray(String[]::new);
    }
}
