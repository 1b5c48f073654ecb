package io.migri.cli.command;

import io.migri.History;
import io.migri.api.HistoryChange;
import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.CommandSyntax.Names;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.call.Command;
import io.migri.cli.call.HistoryCall;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.output.Terminal;
import io.migri.cli.report.ChangeReport;
import io.migri.cli.settings.RepairChoice;
import java.util.List;

/** {@code migri repair}: accepts changed files, forgets missing ones. */
final class RepairCommand implements Command {
    static final String WORD = "repair";

    @Override
    public CommandSyntax syntax() {
        return CommandSyntax.of(
                        WORD,
                        "Accept changed files, and forget migrations without a file: all, or those that you name",
                        Setting.MIGRATIONS_DIR,
                        Setting.FORMAT,
                        Setting.ACCEPT_CHANGED,
                        Setting.RECORD,
                        Setting.FORGET_MISSING,
                        Setting.CLEAR_JOURNAL,
                        Setting.YES,
                        Setting.SAY_ONLY,
                        Setting.STORE_TEXTS,
                        Setting.OUTPUT,
                        Setting.LOCK_WAIT)
                .taking(Names.ANY)
                .showing(
                        "migri repair --dry-run  # says what it would do",
                        "migri repair --accept-changed 0002_orders  # takes the new text; runs nothing",
                        "migri repair --forget-missing 0003_old  # its file is gone for good");
    }

    @Override
    public ExitStatus run(Invocation invocation, Terminal terminal) {
        HistoryCall call = new HistoryCall(invocation, terminal, WORD);
        if (invocation.names().isEmpty() && invocation.on(Setting.CLEAR_JOURNAL)) {
            throw invocation.misused("Name the migrations.");
        }
        return call.run(history -> repair(history, invocation, call.changes()));
    }

    private static ExitStatus repair(History history, Invocation invocation, ChangeReport report) {
        RepairChoice choice = new RepairChoice(invocation);
        if (invocation.on(Setting.SAY_ONLY)) {
            return report.planned(history.planRepair(choice.kinds(), invocation.names()));
        }
        if (choice.asksFirst()) {
            List<HistoryChange> planned = history.planRepair(choice.kinds(), invocation.names());
            if (RepairChoice.forgets(planned)) {
                report.planned(planned);
                throw RepairChoice.refusal(planned);
            }
        }
        return report.ended(history.repair(choice.agreed(), invocation.names(), report::making));
    }
}
