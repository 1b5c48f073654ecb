package io.migri.cli.command.database;

import io.migri.Database;
import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.call.Command;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.output.Question;
import io.migri.cli.output.Terminal;

/** {@code migri drop}: drops the database with all that is in it, once somebody has typed its name. */
public final class DropCommand implements Command {
    public static final String WORD = "drop";

    private static final String DROPPED = "dropped";

    @Override
    public CommandSyntax syntax() {
        return CommandSyntax.of(WORD, "Drop the database with all that is in it", Setting.UNASKED, Setting.OUTPUT)
                .showing("migri drop --yes  # asks nobody");
    }

    /** Ends with 0 also where there is no such database, and with 1 where somebody has thought better of it. */
    @Override
    public ExitStatus run(Invocation invocation, Terminal terminal) {
        if (!invocation.on(Setting.UNASKED) && !Question.isPossible()) {
            throw invocation.misused("Missing option '--yes': nobody can be asked here.");
        }
        WholeDatabaseCall call = new WholeDatabaseCall(invocation, terminal, WORD);
        return call.run(database -> drop(database, call, invocation.on(Setting.UNASKED)));
    }

    private static ExitStatus drop(Database database, WholeDatabaseCall call, boolean agreed) {
        database.requireDroppable();
        if (!agreed && database.exists() && !agrees(call)) {
            call.terminal().printError("The name was not typed: nothing was dropped.\n");
            call.done("", DROPPED, false);
            return ExitStatus.COULD_NOT_RUN;
        }
        boolean dropped = database.drop();
        String told = dropped
                ? "Dropped " + call.described() + ".\n"
                : "Nothing to do: there is no such database as " + call.described() + ".\n";
        return call.done(told, DROPPED, dropped);
    }

    private static boolean agrees(WholeDatabaseCall call) {
        String name = call.name();
        return Question.ask("This drops " + call.described() + " with all that is in it, for good.\n"
                        + "Type its name, " + name + ", to go on: ")
                .filter(typed -> typed.equals(name) || typed.strip().equals(name))
                .isPresent();
    }

    /** The database is gone, even if the output is lost. */
    @Override
    public boolean isItsOutput() {
        return false;
    }
}
