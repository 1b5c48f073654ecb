package io.migri.behaviour;

import static io.migri.behaviour.Inspection.applied;
import static io.migri.behaviour.Inspection.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server of MariaDB that ends in the middle of a table with many partitions, each of which is a table to its engine. (MySQL makes or
 * renames all of them, or none.)
 */
class PartitionedTableIT {
    private static final int PARTITIONS = 300;
    private static final int SOME = 10;
    private static final String MANY = " (id int PRIMARY KEY) PARTITION BY HASH (id) PARTITIONS " + PARTITIONS;

    @TempDir
    private Path directory;

    @ForEachDatabase(Engine.MARIADB)
    void whatIsLeftOfATableThatWasNotFinishedIsNotInTheWayOfTheNextRun(Database database) throws Exception {
        Migrations migrations = Migrations.in(directory)
                .file("0001_parts", "CREATE TABLE `pa-rts`" + MANY + ";", "INSERT INTO `pa-rts` VALUES (1);");
        killServerOnce(migrations, database, "pa@002drts");
        assertEquals(0, count(database, "information_schema.tables WHERE table_name = 'pa-rts'"));
        assertNotEquals(0, partitions(database, "pa@002drts"), "the server leaves none by now");
        migrations.migrate(database);
        assertWhole(database, "pa-rts", "0001_parts");
    }

    @ForEachDatabase(Engine.MARIADB)
    void whatIsLeftOfATableThatWasToReplaceAnotherIsNotInTheWayEither(Database database) throws Exception {
        database.execute("CREATE TABLE parts (id int)");
        Migrations migrations = Migrations.in(directory)
                .file("0001_parts", "CREATE OR REPLACE TABLE parts" + MANY + ";", "INSERT INTO parts VALUES (1);");
        killServerOnce(migrations, database, "parts");
        migrations.migrate(database);
        assertWhole(database, "parts", "0001_parts");
    }

    @ForEachDatabase(Engine.MARIADB)
    void aTableOfWhichSomeHasTheNewNameIsAskedAbout(Database database) throws Exception {
        database.execute("CREATE TABLE parts" + MANY);
        Migrations migrations = Migrations.in(directory).file("0001_rename", "RENAME TABLE parts TO renamed;");
        killServerOnce(migrations, database, "renamed");
        assertNotEquals(0, partitions(database, "parts"), "all were renamed before the server was killed");
        MigriException question = assertThrows(MigriException.class, () -> migrations.migrate(database));
        assertEquals(ErrorCode.UNDECIDED, question.code(), question::toString);
        assertEquals(List.of(), applied(database));
    }

    private static void killServerOnce(Migrations migrations, Database database, String file) throws Exception {
        try (ChildProcess migri = migrations.launcher(database).start()) {
            long end = System.nanoTime() + Launcher.LIMIT.toNanos();
            while (partitions(database, file) < SOME) {
                assertTrue(System.nanoTime() < end, "the server makes no partitions");
            }
            database.server().kill9();
            migri.result(Launcher.LIMIT);
        } finally {
            database.server().restart();
        }
    }

    private static int partitions(Database database, String file) throws Exception {
        String dictionary = database.engine() == Engine.MARIADB ? "innodb_sys_tables" : "innodb_tables";
        return count(
                database,
                "information_schema." + dictionary + " WHERE name LIKE concat(database(), '/" + file + "#%')");
    }

    private static int count(Database database, String from) throws SQLException {
        return Integer.parseInt(rows(database, "SELECT count(*) FROM " + from).get(0));
    }

    private static void assertWhole(Database database, String table, String migration) throws Exception {
        assertEquals(List.of(migration), applied(database));
        assertEquals(List.of("1"), rows(database, "SELECT id FROM `" + table + "`"));
        assertEquals(
                PARTITIONS,
                count(
                        database,
                        "information_schema.partitions WHERE table_schema = database() AND table_name = '" + table
                                + "'"));
        assertEquals(0, count(database, "migri_journal"));
    }
}
