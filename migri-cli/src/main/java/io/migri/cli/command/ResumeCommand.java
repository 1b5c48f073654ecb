package io.migri.cli.command;

import io.migri.api.Decision;
import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.call.Command;
import io.migri.cli.call.RunCall;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.output.Terminal;
import java.util.ArrayList;
import java.util.List;

/** {@code migri resume}: applies what is pending, with an answer to what only a person can know. */
final class ResumeCommand implements Command {
    static final String WORD = "resume";

    @Override
    public CommandSyntax syntax() {
        return CommandSyntax.of(
                        WORD,
                        "Answer whether an interrupted statement ran, and continue",
                        Setting.RETRY,
                        Setting.SKIP_STATEMENT,
                        Setting.MARK_APPLIED,
                        Setting.MIGRATIONS_DIR,
                        Setting.LOCK_WAIT,
                        Setting.LOCK_TIMEOUT,
                        Setting.LOCK_RETRIES,
                        Setting.ALLOW_EMPTY,
                        Setting.FORMAT,
                        Setting.STRICT,
                        Setting.STORE_TEXTS,
                        Setting.PYTHON,
                        Setting.PYTHON_ENGINE)
                .showing(
                        "migri resume --retry  # it did not run: execute it, and go on",
                        "migri resume --skip-statement  # it ran: go on after it");
    }

    @Override
    public ExitStatus run(Invocation invocation, Terminal terminal) {
        // which asks again where the answer was not used yet
        RunCall call = new RunCall(invocation, terminal, MigrateCommand.WORD);
        Decision decision = decision(invocation);
        return call.run(migri -> migri.resume(decision));
    }

    /** The database has changed, even if the output is lost. */
    @Override
    public boolean isItsOutput() {
        return false;
    }

    private static Decision decision(Invocation invocation) {
        List<Decision> given = new ArrayList<>();
        if (invocation.on(Setting.RETRY)) {
            given.add(Decision.RETRY);
        }
        if (invocation.on(Setting.SKIP_STATEMENT)) {
            given.add(Decision.SKIP_STATEMENT);
        }
        if (invocation.on(Setting.MARK_APPLIED)) {
            given.add(Decision.MARK_APPLIED);
        }
        if (given.size() != 1) {
            throw invocation.misused("Say what happened to the statement: '--retry' (it was not executed),"
                    + " '--skip-statement' (it was executed, or"
                    + " is not wanted) or '--mark-applied' (all of the migration is done).");
        }
        return given.get(0);
    }
}
