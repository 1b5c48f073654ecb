package io.migri.cli.command.database;

import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.call.Command;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.output.Terminal;

/** {@code migri create}: creates the database, unless it is there. */
public final class CreateCommand implements Command {
    public static final String WORD = "create";

    @Override
    public CommandSyntax syntax() {
        return CommandSyntax.of(WORD, "Create the database itself, unless it is there", Setting.OUTPUT)
                .showing("migri create --wait  # waits for the server first");
    }

    /** Ends with 0 whether it was there or not: two may create it at once. */
    @Override
    public ExitStatus run(Invocation invocation, Terminal terminal) {
        WholeDatabaseCall call = new WholeDatabaseCall(invocation, terminal, WORD);
        return call.run(database -> {
            boolean created = database.create();
            String told = created
                    ? "Created " + call.described() + ".\n"
                    : "Nothing to do: " + call.described() + " is there already.\n";
            return call.done(told, "created", created);
        });
    }

    /** The database is there, even if the output is lost. */
    @Override
    public boolean isItsOutput() {
        return false;
    }
}
