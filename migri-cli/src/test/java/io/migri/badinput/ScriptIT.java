package io.migri.badinput;

import static org.junit.jupiter.api.Assertions.assertAll;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Scripts that cannot be taken apart: nothing is applied, not even the fine files before them. */
class ScriptIT {
    private static final String HEAD = "-- Zoë\nCREATE TABLE a (id int);\n\t";

    @TempDir
    Path workingDirectory;

    @ForEachDatabase(Engine.POSTGRESQL)
    void whatIsNeverClosedOnPostgresql(Database database) throws Exception {
        check(
                database,
                broken("INSERT INTO a VALUES ('it''s);\n", "3:24", "quote is not closed"),
                broken("INSERT INTO a VALUES (E'it\\'s);\n", "3:25", "quote is not closed"),
                broken("SELECT \"a FROM a;\n", "3:9", "double quote is not closed"),
                broken("/* /* */ SELECT 1;\n", "3:2", "comment", "closed"),
                broken("SELECT 1 /* x ;\n", "3:11", "comment", "closed"),
                broken("DO $do$ BEGIN END $od$;\n", "3:5", "$do$ has no second one"),
                broken("COPY a FROM stdin;\n1\n2\n", "3:2", "COPY", "\\."));
    }

    @ForEachDatabase(Engine.MYSQL)
    void whatIsNeverClosedOnMysql(Database database) throws Exception {
        check(
                database,
                broken("INSERT INTO a VALUES ('it\\'s);\n", "3:24", "'", "closed"),
                broken("INSERT INTO a VALUES (\"it);\n", "3:24", "\"", "closed"),
                broken("SELECT `a FROM a;\n", "3:9", "`", "closed"),
                broken("SELECT 1 /* x ;\n", "3:11", "comment", "closed"),
                broken("/*! SELECT 1;\n", "3:2", "comment", "closed"),
                broken("CREATE PROCEDURE p() BEGIN SELECT 1; IF 1 THEN SELECT 2; END;\n", "3:23", "block", "END"));
    }

    @ForEachDatabase(Engine.SQLITE)
    void whatIsNeverClosedOnSqlite(Database database) throws Exception {
        check(
                database,
                broken("INSERT INTO a VALUES ('it''s);\n", "3:24", "'", "closed"),
                broken("SELECT \"a FROM a;\n", "3:9", "\"", "closed"),
                broken("SELECT `a FROM a;\n", "3:9", "`", "closed"),
                broken("SELECT [a FROM a;\n", "3:9", "[", "closed"),
                broken("SELECT 1 /* x ;\n", "3:11", "comment", "closed"),
                broken("CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1;\n", "3:2", "trigger", "END"));
    }

    @ForEachDatabase(Engine.MARIADB)
    void aDelimiterThatIsLeftDangling(Database database) throws Exception {
        check(
                database,
                broken(
                        "\nDELIMITER //\nCREATE PROCEDURE p() BEGIN SELECT 1; END;\nDELIMITER ;\n",
                        "4:1",
                        "statement on line 5",
                        "//"),
                broken("\nDELIMITER $$\nCREATE PROCEDURE p() SELECT 1;\n", "4:1", "statement on line 5", "$$"),
                broken("\nDELIMITER\nSELECT 1;\n", "4:1", "DELIMITER"));
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void commandsOfPsql(Database database) throws Exception {
        check(
                database,
                broken("\\i other.sql\n", "3:2", "\\i", "psql"),
                broken("\\connect other\n", "3:2", "\\connect", "psql"),
                broken("\\copy a FROM 'a.csv'\n", "3:2", "\\copy", "psql"),
                broken("\\set x 1\n", "3:2", "\\set", "psql"),
                broken("SELECT 1 \\gexec\n", "3:11", "\\gexec", "psql"));
    }

    @ForEachDatabase(Engine.MYSQL)
    void commandsOfTheMysqlClient(Database database) throws Exception {
        check(
                database,
                broken("\nsource other.sql\n", "4:1", "source", "mysql"),
                broken("\n\\. other.sql\n", "4:1", "\\.", "mysql"),
                broken("\nsystem ls\n", "4:1", "system", "mysql"));
    }

    @ForEachDatabase(Engine.SQLITE)
    void commandsOfSqlite3(Database database) throws Exception {
        check(
                database,
                broken("\n.read other.sql\n", "4:1", ".read", "sqlite3"),
                broken("\n.mode csv\n", "4:1", ".mode", "sqlite3"));
    }

    @ForEachDatabase(Engine.MYSQL)
    void whatOnlyMariadbTakes(Database database) throws Exception {
        check(
                database,
                broken("CREATE SEQUENCE s;\n", "3:2", "CREATE SEQUENCE is a statement of MariaDB 10.3", "is mysql 9."),
                broken("INSERT INTO a VALUES (1) RETURNING id;\n", "3:2", "INSERT … RETURNING", "MariaDB 10.5"));
    }

    @ForEachDatabase(Engine.MARIADB)
    void whatOnlyMysqlTakes(Database database) throws Exception {
        check(database, broken("ALTER TABLE a DROP CHECK c;\n", "3:2", "DROP CHECK", "MySQL 8.0.16", "is mariadb 11."));
    }

    private void check(Database database, Broken... scripts) throws Exception {
        assertAll(List.of(scripts).stream().map(script -> () -> check(database, script)));
        Contents.of(database).areNone();
    }

    private void check(Database database, Broken script) throws IOException, InterruptedException {
        Migrations.withGood(workingDirectory)
                .file("0002_bad.sql", HEAD + script.text)
                .file("0003_fine.sql", "SELECT 1;")
                .migrate(database)
                .run()
                .exits(6)
                .isForPeople()
                .says(script.words.toArray(new String[0]))
                .says("--> migrations/0002_bad.sql:" + script.place + "\n", "^", "help: nothing was applied")
                .prints("");
    }

    private static Broken broken(String text, String place, String... words) {
        return new Broken(text, place, List.of(words));
    }

    /**
     * What comes after the head, and what is said about it.
     *
     * @param place line and column, the head's two lines and its tab included
     */
    private record Broken(String text, String place, List<String> words) {}
}
