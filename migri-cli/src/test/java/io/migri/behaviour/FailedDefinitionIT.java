package io.migri.behaviour;

import static io.migri.behaviour.Inspection.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migri.api.DatabaseState;
import io.migri.api.Decision;
import io.migri.api.ErrorCode;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigriException;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** A definition that fails does all of its work or none on MySQL, and on MariaDB perhaps a part. */
class FailedDefinitionIT {
    private static final List<String> OBJECTS = List.of(
            "CREATE OR REPLACE VIEW v AS SELECT 1 AS one",
            "CREATE TABLE IF NOT EXISTS a (id int PRIMARY KEY)",
            "CREATE TABLE IF NOT EXISTS b (id int)",
            "CREATE TABLE IF NOT EXISTS parent (id int PRIMARY KEY)",
            "CREATE TABLE IF NOT EXISTS child (id int, FOREIGN KEY (id) REFERENCES parent (id))");

    private static final List<String> FAILING = List.of(
            "DROP TABLE b, missing",
            "DROP TABLE IF EXISTS b, parent",
            "DROP VIEW v, missing",
            "RENAME TABLE b TO c, missing TO d",
            "ALTER TABLE a ADD COLUMN x int, ADD COLUMN id int",
            "CREATE TABLE c (id int, id int)",
            "CREATE TABLE c AS SELECT * FROM missing",
            "CREATE TABLE c (id int NOT NULL) SELECT CAST(NULL AS SIGNED) AS id",
            "CREATE OR REPLACE VIEW v AS SELECT * FROM missing",
            "CREATE UNIQUE INDEX i ON b (missing)",
            "CREATE USER 'migri_f1'@'localhost', 'migri_f0'@'localhost'",
            "DROP USER 'migri_f0'@'localhost', 'migri_f2'@'localhost'",
            "RENAME USER 'migri_f0'@'localhost' TO 'migri_f3'@'localhost', 'migri_f2'@'localhost' TO 'migri_f4'@'localhost'",
            "REVOKE SELECT ON a FROM 'migri_f0'@'localhost', 'migri_f2'@'localhost'");

    private static final List<String> ON_MARIADB = List.of(
            "CREATE OR REPLACE TABLE b (id int, id int)",
            "CREATE OR REPLACE TABLE b AS SELECT * FROM missing",
            "CREATE OR REPLACE TABLE b (id int, FOREIGN KEY (id) REFERENCES missing (id))",
            "CREATE OR REPLACE TABLE b (x int NOT NULL) SELECT NULL AS x",
            "CREATE OR REPLACE TABLE b LIKE v",
            "CREATE OR REPLACE SEQUENCE b MINVALUE 5 MAXVALUE 1",
            "SET STATEMENT lock_wait_timeout = 5 FOR DROP TABLE b, missing");

    @TempDir
    private Path directory;

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void nothingIsChangedWhereThatIsSaid(Database database) throws Exception {
        List<String> statements = new ArrayList<>(FAILING);
        if (database.engine() == Engine.MARIADB) {
            statements.addAll(ON_MARIADB);
        }
        Migrations.withKeep(directory).migrate(database);
        for (String statement : statements) {
            accounts(database, true);
            database.execute(OBJECTS.toArray(String[]::new));
            database.execute("GRANT SELECT ON a TO 'migri_f0'@'localhost'");
            List<String> before = content(database);
            MigrationFailedException failure = assertThrows(
                    MigrationFailedException.class,
                    () -> Migrations.withKeep(directory)
                            .file("0002", statement + ";")
                            .migrate(database),
                    statement);
            if (failure.state() == DatabaseState.UNCHANGED) {
                assertEquals(before, content(database), statement);
            }
            forget(database);
        }
        accounts(database, false);
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void whatWasDoneInPartIsAskedAbout(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory).file("0002", "DROP TABLE a, missing;");
        database.execute("CREATE TABLE a (id int)");
        boolean partly = database.engine() == Engine.MARIADB;
        MigrationFailedException failure = migrations.fail(database);
        assertEquals(partly ? DatabaseState.PARTLY_CHANGED : DatabaseState.UNCHANGED, failure.state());
        migrations.file("0002", "DROP TABLE a;");
        if (partly) {
            MigriException question = assertThrows(MigriException.class, () -> migrations.migrate(database));
            assertEquals(ErrorCode.UNDECIDED, question.code(), question::toString);
            migrations.on(database).build().resume(Decision.SKIP_STATEMENT);
        } else {
            migrations.migrate(database);
        }
        assertEquals(List.of("0001_keep", "0002"), Inspection.applied(database));
        assertEquals(
                List.of(),
                rows(
                        database,
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'a'"));
    }

    private static void forget(Database database) throws Exception {
        if (!rows(
                        database,
                        "SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'migri_journal'")
                .isEmpty()) {
            database.execute("DELETE FROM migri_journal");
        }
    }

    private static void accounts(Database database, boolean made) throws Exception {
        for (int i = 0; i < 5; i++) {
            database.execute("DROP USER IF EXISTS 'migri_f" + i + "'@'localhost'");
        }
        if (made) {
            database.execute("CREATE USER 'migri_f0'@'localhost'");
        }
    }

    private static List<String> content(Database database) throws Exception {
        List<String> found = new ArrayList<>();
        try (Connection connection = database.connect()) {
            for (String query : List.of(
                    "SELECT table_name, column_name, column_type FROM information_schema.columns WHERE table_schema ="
                            + " DATABASE() AND table_name <> 'migri_journal' ORDER BY 1, 2",
                    "SELECT user FROM mysql.user WHERE user LIKE 'migri\\_f%' ORDER BY 1",
                    "SELECT user, table_name FROM mysql.tables_priv WHERE user LIKE 'migri\\_f%' ORDER BY 1, 2")) {
                found.addAll(rows(connection, query));
            }
        }
        return found;
    }
}
