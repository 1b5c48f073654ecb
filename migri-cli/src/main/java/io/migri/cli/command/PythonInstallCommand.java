package io.migri.cli.command;

import io.migri.Surroundings;
import io.migri.api.ConnectionConfig;
import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.call.Command;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.failure.Advice;
import io.migri.cli.failure.FailurePrinter;
import io.migri.cli.output.Terminal;
import io.migri.cli.settings.ColorChoice;
import io.migri.cli.settings.LogLevel;
import io.migri.cli.settings.PythonSettings;

/** {@code migri python install}: makes the environment that {@code .py} migrations run in. */
final class PythonInstallCommand implements Command {
    static final String WORD = "python install";

    @Override
    public CommandSyntax syntax() {
        return CommandSyntax.of(
                        WORD,
                        "Make a virtual environment with jep, which migri then finds by itself",
                        Setting.WITH,
                        Setting.PYTHON)
                .showing(
                        "migri python install  # for .py migrations",
                        "migri python install --with requests --with pandas  # with what they import");
    }

    @Override
    public ExitStatus run(Invocation invocation, Terminal terminal) {
        LogLevel level = LogLevel.of(invocation);
        Terminal shown = new ColorChoice(invocation).applyTo(terminal);
        Surroundings surroundings = new Surroundings(
                PythonInstallCommand.class.getClassLoader(), new PythonSettings(invocation, false).settings());
        try {
            String made = surroundings.install(
                    "python", invocation.values(Setting.WITH), line -> shown.printError(line + "\n"));
            shown.print(made + "\n");
            return ExitStatus.DONE;
        } catch (RuntimeException e) {
            Advice advice = new Advice(ConnectionConfig.builder("none").build());
            return new FailurePrinter(shown, advice, level == LogLevel.DEBUG).print(e);
        }
    }
}
