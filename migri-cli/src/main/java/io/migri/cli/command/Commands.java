package io.migri.cli.command;

import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.Vocabulary;
import io.migri.cli.call.Command;
import io.migri.cli.command.database.CreateCommand;
import io.migri.cli.command.database.DropCommand;
import io.migri.cli.command.database.WaitCommand;
import io.migri.cli.command.undo.DownCommand;
import io.migri.cli.command.undo.RedoCommand;
import io.migri.cli.command.undo.VerifyCommand;
import io.migri.cli.manual.CompletionCommand;
import io.migri.cli.manual.HelpCommand;
import io.migri.cli.start.InitCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The commands that there are. A new one is a word in the list and a line beneath it. */
public final class Commands implements Vocabulary {
    /** In the order in which help lists them. */
    private static final List<String> WORDS = List.of(
            NewCommand.WORD,
            MigrateCommand.WORD,
            SqlCommand.WORD,
            DownCommand.WORD,
            RedoCommand.WORD,
            VerifyCommand.WORD,
            ResumeCommand.WORD,
            StatusCommand.WORD,
            ValidateCommand.WORD,
            RepairCommand.WORD,
            ShowCommand.WORD,
            BaselineCommand.WORD,
            AdoptCommand.WORD,
            ImportCommand.WORD,
            MarkCommand.WORD,
            UnmarkCommand.WORD,
            LockCommand.WORD,
            WaitCommand.WORD,
            CreateCommand.WORD,
            DropCommand.WORD,
            DoctorCommand.WORD,
            ConfigCommand.WORD,
            PythonInstallCommand.WORD,
            ArchiveCommand.WORD,
            InitCommand.WORD,
            CompletionCommand.WORD,
            HelpCommand.WORD);

    private final Path directory;

    /** Those of the process's working directory. */
    public Commands() {
        this(Path.of(""));
    }

    /** @param directory where a command is called that makes files there */
    public Commands(Path directory) {
        this.directory = directory;
    }

    /** Each command is a class to load, so only the one that is meant is made. */
    public Optional<Command> named(String word) {
        return switch (word) {
            case NewCommand.WORD -> Optional.of(new NewCommand());
            case MigrateCommand.WORD -> Optional.of(new MigrateCommand());
            case SqlCommand.WORD -> Optional.of(new SqlCommand());
            case DownCommand.WORD -> Optional.of(new DownCommand());
            case RedoCommand.WORD -> Optional.of(new RedoCommand());
            case VerifyCommand.WORD -> Optional.of(new VerifyCommand());
            case ResumeCommand.WORD -> Optional.of(new ResumeCommand());
            case StatusCommand.WORD -> Optional.of(new StatusCommand());
            case ValidateCommand.WORD -> Optional.of(new ValidateCommand());
            case RepairCommand.WORD -> Optional.of(new RepairCommand());
            case ShowCommand.WORD -> Optional.of(new ShowCommand());
            case BaselineCommand.WORD -> Optional.of(new BaselineCommand());
            case ImportCommand.WORD -> Optional.of(new ImportCommand());
            case AdoptCommand.WORD -> Optional.of(new AdoptCommand());
            case MarkCommand.WORD -> Optional.of(new MarkCommand());
            case UnmarkCommand.WORD -> Optional.of(new UnmarkCommand());
            case LockCommand.WORD -> Optional.of(new LockCommand());
            case WaitCommand.WORD -> Optional.of(new WaitCommand());
            case CreateCommand.WORD -> Optional.of(new CreateCommand());
            case DropCommand.WORD -> Optional.of(new DropCommand());
            case ConfigCommand.WORD -> Optional.of(new ConfigCommand());
            case DoctorCommand.WORD -> Optional.of(new DoctorCommand());
            case PythonInstallCommand.WORD -> Optional.of(new PythonInstallCommand());
            case ArchiveCommand.WORD -> Optional.of(new ArchiveCommand());
            case InitCommand.WORD -> Optional.of(new InitCommand(directory));
            case CompletionCommand.WORD -> Optional.of(new CompletionCommand(this));
            case HelpCommand.WORD -> Optional.of(new HelpCommand(this));
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<CommandSyntax> syntax(String word) {
        return named(word).map(Command::syntax);
    }

    @Override
    public List<String> words() {
        return WORDS;
    }

    @Override
    public boolean isGroup(String word) {
        for (String name : WORDS) {
            if (name.startsWith(word + " ")) {
                return true;
            }
        }
        return false;
    }
}
