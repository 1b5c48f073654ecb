package io.migri.badinput;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.fault.TcpProxy;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Connections that break: what is known is told, what is not known is not claimed, and the next run finds out. */
class ConnectionIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String LAST = "INSERT INTO good VALUES (4711)";

    @TempDir
    Path workingDirectory;

    @BeforeEach
    void makeADirectoryThatIsFine() throws Exception {
        Migrations.withGood(workingDirectory);
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void aCutBeforeTheMessageArrives(Database database) throws Exception {
        file("0002_cut.sql", LAST + ";\n");
        try (TcpProxy proxy = TcpProxy.to(database.host(), database.port())) {
            proxy.cutBefore(LAST);
            notKnown(migrate(database.through(proxy.port())).run());
        }
        Contents.of(database).haveApplied("0001_good").answer("SELECT id FROM good");
        migrate(database).run().exits(0).prints("Applying migrations\n0002_cut...ok\n");
        Contents.of(database).haveApplied("0001_good", "0002_cut").answer("SELECT id FROM good", "4711");
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void aCutBeforeTheAnswerArrives(Database database) throws Exception {
        file("0002_cut.sql", LAST + ";\n");
        try (TcpProxy proxy = TcpProxy.to(database.host(), database.port())) {
            proxy.cutAfter(LAST);
            notKnown(migrate(database.through(proxy.port())).run());
        }
        migrate(database).run().exits(0).prints("All synced! No new migrations to apply! 🥳\n");
        Contents.of(database).haveApplied("0001_good", "0002_cut").answer("SELECT id FROM good", "4711");
    }

    /** The server goes on by itself, as it was told to; the next run waits for it and then knows. */
    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void aCutWhileAStatementRuns(Database database) throws Exception {
        file("0002_cut.sql", LAST + ";\n" + Databases.slowInsert(database, 2));
        try (TcpProxy proxy = TcpProxy.to(database.host(), database.port())) {
            Call call = migrate(database.through(proxy.port()));
            try (ChildProcess process = call.start()) {
                awaitSlowStatement(database, process);
                proxy.cut();
                notKnown(call.end(process));
            }
        }
        String output = migrate(database).run().exits(0).result().outputText();
        boolean done = output.equals("All synced! No new migrations to apply! 🥳\n");
        assertTrue(done || output.equals("Applying migrations\n0002_cut...ok\n"), output);
        Contents.of(database).haveApplied("0001_good", "0002_cut").answer("SELECT id FROM good", "4711", "2");
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void aServerThatIsShutDownWhileAStatementRuns(Database database) throws Exception {
        endServer(database, () -> database.server().shutDown());
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void aServerThatIsKilledWhileAStatementRuns(Database database) throws Exception {
        endServer(database, () -> database.server().kill9());
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void aMigrationThatEndsItsOwnSession(Database database) throws Exception {
        String end = database.engine() == Engine.POSTGRESQL
                ? "SELECT pg_terminate_backend(pg_backend_pid());\n"
                : "KILL CONNECTION_ID();\n";
        file("0002_end.sql", LAST + ";\n" + end + LAST + ";\n");
        Outcome outcome = migrate(database).run().isForPeople();
        // PostgreSQL says that it ended the session, so the transaction is rolled back
        boolean known =
                database.engine() == Engine.POSTGRESQL || outcome.result().exitCode() == 3;
        outcome.exits(known ? 3 : 4)
                .says(
                        "error[",
                        "0002_end",
                        known ? "= rolled back: 0002_end (database unchanged)" : "= not known: ",
                        "0001_good stays applied",
                        "= help: ");
        Contents.of(database).haveApplied("0001_good").answer("SELECT id FROM good");
    }

    private void endServer(Database database, Fault fault) throws Exception {
        file("0002_cut.sql", LAST + ";\n" + Databases.slowInsert(database, 30));
        Call call = migrate(database);
        try (ChildProcess process = call.start()) {
            awaitSlowStatement(database, process);
            fault.happen();
            Outcome outcome = call.end(process).isForPeople();
            boolean known = outcome.result().exitCode() == 3;
            outcome.exits(known ? 3 : 4)
                    .says(
                            "0002_cut",
                            known ? "= rolled back: 0002_cut (database unchanged)" : "= not known: ",
                            "0001_good stays applied",
                            "= help: ")
                    .prints("Applying migrations\n0001_good...ok\n0002_cut...fail [" + message(outcome) + "]\n");
        } finally {
            database.server().restart();
        }
        Contents.of(database).haveApplied("0001_good").answer("SELECT id FROM good");
        file("0002_cut.sql", LAST + ";\n");
        migrate(database).run().exits(0).prints("Applying migrations\n0002_cut...ok\n");
    }

    private static void notKnown(Outcome outcome) {
        outcome.exits(4)
                .isForPeople()
                .says(
                        "--> ",
                        "0002_cut",
                        "= not known: the connection broke before the database confirmed 0002_cut; 0001_good stays applied",
                        "= help: run `migri migrate` again: it looks whether 0002_cut is recorded")
                .prints("Applying migrations\n0001_good...ok\n0002_cut...fail [" + message(outcome) + "]\n");
    }

    private static String message(Outcome outcome) {
        String first = outcome.result().errorText().lines().findFirst().orElse("");
        return first.substring(first.indexOf(": ") + 2);
    }

    private static void awaitSlowStatement(Database database, ChildProcess process) throws Exception {
        process.awaitOutput("0001_good...ok", LIMIT);
        Databases.awaitStatement(database, "INSERT INTO good SELECT 2");
    }

    private Call migrate(Database database) {
        return new Migrations(workingDirectory).migrate(database);
    }

    private void file(String name, String text) throws Exception {
        Migrations.in(workingDirectory).file(name, text);
    }

    /** Something that breaks. */
    @FunctionalInterface
    private interface Fault {
        void happen() throws Exception;
    }
}
