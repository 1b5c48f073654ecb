package io.migri.cli.command;

import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.call.Command;
import io.migri.cli.call.HistoryCall;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.output.Terminal;

/** {@code migri baseline}: records all migrations up to one as applied, without running them. */
final class BaselineCommand implements Command {
    static final String WORD = "baseline";

    @Override
    public CommandSyntax syntax() {
        return CommandSyntax.of(
                        WORD,
                        "Record all migrations up to one as applied, without running them",
                        Setting.TO,
                        Setting.REPEATABLES,
                        Setting.MIGRATIONS_DIR,
                        Setting.FORMAT,
                        Setting.STORE_TEXTS,
                        Setting.LOCK_WAIT)
                .showing("migri baseline --to 0007_orders  # the database has all up to this one");
    }

    @Override
    public ExitStatus run(Invocation invocation, Terminal terminal) {
        HistoryCall call = new HistoryCall(invocation, terminal, WORD);
        String last = invocation.value(Setting.TO).orElseThrow(() -> invocation.misused("Missing option '--to'."));
        return call.run(history -> call.changes()
                .made(
                        invocation.on(Setting.REPEATABLES)
                                ? history.baselineWithRepeatables(last)
                                : history.baseline(last)));
    }
}
