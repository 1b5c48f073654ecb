package io.migri.cli.command;

import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.call.Command;
import io.migri.cli.database.Target;
import io.migri.cli.database.TargetReader;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.output.Printable;
import io.migri.cli.output.Terminal;
import io.migri.cli.report.SettingTable;
import io.migri.cli.settings.ColorChoice;
import io.migri.cli.settings.OutputFormat;
import java.util.Optional;

/** {@code migri config}: tells what holds for a run in this place, and who says so. Connects to nothing, and reads no password. */
final class ConfigCommand implements Command {
    static final String WORD = "config";

    @Override
    public CommandSyntax syntax() {
        return CommandSyntax.of(WORD, "Show each setting that counts here, and where it comes from", Setting.OUTPUT)
                .showing(
                        "migri config  # shows which database is meant, and who says so",
                        "migri config --env production --output json  # the same for a program");
    }

    @Override
    public ExitStatus run(Invocation invocation, Terminal terminal) {
        boolean json = OutputFormat.isJson(invocation);
        Target target = new TargetReader(invocation).look();
        Terminal shown = new ColorChoice(invocation)
                .applyTo(terminal)
                .hiding(terminal.redaction().and(Optional.of(target.config())));
        target.warnings().forEach(warning -> shown.printError("warning: " + Printable.text(warning) + "\n"));
        target.notes().forEach(note -> shown.printError("note: " + Printable.text(note) + "\n"));
        SettingTable table = SettingTable.of(invocation, target);
        if (json) {
            shown.printDocument(table.document());
        } else {
            shown.print(shown.out().isTerminal() ? table.aligned() : table.plain());
        }
        return ExitStatus.DONE;
    }
}
