package io.migri.badinput;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A history that cannot be read or written: nothing is applied, and what stands in its place is left alone. */
class HistoryIT {
    @TempDir
    Path workingDirectory;

    @BeforeEach
    void makeADirectoryThatIsFine() throws Exception {
        Migrations.withGood(workingDirectory);
    }

    @ForEachDatabase
    void aTableOfAnotherToolByTheSameName(Database database) throws Exception {
        database.execute(
                "CREATE TABLE applied_migration (version int, who varchar(9))",
                "INSERT INTO applied_migration VALUES (7, 'flyway')");
        migrate(database)
                .exits(1)
                .says("applied_migration", "version, who", "date_applied", "name", "help: rename")
                .prints("");
        Contents.of(database).haveTables().answer("SELECT who FROM applied_migration", "flyway");
    }

    @ForEachDatabase
    void aTableOfAnotherToolThatHasANameToo(Database database) throws Exception {
        database.execute("CREATE TABLE applied_migration (id int, name varchar(9))");
        migrate(database)
                .exits(1)
                .says("applied_migration", "id, name", "help: rename")
                .prints("");
        Contents.of(database).haveTables();
    }

    @ForEachDatabase(Engine.SQLITE)
    void aViewOfThatName(Database database) throws Exception {
        makeView(database);
        migrate(database)
                .exits(1)
                .says("applied_migration", "found a view, expected a table", "help: rename")
                .prints("");
        Contents.of(database).areNone();
    }

