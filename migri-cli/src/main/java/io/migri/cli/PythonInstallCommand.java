package io.migri.cli;

import io.migri.Surroundings;
import io.migri.api.ConnectionConfig;

/** {@code migri python install}: makes the environment that {@code .py} migrations run in. */
final class PythonInstallCommand {
    private final Invocation invocation;
    private final Terminal terminal;

    PythonInstallCommand(Invocation invocation, Terminal terminal) {
        this.invocation = invocation;
        this.terminal = terminal;
    }

    /** Returns the exit status. */
    int run() {
        LogLevel level = LogLevel.of(invocation);
        Style style = new ColorChoice(invocation).style(terminal.errIsTerminal());
        Surroundings surroundings = new Surroundings(
                PythonInstallCommand.class.getClassLoader(), new PythonSettings(invocation, false).settings());
        try {
            String made = surroundings.install(
                    "python", invocation.values(Setting.WITH), line -> terminal.printError(line + "\n"));
            terminal.print(made + "\n");
            return ExitStatus.DONE;
        } catch (RuntimeException e) {
            Advice advice = new Advice(ConnectionConfig.builder("none").build());
            return new FailurePrinter(terminal, style, Redaction.NOTHING, advice, level == LogLevel.DEBUG).print(e);
        }
    }
}
