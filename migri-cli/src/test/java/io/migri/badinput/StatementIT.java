package io.migri.badinput;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Statements that the database refuses: the message tells their place in the file, to the character. */
class StatementIT {
    @TempDir
    Path workingDirectory;

    @ForEachDatabase
    void aSyntaxErrorBehindTabsAndCharactersOfManyBytes(Database database) throws Exception {
        Migrations.withGood(workingDirectory)
                .file(
                        "0002_bad.sql",
                        "-- Zoë 🥳\nINSERT INTO good VALUES (1);\n\n\tSELECT 'ü🥳', FROM good;\nSELECT 1;\n")
                .file("0003_later.sql", "SELECT 1;")
                .migrate(database)
                .run()
                .exits(3)
                .isForPeople()
                .says(
                        "error[",
                        "FROM",
                        "--> migrations/0002_bad.sql:4:15   (statement 2 of 3, " + product(database) + " ",
                        "\n 4 |     SELECT 'ü🥳', FROM good;\n",
                        "= rolled back: 0002_bad (database unchanged); 0001_good stays applied\n",
                        "= help: fix the file and run `migri migrate` again\n")
                .says("   |                   ^^^^\n");
        Contents.of(database).haveApplied("0001_good").haveTables("good").answer("SELECT id FROM good");
    }

    @ForEachDatabase
    void anErrorOnALaterLineOfAStatement(Database database) throws Exception {
        refused(database, "INSERT INTO good\n-- ü\nVALUES (1), -- WHERE\n\t(2) WHERE;\n", "4:6")
                .pointsAt("WHERE");
    }

    @ForEachDatabase
    void aNameThatDoesNotExist(Database database) throws Exception {
        refused(database, "INSERT INTO good VALUES (1);\nINSERT INTO good SELECT 'ü', idd FROM good;\n", "2:30")
                .says("idd")
                .pointsAt("idd");
    }

    @ForEachDatabase
    void aTableThatDoesNotExist(Database database) throws Exception {
        refused(database, "/* 🥳 */ DELETE FROM gone WHERE 'ü' = 'ü';\n", "1:21")
                .says("gone")
                .pointsAt("gone");
    }

    @ForEachDatabase
    void aPlaceFarDownInALargeFile(Database database) throws Exception {
        refused(database, "INSERT INTO good VALUES (1);\n".repeat(5000) + "SELECT 'ü', FROM good;\n", "5001:13")
                .says("statement 5001 of 5001");
    }

    /** Where the database tells no place, the statement's beginning is shown, not a word within it. */
    @ForEachDatabase
    void anErrorWithoutAPlace(Database database) throws Exception {
        refused(
                        database,
                        "INSERT INTO good VALUES (1);\n\n  INSERT INTO keyed VALUES (7), -- 7\n (7);\n",
                        "3:3",
                        "CREATE TABLE keyed (id int PRIMARY KEY);")
                .pointsAt("INSERT");
    }

