package io.migri.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the command that a command line names. */
final class Cli {
    private final Terminal terminal;
    private final Map<String, String> environment;

    Cli(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    /** Returns the exit status. */
    int run(List<String> arguments) {
        try {
            return arguments.isEmpty() ? print(Help.text()) : run(new ArgumentParser(environment).parse(arguments));
        } catch (UsageException e) {
            terminal.printError(e.text() + "\n");
            return ExitStatus.USAGE;
        }
    }

    private int run(Invocation invocation) {
        Optional<Command> command = invocation.command();
        if (invocation.on(Setting.HELP)) {
            return print(command.map(Help::text).orElseGet(Help::text));
        }
        if (invocation.on(Setting.VERSION)) {
            return print("migri " + version() + "\n");
        }
        terminal.printError(PasswordFile.warnings(invocation));
        return switch (command.orElseThrow(() -> new UsageException("Missing command."))) {
            case MIGRATE, RESUME -> new MigrateCommand(invocation, terminal).run();
            case STATUS, VALIDATE, REPAIR, SHOW, BASELINE, MARK, UNMARK ->
                new HistoryCommand(invocation, command.orElseThrow(), terminal).run();
            case LOCK -> new LockCommand(invocation, terminal).run();
            case DOCTOR -> new DoctorCommand(invocation, terminal).run();
            case PYTHON_INSTALL -> new PythonInstallCommand(invocation, terminal).run();
            case INIT -> print(Sentences.INIT);
        };
    }

    private int print(String text) {
        terminal.print(text);
        return ExitStatus.DONE;
    }

    /** What the jar's manifest says; a build directory has none. */
    private static String version() {
        return Optional.ofNullable(Cli.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
