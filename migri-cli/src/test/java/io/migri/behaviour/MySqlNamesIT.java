package io.migri.behaviour;

import static io.migri.behaviour.Inspection.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.History;
import io.migri.Migri;
import io.migri.api.MigriException;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Whoever may create in the database does not get his code executed by the one who migrates: names mean what Migri means. */
class MySqlNamesIT {
    /** What Migri's own statements call. */
    private static final List<String> FUNCTIONS = List.of(
            "bin",
            "cast",
            "char_length",
            "coalesce",
            "concat",
            "concat_ws",
            "connection_id",
            "convert",
            "count",
            "current_role",
            "current_user",
            "database",
            "export_set",
            "floor",
            "get_lock",
            "greatest",
            "group_concat",
            "hex",
            "if",
            "ifnull",
            "instr",
            "is_free_lock",
            "is_used_lock",
            "json_extract",
            "json_unquote",
            "last_insert_id",
            "length",
            "lower",
            "make_set",
            "max",
            "md5",
            "min",
            "nullif",
            "now",
            "quote",
            "release_lock",
            "release_all_locks",
            "replace",
            "row_count",
            "schema",
            "sha2",
            "sleep",
            "substring",
            "substring_index",
            "sum",
            "timestampdiff",
            "trim",
            "upper",
            "utc_timestamp",
            "uuid",
            "version");

    /** Tables of the server that Migri reads. */
    private static final List<String> TABLES = List.of(
            "columns",
            "dual",
            "engines",
            "events",
            "innodb_locks",
            "innodb_lock_waits",
            "innodb_tables",
            "innodb_trx",
            "metadata_locks",
            "partitions",
            "processlist",
            "routines",
            "schemata",
            "servers",
            "session_variables",
            "statistics",
            "tables",
            "threads",
            "triggers",
            "user",
            "views");

    @TempDir
    private Path directory;

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void noCommandExecutesWhatSomebodyElseNamedLikeTheServers(Database database) throws Exception {
        traps(database);
        Migrations migrations = Migrations.in(directory)
                .file("0001_a", "CREATE TABLE a (id int);", "INSERT INTO a VALUES (1);", "ALTER TABLE a ADD n int;")
                .file(
                        "0002_b",
                        "SET sql_mode = 'IGNORE_SPACE,ANSI';",
                        "CREATE TABLE b (id int);",
                        "INSERT INTO b VALUES (1);",
                        "INSERT INTO missing VALUES (1);");
        Migri migri = migrations.on(database).report(true).build();
        migri.examine();
        assertThrows(MigriException.class, migri::dryRun);
        migrations.fail(database);
        look(migri);
        migrations.file(
                "0002_b",
                "SET sql_mode = 'IGNORE_SPACE,ANSI';",
                "CREATE TABLE b (id int);",
                "INSERT INTO b VALUES (1);",
                "ALTER TABLE b MODIFY id bigint;",
                "DELETE FROM b;");
        migri.dryRun();
        migri.migrate();
        look(migri);
        migrations.file("0003_c", "CREATE TABLE c (id int);");
        History history = migri.history();
        history.mark(List.of("0003_c"));
        history.unmark(List.of("0003_c"));
        history.baseline("0003_c");
        assertTrue(history.show("0001_a").length > 0);
        assertEquals(List.of(), rows(database, "SELECT name FROM trapped"));
        assertEquals(3, Inspection.applied(database).size());
    }

    private static void look(Migri migri) {
        migri.examine();
        migri.lockHolder();
        migri.history().status();
        migri.history().validate();
    }

    /** Each would note that it was executed. */
    private static void traps(Database database) throws SQLException {
        database.execute("SET GLOBAL log_bin_trust_function_creators = 1", "CREATE TABLE trapped (name text)");
        for (String name : FUNCTIONS) {
            database.execute("CREATE FUNCTION `" + name + "`(a text) RETURNS text BEGIN INSERT INTO trapped VALUES ('"
                    + name + "'); RETURN a; END");
        }
        database.execute(
                "CREATE FUNCTION trap(a text) RETURNS text BEGIN INSERT INTO trapped VALUES (a); RETURN a; END");
        for (String name : TABLES) {
            database.execute("CREATE VIEW `" + name + "` AS SELECT trap('" + name + "') AS name");
        }
    }
}
