package io.migri.cli.start;

import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.call.Command;
import io.migri.cli.database.TargetReader;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.output.Terminal;
import io.migri.cli.progress.Sentences;
import java.nio.file.Path;

/**
 * {@code migri init}: makes what a new project needs, for a person at a terminal who has named no database. Scripts that
 * were written for migri 0.7 read what that said.
 */
public final class InitCommand implements Command {
    public static final String WORD = "init";

    private static final String NEXT = """

        next:
        1. choose the database in migri.toml, or set DATABASE_URL
        2. migri new users     makes a file for your first migration
        3. migri migrate       applies it; --dry-run only tries it
        """;

    private final Path directory;

    /** @param directory of the project */
    public InitCommand(Path directory) {
        this.directory = directory;
    }

    @Override
    public CommandSyntax syntax() {
        return CommandSyntax.of(
                        WORD, "Make migri.toml, a directory and an example, on a terminal where no database is named")
                .showing("migri init  # overwrites nothing");
    }

    @Override
    public ExitStatus run(Invocation invocation, Terminal terminal) {
        boolean isNew = terminal.out().isTerminal()
                && new TargetReader(invocation).look().config().database().isEmpty();
        terminal.print(isNew ? new Scaffold(directory).make() + NEXT : Sentences.INIT);
        return ExitStatus.DONE;
    }
}
