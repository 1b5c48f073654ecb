package io.migri.badinput;

import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.fault.TcpProxy;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Somebody wants the run to end while the server neither answers nor closes its connections. */
class FrozenServerIT {
    @TempDir
    Path workingDirectory;

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void sigtermEndsARunWhoseServerIsFrozen(Database database) throws Exception {
        stop(database, "TERM", 143);
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void controlCEndsARunWhoseServerIsFrozen(Database database) throws Exception {
        stop(database, "INT", 130);
    }

    private void stop(Database database, String signal, int exitCode) throws Exception {
        Migrations migrations = StopIT.slow(workingDirectory, database, 30);
        try (TcpProxy proxy = TcpProxy.to(database.host(), database.port())) {
            Call call = migrations.migrate(database.through(proxy.port()));
            try (ChildProcess process = call.start()) {
                StopIT.awaitSlowStatement(database, process);
                proxy.stall();
                process.signal(signal);
                call.end(process)
                        .exits(exitCode)
                        .isForPeople()
                        .says(
                                "error: the run did not end within 6 s",
                                "was rolled back is not known",
                                "help: run again");
            }
        }
    }
}
