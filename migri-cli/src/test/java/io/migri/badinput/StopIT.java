package io.migri.badinput;

import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Somebody wants the run to end. */
class StopIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path workingDirectory;

    @ForEachDatabase
    void controlCWhileAStatementRuns(Database database) throws Exception {
        stop(database, "INT", 130);
    }

    @ForEachDatabase
    void sigtermWhileAStatementRuns(Database database) throws Exception {
        stop(database, "TERM", 143);
    }

    @ForEachDatabase
    void controlCWhileWaitingForTheLock(Database database) throws Exception {
        Migrations migrations = migrations(database, 60);
        Call first = migrations.migrate(database);
        Call second = migrations.migrate(database);
        try (ChildProcess holder = first.start()) {
            awaitSlowStatement(database, holder);
            try (ChildProcess waiting = second.start()) {
                waiting.awaitErrors("waiting: for the lock, which is held by", LIMIT);
                waiting.signal("INT");
                second.end(waiting).exits(130).isForPeople().says("error: interrupted", "help: ");
            }
            holder.signal("INT");
            first.end(holder).exits(130);
        }
        Contents.of(database).haveApplied("0001_good").answer("SELECT id FROM good", "1");
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL})
    void controlCWhileTheServerDoesNotAnswer(Database database) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Call call = migrations(database, 60).migrate(database.through(silent.getLocalPort()));
            try (ChildProcess process = call.start()) {
                silent.accept();
                process.signal("INT");
                call.end(process)
                        .exits(130)
                        .isForPeople()
                        .says(
                                "error: interrupted while waiting for the database to answer; nothing was applied",
                                "help: run the same command again")
                        .prints("");
            }
        }
        Contents.of(database).areNone();
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void controlCOfOtherCommandsWhileTheServerDoesNotAnswer(Database database) throws Exception {
        migrations(database, 60);
        for (String command : List.of("status", "lock", "repair")) {
            try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
                Call call = Call.migri(workingDirectory, command).on(database.through(silent.getLocalPort()));
                try (ChildProcess process = call.start()) {
                    silent.accept();
                    process.signal("INT");
                    call.end(process)
                            .exits(130)
                            .isForPeople()
                            .says(
                                    "error: interrupted while waiting for the database to answer; nothing was changed",
                                    "help: run the same command again")
                            .prints("");
                }
            }
        }
    }

    private void stop(Database database, String signal, int exitCode) throws Exception {
        Migrations migrations = migrations(database, 60);
        Call call = migrations.migrate(database);
        try (ChildProcess process = call.start()) {
            awaitSlowStatement(database, process);
            process.signal(signal);
            call.end(process)
                    .exits(exitCode)
                    .isForPeople()
                    .says(
                            "interrupted",
                            "--> migrations/0002_slow.sql:2:1   (statement 2 of 2, ",
                            "= rolled back: 0002_slow (database unchanged); 0001_good stays applied",
                            "= help: run `migri migrate` again to go on");
        }
        Contents.of(database).haveApplied("0001_good").answer("SELECT id FROM good", "1");
        migrations
                .file("0002_slow.sql", "INSERT INTO good VALUES (3);\n")
                .migrate(database)
                .with("--lock-wait", "0")
                .run()
                .exits(0)
                .prints("Applying migrations\n0002_slow...ok\n0003_later...ok\n");
    }

    private Migrations migrations(Database database, int seconds) throws Exception {
        return slow(workingDirectory, database, seconds).file("0003_later.sql", "SELECT 1;");
    }

    /** One that is applied, and one whose second statement takes long. */
    static Migrations slow(Path directory, Database database, int seconds) throws Exception {
        return Migrations.in(directory)
                .file("0001_good.sql", "CREATE TABLE good (id int);\nINSERT INTO good VALUES (1);\n")
                .file("0002_slow.sql", "INSERT INTO good VALUES (2);\n" + Databases.slowInsert(database, seconds));
    }

    static void awaitSlowStatement(Database database, ChildProcess process) throws Exception {
        process.awaitOutput("0001_good...ok", LIMIT);
        Databases.awaitStatement(database, "INSERT INTO good SELECT 2");
    }
}
