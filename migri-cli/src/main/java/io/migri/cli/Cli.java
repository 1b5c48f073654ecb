package io.migri.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the command that a command line names. */
final class Cli {
    private static final String LOST = "standard output cannot be written: there is no room, or its reader has gone";

    private final Terminal terminal;
    private final Map<String, String> environment;

    Cli(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    /** Returns the exit status. */
    int run(List<String> arguments) {
        Redaction typed = Redaction.of(arguments);
        try {
            return arguments.isEmpty()
                    ? print(Help.text(), terminal)
                    : run(new ArgumentParser(environment).parse(arguments), typed);
        } catch (UsageException e) {
            return misused(e, terminal.hiding(typed));
        }
    }

    private int run(Invocation invocation, Redaction typed) {
        Terminal hiding = terminal.hiding(typed.and(invocation));
        try {
            return written(run(invocation, hiding), invocation, hiding);
        } catch (UsageException e) {
            return misused(e, hiding);
        }
    }

    private static int misused(UsageException mistake, Terminal terminal) {
        terminal.printError(mistake.text() + "\n");
        return ExitStatus.USAGE;
    }

    /** Whoever asked for the output has not got it, even if all went well. A run of migrations is more than its output. */
    private static int written(int status, Invocation invocation, Terminal terminal) {
        if (terminal.finish()) {
            return status;
        }
        boolean lost = !invocation.isRun()
                || invocation.value(Setting.OUTPUT).filter("json"::equals).isPresent();
        terminal.printError((lost ? "error" : "warning") + ": " + LOST + "\n");
        return lost && status == ExitStatus.DONE ? ExitStatus.COULD_NOT_RUN : status;
    }

    private int run(Invocation invocation, Terminal terminal) {
        Optional<Command> command = invocation.command();
        if (invocation.on(Setting.HELP)) {
            return print(command.map(Help::text).orElseGet(Help::text), terminal);
        }
        if (invocation.on(Setting.VERSION)) {
            return print("migri " + version() + "\n", terminal);
        }
        terminal.printError(PasswordFile.warnings(invocation));
        return switch (command.orElseThrow(() -> new UsageException("Missing command."))) {
            case MIGRATE, RESUME -> new MigrateCommand(invocation, terminal).run();
            case STATUS, VALIDATE, REPAIR, SHOW, BASELINE, MARK, UNMARK ->
                new HistoryCommand(invocation, command.orElseThrow(), terminal).run();
            case LOCK -> new LockCommand(invocation, terminal).run();
            case DOCTOR -> new DoctorCommand(invocation, terminal).run();
            case PYTHON_INSTALL -> new PythonInstallCommand(invocation, terminal).run();
            case ARCHIVE -> new ArchiveCommand(terminal).run();
            case INIT -> print(Sentences.INIT, terminal);
        };
    }

    private static int print(String text, Terminal terminal) {
        terminal.print(text);
        return ExitStatus.DONE;
    }

    /** What the jar's manifest says; a build directory has none. */
    private static String version() {
        return Optional.ofNullable(Cli.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