    @ForEachDatabase
    void anErrorWithinATrigger(Database database) throws Exception {
        String trigger =
                switch (database.engine()) {
                    case POSTGRESQL -> """
                            CREATE FUNCTION check_good() RETURNS trigger LANGUAGE plpgsql AS $$
                            BEGIN
                              DELETE FROM gone WHERE good = 1;
                              RETURN NEW;
                            END $$;
                            CREATE TRIGGER t BEFORE INSERT ON good FOR EACH ROW EXECUTE FUNCTION check_good();
                            """;
                    case MYSQL, MARIADB -> "CREATE TRIGGER t BEFORE INSERT ON good FOR EACH ROW DELETE FROM gone;";
                    case SQLITE -> "CREATE TRIGGER t BEFORE INSERT ON good BEGIN DELETE FROM gone; END;";
                };
        refused(database, "SELECT 1;\n  INSERT INTO good VALUES (1);\n", "2:3", trigger)
                .says("gone", "statement 2 of 2")
                .pointsAt("INSERT");
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void anErrorWithinAFunction(Database database) throws Exception {
        refused(database, """
                        CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$
                        BEGIN
                          RETURN no_such_function(1);
                        END $$;
                          SELECT 'no_such_function', f();
                        """, "5:3")
                .says("no_such_function(integer) does not exist", "statement 2 of 2", "PL/pgSQL function f() line 3")
                .pointsAt("SELECT");
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void anErrorThatAFunctionRaises(Database database) throws Exception {
        refused(
                        database,
                        "DO $$ BEGIN RAISE 'no more animals' USING DETAIL = 'The zoo is full.', HINT = 'Build.'; END $$;\n",
                        "1:1")
                .says("error[P0001]: no more animals", "detail: The zoo is full.", "hint: Build.");
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.SQLITE})
    void anErrorAtTheCommit(Database database) throws Exception {
        String rows = "INSERT INTO child VALUES (1);\nSELECT 1;\n";
        String tables = """
                CREATE TABLE parent (id int PRIMARY KEY);
                CREATE TABLE child (parent int REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED);
                """;
        Migrations.withGood(workingDirectory)
                .file("0002_tables.sql", tables)
                .file("0003_bad.sql", "PRAGMA foreign_keys = on;\n".repeat(sqlite(database) ? 1 : 0) + rows)
                .migrate(database)
                .run()
                .exits(3)
                .isForPeople()
                .says(
                        "at commit: ",
                        sqlite(database) ? "FOREIGN KEY constraint failed" : "violates foreign key constraint",
                        "0003_bad.sql   (",
                        "= rolled back: 0003_bad (database unchanged); 0001_good to 0002_tables stay applied (2)")
                .doesNotSay("^");
        Contents.of(database).haveApplied("0001_good", "0002_tables").answer("SELECT * FROM child");
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void anErrorInTheDataOfACopy(Database database) throws Exception {
        refused(database, "SELECT 1;\nCOPY good (id) FROM stdin;\n1\n2\nthree\n4\n\\.\n", "2:1")
                .says(
                        "error[22P02]: invalid input syntax for type integer: \"three\"",
                        "COPY good, line 3, column id: \"three\"",
                        "statement 2 of 2",
                        "rolled back");
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void whatNoTransactionHoldsStaysAndIsSaid(Database database) throws Exception {
        Migrations.withGood(workingDirectory)
                .file("0002_bad.sql", "CREATE TABLE a (id int);\nINSERT INTO a VALUES (1);\nSELEC 1;\n")
                .migrate(database)
                .run()
                .exits(4)
                .isForPeople()
                .says(
                        "error[1064]: ",
                        "near 'SELEC 1' at line 1\n",
                        "--> migrations/0002_bad.sql:3:1   (statement 3 of 3, ",
                        "= partly applied: 0002_bad (statement 1 stays, those after were rolled back)",
                        "0001_good stays applied",
                        "= help: fix the file from statement 2 on and run `migri migrate` again");
        Contents.of(database).haveApplied("0001_good").haveTables("a", "good").answer("SELECT id FROM a");
    }

    private Outcome refused(Database database, String script, String place, String... before) throws Exception {
        Outcome outcome = Migrations.withGood(workingDirectory)
                .file("0002_before.sql", before.length == 0 ? "SELECT 1;" : before[0])
                .file("0003_bad.sql", script)
                .migrate(database)
                .run()
                .exits(3)
                .isForPeople()
                .says(
                        "--> migrations/0003_bad.sql:" + place + "   (statement ",
                        "= rolled back: 0003_bad (database unchanged)",
                        "= help: fix the file");
        Contents.of(database).haveApplied("0001_good", "0002_before").answer("SELECT id FROM good");
        return outcome;
    }

    private static boolean sqlite(Database database) {
        return database.engine() == Engine.SQLITE;
    }

    private static String product(Database database) {
        return switch (database.engine()) {
            case POSTGRESQL -> "postgresql";
            case MYSQL -> "mysql";
            case MARIADB -> "mariadb";
            case SQLITE -> "sqlite";
        };
    }
}
