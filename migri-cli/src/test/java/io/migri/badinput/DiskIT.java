package io.migri.badinput;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** No room left. */
class DiskIT {
    private static final String MANY_ROWS = """
            INSERT INTO good WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
              SELECT i FROM n;
            """;

    @TempDir
    Path workingDirectory;

    @BeforeEach
    void makeADirectoryThatIsFine() throws Exception {
        Migrations.withGood(workingDirectory);
    }

    @ForEachDatabase(Engine.SQLITE)
    void aDatabaseThatMayNotGrow(Database database) throws Exception {
        full(database, "PRAGMA max_page_count = 30;\n" + MANY_ROWS, List.of())
                .exits(3)
                .says(
                        "error[SQLITE_FULL]: database or disk is full",
                        "--> migrations/0002_full.sql:2:1   (statement 2 of 2, ",
                        "= rolled back: 0002_full (database unchanged); 0001_good stays applied",
                        "= help: make room");
        Contents.of(database).haveApplied("0001_good").answer("SELECT count(*) FROM good", "0");
    }

    /** The limit of the process for the size of files stands in for that of a disk, which takes root to make small. */
    @ForEachDatabase(Engine.SQLITE)
    void aFileThatMayNotGrow(Database database) throws Exception {
        List<String> limited = List.of("sh", "-c", "ulimit -f 300; exec \"$@\"", "sh");
        full(database, MANY_ROWS, limited)
                .exits(3)
                .says(
                        "error[SQLITE_",
                        "--> ",
                        "0002_full",
                        "= rolled back: 0002_full (database unchanged); 0001_good stays applied",
                        "= help: make room");
        Contents.of(database).haveApplied("0001_good").answer("SELECT count(*) FROM good", "0");
    }

    /** A device that is always full, which the server meets as it would a disk. */
    @ForEachDatabase(Engine.POSTGRESQL)
    void aServerWithoutRoom(Database database) throws Exception {
        full(database, "INSERT INTO good VALUES (1);\nCOPY good TO '/dev/full';\n", List.of())
                .exits(3)
                .says(
                        "error[53100]: ",
                        "No space left on device",
                        "--> migrations/0002_full.sql:2:1   (statement 2 of 2, ",
                        "= rolled back: 0002_full (database unchanged); 0001_good stays applied",
                        "= help: make room");
        Contents.of(database).haveApplied("0001_good").answer("SELECT count(*) FROM good", "0");
    }

    /** The error is the one of a disk without room; a small table in memory brings it about. */
    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void aTableWithoutRoom(Database database) throws Exception {
        Migrations.in(workingDirectory).file("0001_good.sql", """
                        SET max_heap_table_size = 16384;
                        CREATE TABLE good (id int);
                        CREATE TABLE small (id int) ENGINE = MEMORY;
                        INSERT INTO small VALUES (1), (2), (3), (4), (5), (6), (7), (8);
                        """);
        String double8 = "INSERT INTO small SELECT a.id FROM small a, small b, small c, small d, small e;\n";
        full(database, "INSERT INTO good VALUES (1);\n" + double8, List.of())
                .says(
                        "error[1114]: The table 'small' is full",
                        "--> migrations/0002_full.sql:2:",
                        "0001_good stays applied",
                        "= help: make room");
        Contents.of(database).haveApplied("0001_good").answer("SELECT count(*) FROM good", "0");
    }

    private Outcome full(Database database, String script, List<String> program) throws Exception {
        return Migrations.in(workingDirectory)
                .file("0002_full.sql", script)
                .migrate(database)
                .through(program)
                .run()
                .isForPeople();
    }
}