    /** Only when the row is to be written does it show that this cannot be done. */
    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void aViewThatTakesNoRows(Database database) throws Exception {
        database.execute("CREATE TABLE good (id int)");
        makeView(database);
        Migrations.in(workingDirectory).file("0001_good.sql", "INSERT INTO good VALUES (1);\n");
        if (database.engine() == Engine.MYSQL || database.engine() == Engine.MARIADB) {
            migrate(database)
                    .exits(1)
                    .says("applied_migration is a view", "help: drop the view")
                    .prints("");
            Contents.of(database).haveTables("good").answer("SELECT id FROM good");
            return;
        }
        migrate(database)
                .exits(3)
                .says(
                        "the migration cannot be recorded: ",
                        "applied_migration",
                        "0001_good.sql   (",
                        "= rolled back: 0001_good (database unchanged)",
                        "= help: look at the table applied_migration");
        Contents.of(database).haveTables("good").answer("SELECT id FROM good");
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void noPrivilegeToCreateIt(Database database) throws Exception {
        try (Account account = Account.create(database)) {
            account.grant(database.engine() == Engine.POSTGRESQL ? "USAGE" : "SELECT, INSERT");
            migrate(account.view())
                    .exits(1)
                    .says(
                            "the history table applied_migration cannot be created: ",
                            "denied",
                            "help: grant " + account.name() + " the privilege")
                    .prints("");
        }
        Contents.of(database).areNone();
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void noPrivilegeToReadIt(Database database) throws Exception {
        migrate(database).exits(0);
        try (Account account = Account.create(database)) {
            account.grant(database.engine() == Engine.POSTGRESQL ? "USAGE, CREATE" : "CREATE");
            migrate(account.view())
                    .exits(1)
                    .says(
                            "the history table applied_migration cannot be read: ",
                            "denied",
                            "help: grant " + account.name() + " the privilege")
                    .prints("");
        }
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void noPrivilegeToWriteIt(Database database) throws Exception {
        migrate(database).exits(0);
        database.execute("INSERT INTO good VALUES (1)");
        Migrations.in(workingDirectory).file("0002_more.sql", "INSERT INTO good VALUES (2);");
        boolean postgresql = database.engine() == Engine.POSTGRESQL;
        try (Account account = Account.create(database)) {
            String prefix = postgresql ? "" : database.name() + ".";
            account.grant("SELECT", prefix + "applied_migration").grant("SELECT, INSERT", prefix + "good");
            if (!postgresql) {
                account.grant("SELECT", prefix + "migri_journal");
            }
            migrate(account.view())
                    .exits(3)
                    .says(
                            "the migration cannot be recorded: ",
                            "denied",
                            "0002_more.sql   (",
                            "= rolled back: 0002_more (database unchanged)",
                            "help: grant " + account.name() + " the privilege");
        }
        Contents.of(database).haveApplied("0001_good").answer("SELECT id FROM good", "1");
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void noPrivilegeToReadTheJournal(Database database) throws Exception {
        migrate(database).exits(0);
        Migrations.in(workingDirectory).file("0002_more.sql", "INSERT INTO good VALUES (2);");
        try (Account account = Account.create(database)) {
            account.grant("SELECT, INSERT", database.name() + ".applied_migration")
                    .grant("SELECT, INSERT", database.name() + ".good");
            migrate(account.view())
                    .exits(1)
                    .says("migri_journal", "help: have an administrator execute: GRANT SELECT, INSERT");
        }
        Contents.of(database).haveApplied("0001_good").answer("SELECT id FROM good");
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void aDatabaseThatIsReadOnly(Database database) throws Exception {
        database.execute("ALTER DATABASE " + database.name() + " SET default_transaction_read_only = on");
        migrate(database)
                .exits(1)
                .says("error[25006]: ", "read-only transaction", "hint: ", "SET default_transaction_read_only = off")
                .prints("");
        Contents.of(database).areNone();
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void aServerThatIsReadOnly(Database database) throws Exception {
        try (Account account = Account.create(database).grant("ALL")) {
            database.execute("SET GLOBAL read_only = 1");
            migrate(account.view())
                    .exits(1)
                    .says("error[1290]: ", "read", "help: connect to a server that takes writes")
                    .prints("");
        } finally {
            database.execute("SET GLOBAL read_only = 0");
        }
        Contents.of(database).areNone();
    }

    @ForEachDatabase(Engine.SQLITE)
    void aFileThatIsReadOnly(Database database) throws Exception {
        migrate(database).exits(0);
        Migrations.in(workingDirectory).file("0002_more.sql", "INSERT INTO good VALUES (2);");
        Files.setPosixFilePermissions(Path.of(database.name()), PosixFilePermissions.fromString("r--r--r--"));
        migrateLikeAnybody(database)
                .exits(3)
                .says(
                        "error[SQLITE_READONLY]: attempt to write a readonly database",
                        "= rolled back: 0002_more (database unchanged)",
                        "help: give this user the right to write to the file and to its directory");
        Contents.of(database).haveApplied("0001_good").answer("SELECT id FROM good");
    }

    @ForEachDatabase(Engine.SQLITE)
    void aFileThatCannotBeReadAtAll(Database database) throws Exception {
        migrate(database).exits(0);
        Files.setPosixFilePermissions(Path.of(database.name()), PosixFilePermissions.fromString("---------"));
        migrateLikeAnybody(database)
                .exits(1)
                .says("cannot connect to " + database.name() + ": ", "cannot be opened; check its permissions")
                .prints("");
    }

    @ForEachDatabase(Engine.SQLITE)
    void aDirectoryThatIsReadOnly(Database database) throws Exception {
        Path directory = Path.of(database.name()).toAbsolutePath().getParent();
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
        migrateLikeAnybody(database)
                .exits(1)
                .says("cannot be created; check the permissions of its directory")
                .prints("");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Contents.of(database).areNone();
    }

    /** It lies beside the database, as does what keeps a second run out. */
    @ForEachDatabase(Engine.SQLITE)
    void aDirectoryInWhichNoJournalCanBeMade(Database database) throws Exception {
        migrate(database).exits(0);
        Path directory = Path.of(database.name()).toAbsolutePath().getParent();
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
        Migrations.in(workingDirectory).file("0002_more.sql", "INSERT INTO good VALUES (2);");
        migrateLikeAnybody(database)
                .exits(3)
                .says(
                        "error[SQLITE_READONLY_DIRECTORY]: ",
                        "= rolled back: 0002_more (database unchanged)",
                        "help: give this user the right to write to the file and to its directory");
        Migrations.in(workingDirectory).file("0002_more.sql", "INSERT INTO good VALUES (2); VACUUM;");
        migrateLikeAnybody(database)
                .exits(1)
                .says(
                        "-migri-lock, which keeps a second run out, cannot be locked",
                        "help: give this user the right to write to the file and to its directory");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Contents.of(database).haveApplied("0001_good").answer("SELECT id FROM good");
    }

    @ForEachDatabase(Engine.SQLITE)
    void readOnlyIsFineWhereNothingIsPending(Database database) throws Exception {
        migrate(database).exits(0);
        Path directory = Path.of(database.name()).toAbsolutePath().getParent();
        Files.setPosixFilePermissions(Path.of(database.name()), PosixFilePermissions.fromString("r--r--r--"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
        migrateLikeAnybody(database).exits(0).prints("All synced! No new migrations to apply! 🥳\n");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void makeView(Database database) throws Exception {
        database.execute("CREATE VIEW applied_migration AS"
                + " SELECT 1 AS id, CURRENT_TIMESTAMP AS date_applied, '0000_x' AS name");
    }

    private Outcome migrate(Database database) throws Exception {
        return checked(new Migrations(workingDirectory).migrate(database));
    }

    private Outcome migrateLikeAnybody(Database database) throws Exception {
        return checked(new Migrations(workingDirectory).migrate(database).through(Call.likeAnybody()));
    }

    private static Outcome checked(Call call) throws Exception {
        Outcome outcome = call.run();
        return outcome.result().exitCode() == 0 ? outcome : outcome.isForPeople();
    }
}
