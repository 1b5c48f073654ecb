package io.migri.badinput;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which database is meant, and whether it lets us in. No password is ever told, at any log level. */
class TargetIT {
    private static final String ODD = "%^&@:/?# \"'\\";

    @TempDir
    Path workingDirectory;

    @BeforeEach
    void makeADirectoryThatIsFine() throws IOException {
        Migrations.withGood(workingDirectory);
    }

    @Test
    void aDialectThatNobodyKnows() throws Exception {
        migrate("-n", "zoo", "-d", "oracle")
                .exits(1)
                .says("unknown dialect: oracle", "help: ", "mysql, postgresql, sqlite");
    }

    @Test
    void aDialectThatCannotBeInferred() {
        assertAll(Stream.of(
                        List.of("-p", "1234"),
                        List.of("-h", "localhost"),
                        List.of("-u", "root"),
                        List.of("-h", "localhost", "-p", "1234", "-u", "root"))
                .map(options -> () -> {
                    migrate(Stream.concat(Stream.of("-n", "zoo"), options.stream())
                                    .toArray(String[]::new))
                            .exits(1)
                            .says(
                                    "error: Unable to infer database dialect, please specify dialect",
                                    " does not say which database this is; name it with -d: mysql, postgresql, sqlite");
                    assertNoFileWasMade();
                }));
    }

    @Test
    void settingsThatAFileHasNoUseFor() {
        assertAll(Map.of("-h", "host", "-p", "port", "-u", "user", "-s", "password").entrySet().stream()
                .map(option -> () -> {
                    migrate("-n", "zoo", "-d", "sqlite", option.getKey(), "4711")
                            .exits(1)
                            .says(
                                    "a " + option.getValue() + " is given, but an SQLite database is a file",
                                    "help: leave the " + option.getValue() + " out");
                    assertNoFileWasMade();
                }));
    }

    @Test
    void noDatabaseAtAll() throws Exception {
        Call.migri(workingDirectory, "migrate").run().exits(2).prints("").says("""
                Usage: migri [OPTIONS] COMMAND [ARGS]...
                Try 'migri --help' for help.

                Error: Missing option '-n' / '--db-name'.
                """);
    }

