package io.migri.cli.command.database;

import io.migri.Database;
import io.migri.SchemaCheck;
import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.call.Command;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.output.Terminal;
import io.migri.cli.settings.WaitSettings;
import java.time.Duration;

/** {@code migri wait}: returns once the database takes connections, or once somebody has applied what is pending. Changes nothing. */
public final class WaitCommand implements Command {
    public static final String WORD = "wait";

    private static final String READY = "ready";

    @Override
    public CommandSyntax syntax() {
        return CommandSyntax.of(
                        WORD,
                        "Wait until the database takes connections, or until nothing is pending",
                        Setting.FOR_MIGRATIONS,
                        Setting.TIMEOUT,
                        Setting.MIGRATIONS_DIR,
                        Setting.OUTPUT)
                .showing(
                        "migri wait --timeout 2m  # returns once the database takes connections",
                        "migri wait --for-migrations  # returns once somebody else has applied what is pending");
    }

    /** Ends with 5 where the time is over. */
    @Override
    public ExitStatus run(Invocation invocation, Terminal terminal) {
        WholeDatabaseCall call = new WholeDatabaseCall(invocation, terminal, WORD);
        Duration limit = new WaitSettings(invocation).timeout();
        return call.run(database -> invocation.on(Setting.FOR_MIGRATIONS)
                ? migrations(database, limit, call)
                : connections(database, limit, call));
    }

    private static ExitStatus connections(Database database, Duration limit, WholeDatabaseCall call) {
        database.await(limit);
        return call.done("Ready: " + call.described() + " takes connections.\n", READY, true);
    }

    private static ExitStatus migrations(Database database, Duration limit, WholeDatabaseCall call) {
        SchemaCheck found = database.awaitMigrations(limit);
        if (!found.isCurrent()) {
            call.commentary().warn("not all files are as they were applied: " + found.describe());
        }
        return call.done("Ready: nothing is pending in " + call.described() + ".\n", READY, true);
    }
}
