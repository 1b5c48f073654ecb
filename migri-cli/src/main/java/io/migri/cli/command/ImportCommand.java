package io.migri.cli.command;

import io.migri.MigrationDirectory;
import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.CommandSyntax.Names;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.call.Command;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.output.Printable;
import io.migri.cli.output.Terminal;
import io.migri.cli.settings.ColorChoice;
import io.migri.cli.settings.FormatSetting;
import io.migri.cli.settings.MigrationsDirectory;
import io.migri.cli.settings.PluginSettings;
import java.nio.file.Path;
import java.util.Set;

/** {@code migri import}: writes another tool's files in Migri's own form. Needs no database. */
final class ImportCommand implements Command {
    static final String WORD = "import";

    @Override
    public CommandSyntax syntax() {
        return CommandSyntax.of(
                        WORD,
                        "Write another tool's files in Migri's own form, into a new directory, and print their paths",
                        Setting.MIGRATIONS_DIR,
                        Setting.FORMAT)
                .taking(Names.NEW)
                .showing("migri import -m db/migrations migrations  # writes undo/ and repeatable/, too");
    }

    @Override
    public ExitStatus run(Invocation invocation, Terminal terminal) {
        if (invocation.names().size() != 1) {
            throw invocation.misused("Give the directory to write.");
        }
        Terminal shown = new ColorChoice(invocation).applyTo(terminal);
        MigrationDirectory.at(MigrationsDirectory.of(invocation), Set.of("sql", "py"))
                .importInto(
                        Path.of(invocation.names().get(0)),
                        FormatSetting.of(invocation),
                        new PluginSettings(invocation).settings())
                .forEach(path -> shown.printLine(Printable.text(path.toString()) + "\n"));
        return ExitStatus.DONE;
    }
}
