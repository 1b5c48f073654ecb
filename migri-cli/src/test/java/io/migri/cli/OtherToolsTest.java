package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherToolsTest {
    @TempDir
    private Path directory;

    @Test
    void aDirectoryThatWouldRunBothWaysIsRefusedUntilSomebodySaysThatItIsPlain() {
        Shop shop = new Shop(directory)
                .file("1_a.up.sql", "create table a (i int);")
                .file("1_a.down.sql", "drop table if exists a;");

        shop.run("migrate").hasStatus(6).wrote("").complained("""
            error: 1_a.down.sql is written for golang-migrate or a tool like it, which executes it only to undo \
            1_a.up.sql; a plain run would execute it like any other
              --> %s/m/1_a.down.sql:1:1
               = help: nothing was touched; run them with that tool, or keep here only what is to be applied, \
            or take them as they are with --format=plain (MIGRI_FORMAT)
            """.formatted(directory));
        shop.run("migrate", "--dry-run").hasStatus(6).wrote("").complainedOf("1_a.down.sql is written for");
        shop.run("migrate", "--output", "json").hasStatus(6).complainedOf("1_a.down.sql is written for");
        assertFalse(shop.run("status").out().contains("applied"), "nothing is applied");
        Outcome found = shop.run("validate").hasStatus(6);
        assertFalse(found.out().contains("agree"), found::toString);

        shop.run("migrate", "--format", "plain")
                .hasStatus(0)
                .wroteLines("Applying migrations", "1_a.down...ok", "1_a.up...ok");
        shop.file("2_b.down.sql", "select 1;").run("migrate").hasStatus(0);
    }

    @Test
    void whatRunsAsThatToolWouldRunItIsToldOnce() {
        Shop shop = new Shop(directory).file("V1__a.sql", "create table a (i int);");

        shop.run("migrate")
                .hasStatus(0)
                .wroteLines("Applying migrations", "V1__a...ok")
                .complained("warning: V1__a.sql looks as if it were written for Flyway; it runs as a plain file,"
                        + " which does the same here\n");
        shop.file("V2__b.sql", "select 1;").run("migrate").hasStatus(0).complained("");
    }

    @Test
    void theVariableAcceptsToo() {
        new Shop(directory)
                .with("MIGRI_FORMAT", "plain")
                .file("a.rollback.sql", "select 1;")
                .run("migrate")
                .hasStatus(0)
                .complained("");
    }

    @Test
    void anUnknownFormatIsRefused() {
        new Shop(directory)
                .run("migrate", "--format=goose")
                .hasStatus(2)
                .complainedOf("Invalid value for '--format': 'goose' is neither 'plain' nor 'auto'.");
    }
}
