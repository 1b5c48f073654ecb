package io.migri.cli.command;

import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.CommandSyntax.Names;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.call.Command;
import io.migri.cli.draft.Draft;
import io.migri.cli.draft.DraftFile;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.output.Printable;
import io.migri.cli.output.Terminal;
import io.migri.cli.settings.ColorChoice;
import java.time.Instant;

/** {@code migri new}: makes the file of a migration, with the number that comes next. Needs no database. */
final class NewCommand implements Command {
    static final String WORD = "new";

    @Override
    public CommandSyntax syntax() {
        return CommandSyntax.of(
                        WORD,
                        "Make the file of a new migration, numbered as the directory's are, and print its path",
                        Setting.MIGRATIONS_DIR,
                        Setting.PY,
                        Setting.WITH_UNDO,
                        Setting.TEMPLATE,
                        Setting.FORMAT)
                .taking(Names.NEW)
                .showing(
                        "migri new users  # makes migrations/0001_users.sql",
                        "migri new \"add an index\"  # makes 0002_add_an_index.sql",
                        "migri new orders --undo  # makes undo/0002_orders.sql, too",
                        "migri new --py fill_totals  # makes 0003_fill_totals.py");
    }

    @Override
    public ExitStatus run(Invocation invocation, Terminal terminal) {
        if (invocation.names().size() != 1) {
            throw invocation.misused("Give one name. Quote it if it has blanks.");
        }
        Terminal shown = new ColorChoice(invocation).applyTo(terminal);
        DraftFile.Written written = DraftFile.write(() -> Draft.of(invocation, Instant.now()));
        Draft draft = written.draft();
        if (written.madeDirectory()) {
            shown.printError("note: made the directory "
                    + Printable.text(draft.directory().toString()) + "\n");
        }
        draft.behind()
                .ifPresent(file -> shown.printError("warning: " + Printable.text(draft.fileName()) + " runs before "
                        + Printable.text(file) + ", by its name; where that is applied, it is late\n"));
        shown.printLine(draft.path() + "\n");
        draft.undo().ifPresent(undo -> shown.printLine(undo.path() + "\n"));
        return ExitStatus.DONE;
    }

    /** The file is there, even if the output is lost. */
    @Override
    public boolean isItsOutput() {
        return false;
    }
}
