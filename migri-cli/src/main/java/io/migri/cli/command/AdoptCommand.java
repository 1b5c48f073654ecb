package io.migri.cli.command;

import io.migri.History;
import io.migri.api.adopt.Adoption;
import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.call.Command;
import io.migri.cli.call.HistoryCall;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.output.Terminal;
import io.migri.cli.report.ChangeReport;

/** {@code migri adopt}: records what another tool has applied. */
final class AdoptCommand implements Command {
    static final String WORD = "adopt";

    @Override
    public CommandSyntax syntax() {
        return CommandSyntax.of(
                        WORD,
                        "Take over the history of another tool, without running anything",
                        Setting.MIGRATIONS_DIR,
                        Setting.ADOPTED_TOOL,
                        Setting.TRUST_FILES,
                        Setting.SAY_ONLY,
                        Setting.STORE_TEXTS,
                        Setting.OUTPUT,
                        Setting.LOCK_WAIT)
                .showing(
                        "migri adopt --dry-run  # says what it would record",
                        "migri adopt --from goose --trust-files  # goose keeps no checksums");
    }

    @Override
    public ExitStatus run(Invocation invocation, Terminal terminal) {
        HistoryCall call = new HistoryCall(invocation, terminal, WORD);
        Adoption adoption = new Adoption(invocation.value(Setting.ADOPTED_TOOL), invocation.on(Setting.TRUST_FILES));
        return call.run(history -> adopt(history, adoption, invocation.on(Setting.SAY_ONLY), call.changes()));
    }

    private static ExitStatus adopt(History history, Adoption adoption, boolean sayOnly, ChangeReport report) {
        return sayOnly
                ? report.planned(history.planAdopt(adoption))
                : report.ended(history.adopt(adoption, report::making));
    }
}
