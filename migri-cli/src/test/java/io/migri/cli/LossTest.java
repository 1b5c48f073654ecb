package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a report says of data that is gone afterwards. */
class LossTest {
    @TempDir
    private Path directory;

    private Shop shop;

    @BeforeEach
    void fillATable() {
        shop = new Shop(directory).file("1.sql", """
            create table a (i integer primary key, v int);
            insert into a values (1, 1), (2, 2), (3, 3);
            create table empty (i int);
            """);
        shop.run("migrate").hasStatus(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drop table a | removes `a` (",
                "delete from a | removes all rows of `a` (",
                "update a set v = 0 | overwrites every row of `a` (",
                "alter table a drop column v | drops the column `v` of `a` (",
                "alter table a drop v | drops the column `v` of `a` (",
                "with x as (select 1) delete from a | removes all rows of `a` (",
                "with x as (select 1) update a set v = 0 | overwrites every row of `a` (",
                "delete from a where 1 | deletes every row of `a` (",
            })
    void whatIsGoneIsADangerWithTheRows(String statement, String message) {
        shop.file("2.sql", statement + ";");

        Outcome outcome = shop.run("migrate", "--dry-run", "--fail-on", "loss", "--report")
                .hasStatus(8);
        outcome.complainedOf("the dry run found what --fail-on loss refuses\n   = 2 line 1 " + message);
        assertTrue(outcome.err().contains("3 rows"), outcome::toString);
        boolean rewrites = statement.contains("drop v") || statement.contains("drop column");
        shop.run("migrate", "--dry-run", "--fail-on", "blocking").hasStatus(rewrites ? 8 : 0);
        shop.run("migrate", "--dry-run", "--fail-on", "blocking,loss").hasStatus(8);
        String json = shop.run("migrate", "--dry-run", "--output", "json")
                .hasStatus(0)
                .out();
        assertTrue(json.contains("\"severity\":\"loss\""), json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create table b (i int, v int); insert into b select i, v from a where i < 3; drop table a; alter table b rename to a"
                        + " | keeps 2 of 3 rows of `a`",
                "create table b (i int); insert into b select i from a; drop table a; alter table b rename to a"
                        + " | drops the column `v` of `a`",
                "alter table a rename to b; create table a (i int); insert into a select i from b; drop table b"
                        + " | drops the column `v` of `a`",
                "alter table a rename to b; create table a (i int, v int); insert into a select * from b where i > 1; drop table b"
                        + " | keeps 2 of 3 rows of `a`",
            })
    void aRebuildThatKeepsLessIsADanger(String statements, String message) {
        shop.file("2.sql", statements + ";");
        shop.run("migrate", "--dry-run", "--fail-on", "loss").hasStatus(8).complainedOf(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table empty",
                "alter table a rename to b; create table a (i int, v text); insert into a select * from b; drop table b",
                "alter table a rename to b; create table a (i int, v text); insert into a select * from b where i > 1;"
                        + " insert into a select * from b where i <= 1; drop table b",
                "create table b (i int, w text); insert into b select * from a; drop table a; alter table b rename to a",
                "delete from empty",
                "delete from a where i = 1",
                "update a set v = 0 where i = 1",
                "update a set v = 0 where 1 = 0",
                "create table b (i int); insert into b values (1); drop table b",
                "create table b (i integer primary key, v text); insert into b select i, v from a; drop table a; alter"
                        + " table b rename to a",
            })
    void whatIsNotGoneIsNone(String statements) {
        shop.file("2.sql", statements + ";");

        shop.run("migrate", "--dry-run", "--fail-on", "loss").hasStatus(0);
        String json = shop.run("migrate", "--dry-run", "--output", "json").out();
        assertFalse(json.contains("\"severity\":\"loss\""), json);
    }

    @Test
    void aListMayHoldNothingElse() {
        shop.run("migrate", "--dry-run", "--fail-on", "loss,all")
                .hasStatus(2)
                .complainedOf("'all' is none of 'loss', 'blocking', 'rewrite' and 'never'.");
    }
}
