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
                .file("1_a.upgrade.sql", "create table a (i int);")
                .file("1_a.downgrade.sql", "drop table if exists a;");

        shop.run("migrate").hasStatus(6).wrote("").complained("""
            error: 1_a.downgrade.sql is written for a tool that undoes migrations, which executes it only to undo \
            1_a.upgrade.sql; a plain run would execute it like any other
              --> %s/m/1_a.downgrade.sql:1:1
               = help: nothing was touched; run them with that tool, or keep here only what is to be applied, \
            or take them as they are with --format=plain (MIGRI_FORMAT)
            """.formatted(directory));
        shop.run("migrate", "--dry-run").hasStatus(6).wrote("").complainedOf("1_a.downgrade.sql is written for");
        shop.run("migrate", "--output", "json").hasStatus(6).complainedOf("1_a.downgrade.sql is written for");
        assertFalse(shop.run("status").out().contains("applied"), "nothing is applied");
        Outcome found = shop.run("validate").hasStatus(6);
        assertFalse(found.out().contains("agree"), found::toString);

        shop.run("migrate", "--format", "plain")
                .hasStatus(0)
                .wroteLines("Applying migrations", "1_a.downgrade...ok", "1_a.upgrade...ok");
        shop.file("2_b.downgrade.sql", "select 1;").run("migrate").hasStatus(0);
    }

    @Test
    void whoseFilesAreRunIsTold() {
        Shop shop = new Shop(directory).file("V1__a.sql", "create table a (i int);");

        shop.run("migrate")
                .hasStatus(0)
                .wroteLines("Applying migrations", "V1__a...ok")
                .complained("note: these are files of flyway, and run as it would run them\n");
        shop.file("V2__b.sql", "select 1;")
                .run("status")
                .hasStatus(0)
                .complained("note: these are files of flyway, and run as it would run them\n1 applied, 1 pending\n");
        shop.run("migrate", "--format=plain").hasStatus(0).complained("");
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
                .run("migrate", "--format=a b")
                .hasStatus(2)
                .complainedOf(
                        "Invalid value for '--format': 'a b' is neither 'plain' nor 'auto' nor the name of a tool.");
        new Shop(directory)
                .file("1_a.sql", "select 1;")
                .run("migrate", "--format=none")
                .hasStatus(1)
                .complainedOf("Migri knows no form of migrations called \"none\"");
    }
}