    @Test
    void aPasswordFileThatIsMissing() throws Exception {
        Call.migri(workingDirectory, "migrate", "-n", "zoo", "-p", "5432", "--db-pass-file", "gone")
                .run()
                .exits(2)
                .says("Error: Invalid value for '--db-pass-file': 'gone': there is no such file.");
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void aWrongPassword(Database database) throws Exception {
        boolean postgresql = database.engine() == Engine.POSTGRESQL;
        refused(
                database.withPassword(Account.RECOGNISABLE_PASSWORD),
                postgresql ? "error[28P01]: cannot connect to " : "error[1045]: cannot connect to ",
                postgresql ? "password authentication failed for user" : "Access denied for user",
                "help: check the user (-u, DB_USER) and the password (-s, DB_PASS or DB_PASS_FILE)");
        Contents.of(database).areNone();
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void anUnknownUser(Database database) throws Exception {
        refused(
                database.withUser("nobody_here", Account.RECOGNISABLE_PASSWORD),
                "cannot connect to nobody_here@",
                "help: check the user (-u, DB_USER)");
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void anUnknownDatabase(Database database) throws Exception {
        try (Account account = Account.create(database).grant("ALL")) {
            if (database.engine() != Engine.POSTGRESQL) {
                account.grant("ALL", "*.*");
            }
            refused(
                    account.view().named("no_such_zoo"),
                    database.engine() == Engine.POSTGRESQL
                            ? "database \"no_such_zoo\" does not exist"
                            : "Unknown database 'no_such_zoo'",
                    "help: create the database no_such_zoo with `migri create`, or correct its name (-n, DB_NAME)");
        }
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL})
    void aPortThatNobodyListensAt(Database database) throws Exception {
        int port = freePort();
        refused(
                database.through(port).withPassword(Account.RECOGNISABLE_PASSWORD),
                "cannot connect to " + database.user() + "@127.0.0.1:" + port,
                "nothing answers there (connection refused)",
                "help: check that the server is running and takes connections there (-h, DB_HOST; -p, DB_PORT)");
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL})
    void aHostThatDoesNotResolve(Database database) throws Exception {
        Call call =
                migrate(database.withPassword(Account.RECOGNISABLE_PASSWORD)).with("-h", "no-such-host.invalid");
        check(
                call.run(),
                "cannot connect to " + database.user() + "@no-such-host.invalid:" + database.port(),
                database.engine() == Engine.POSTGRESQL ? "there is no host of that name" : "no-such-host.invalid",
                "help: check that the server is running");
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL})
    void aPortWhereSomebodyElseListens(Database database) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread hangsUp = new Thread(() -> {
                while (!server.isClosed()) {
                    try {
                        server.accept().close();
                    } catch (IOException closed) {
                        // the end of the test
                    }
                }
            });
            hangsUp.setDaemon(true);
            hangsUp.start();
            refused(
                    database.through(server.getLocalPort()).withPassword(Account.RECOGNISABLE_PASSWORD),
                    "cannot connect to ",
                    "help: check that the server is running");
        }
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void aPasswordOfOddCharacters(Database database) throws Exception {
        try (Account account =
                Account.create(database, "keeper_" + database.name(), ODD).grant("ALL")) {
            Migrations migrations = Migrations.in(workingDirectory);
            migrations.migrate(account.view()).run().exits(0);
            migrations
                    .migrate(account.view())
                    .set("DB_PASS", "")
                    .with("-s", ODD)
                    .run()
                    .exits(0);
            Path file = Files.writeString(workingDirectory.resolve("password"), ODD + "\n");
            migrations
                    .migrate(account.view())
                    .set("DB_PASS", "")
                    .set("DB_PASS_FILE", file.toString())
                    .run()
                    .exits(0)
                    .prints("All synced! No new migrations to apply! 🥳\n");
            Contents.of(database).haveApplied("0001_good").haveTables("good");
            refused(account.view().withPassword(ODD + "x"), "cannot connect to ");
        }
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void namesOfOddCharacters(Database database) throws Exception {
        boolean postgresql = database.engine() == Engine.POSTGRESQL;
        String name = database.name() + "%^&@:?#= \"';ü";
        String quoted = postgresql ? '"' + name.replace("\"", "\"\"") + '"' : '`' + name + '`';
        String user = "k" + database.name() + "%@:/?# '\"";
        database.execute("CREATE DATABASE " + quoted);
        try (Account account = Account.create(database, user, ODD)) {
            if (postgresql) {
                database.execute("ALTER DATABASE " + quoted + " OWNER TO \"" + user.replace("\"", "\"\"") + '"');
            } else {
                account.grant("ALL", quoted + ".*");
            }
            Migrations migrations = Migrations.in(workingDirectory);
            Database odd = account.view().named(name);
            migrations.migrate(odd).run().exits(0).prints("Applying migrations\n0001_good...ok\n");
            migrations.migrate(odd).run().exits(0).prints("All synced! No new migrations to apply! 🥳\n");
            Contents.of(database).areNone();
            database.execute("DROP DATABASE " + quoted);
        }
    }

    @Test
    void aFileInADirectoryThatIsMissing() throws Exception {
        migrate("-n", "gone/zoo.db")
                .exits(1)
                .says(
                        "cannot connect to gone/zoo.db: the directory " + workingDirectory.toRealPath() + "/gone",
                        "does not exist",
                        "help: check the path (-n, DB_NAME)");
    }

    @Test
    void aDirectoryInPlaceOfAFile() throws Exception {
        migrate("-n", "migrations").exits(1).says("migrations is a directory and not a database file", "help: ");
    }

    @Test
    void aPathThroughAFile() throws Exception {
        migrate("-n", "migrations/0001_good.sql/zoo.db")
                .exits(1)
                .says("0001_good.sql is not a directory, so that it cannot hold a database", "help: ");
    }

    @Test
    void aFileThatIsNotADatabase() throws Exception {
        Path file = Files.writeString(workingDirectory.resolve("zoo.db"), "no database at all\n".repeat(1000));
        String before = Files.readString(file);
        migrate("-n", "zoo.db")
                .exits(1)
                .says(
                        "error[SQLITE_NOTADB]: cannot use zoo.db: file is not a database",
                        "hint: the file is there, but it is no SQLite database")
                .doesNotSay("its directory has to exist");
        assertEquals(before, Files.readString(file));
    }

    /** Without its key an encrypted database looks like chance. */
    @Test
    void aFileThatLooksEncrypted() throws Exception {
        byte[] chance = new byte[8192];
        new Random(4711).nextBytes(chance);
        Path file = Files.write(workingDirectory.resolve("zoo.db"), chance);
        for (String dryRun : List.of("--log-level=info", "--dry-run")) {
            migrate("-n", "zoo.db", dryRun)
                    .exits(1)
                    .says("error[SQLITE_NOTADB]: cannot use zoo.db: ", "no SQLite database, or an encrypted one");
        }
        assertArrayEquals(chance, Files.readAllBytes(file));
    }

    @Test
    void aFileThatIsGoneWhenTheRunEnds() throws Exception {
        migrate("-n", ":memory:").exits(1).says("':memory:' would be a database that is gone", "name a file");
    }

    private Call migrate(Database database) {
        return new Migrations(workingDirectory).migrate(database);
    }

    private Outcome migrate(String... arguments) throws Exception {
        Outcome outcome =
                Call.migri(workingDirectory, "migrate").with(arguments).run();
        return outcome.isForPeople().prints("");
    }

    /** Is refused with these words, and tells no more when it is asked to be talkative. */
    private void refused(Database database, String... words) throws Exception {
        check(migrate(database).run(), words);
        migrate(database).with("-l", "debug").run().exits(1).says(words);
    }

    private static void check(Outcome outcome, String... words) {
        outcome.exits(1).isForPeople().says(words).prints("");
    }

    private void assertNoFileWasMade() throws IOException {
        try (Stream<Path> files = Files.list(workingDirectory)) {
            assertEquals(
                    List.of("migrations"),
                    files.map(file -> String.valueOf(file.getFileName())).toList());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
