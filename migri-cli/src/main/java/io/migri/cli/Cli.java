package io.migri.cli;

import io.migri.api.ConnectionConfig;
import io.migri.cli.arguments.ArgumentParser;
import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.Help;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.arguments.UsageException;
import io.migri.cli.call.Command;
import io.migri.cli.call.FailureDocument;
import io.migri.cli.call.PasswordWanted;
import io.migri.cli.command.Commands;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.failure.Advice;
import io.migri.cli.failure.FailurePrinter;
import io.migri.cli.file.SettingFiles;
import io.migri.cli.installation.Installation;
import io.migri.cli.output.PasswordPrompt;
import io.migri.cli.output.Redaction;
import io.migri.cli.output.Terminal;
import io.migri.cli.output.TerminalWidth;
import io.migri.cli.plugin.OpenPlugins;
import io.migri.cli.plugin.PluginJars;
import io.migri.cli.settings.GivenSecrets;
import io.migri.cli.settings.OutputFormat;
import io.migri.cli.settings.PasswordFile;
import io.migri.cli.start.Whereabouts;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the command that a command line names. */
final class Cli {
    /** What ends a command before it has a target is not about one. */
    private static final ConnectionConfig NOWHERE =
            ConnectionConfig.builder("the database").build();

    private static final String LOST = "standard output cannot be written: there is no room, or its reader has gone";

    private final Commands commands;
    private final Terminal terminal;
    private final Map<String, String> environment;
    private final Optional<File> directory;

    /** One without files of settings. */
    Cli(Terminal terminal, Map<String, String> environment) {
        this(terminal, environment, Optional.empty());
    }

    /** @param directory where files of settings are looked for: the working directory */
    Cli(Terminal terminal, Map<String, String> environment, Optional<File> directory) {
        this.terminal = terminal.in(environment);
        this.environment = environment;
        this.directory = directory;
        this.commands = directory.isPresent() ? new Commands(directory.get().toPath()) : new Commands();
    }

    /** Returns the exit status. */
    int run(List<String> arguments) {
        Redaction typed = Redaction.of(arguments);
        try {
            boolean helpless = arguments.isEmpty() && !terminal.out().isTerminal();
            return (helpless ? print(help(Optional.empty()), terminal) : run(parsed(arguments), typed)).code();
        } catch (UsageException e) {
            FailureDocument.print(e, arguments, environment, terminal.hiding(typed));
            return misused(e, terminal.hiding(typed)).code();
        }
    }

    private Invocation parsed(List<String> arguments) {
        return new ArgumentParser(commands, environment).parse(arguments);
    }

    private ExitStatus run(Invocation given, Redaction typed) {
        Invocation invocation = given;
        if (directory.isPresent() && !isAboutItself(given)) {
            SettingFiles files = SettingFiles.of(given, directory.get());
            invocation = files.invocation();
            if (!files.warnings().isEmpty()) {
                terminal.printError(files.warnings());
            }
        }
        return runAsking(invocation, typed);
    }

    private boolean isAboutItself(Invocation given) {
        Optional<Command> command = command(given);
        return given.on(Setting.HELP)
                || given.on(Setting.VERSION)
                || (command.isPresent() && command.get().isAboutItself());
    }

    private ExitStatus runAsking(Invocation invocation, Redaction typed) {
        Terminal hiding = terminal.hiding(typed.and(GivenSecrets.of(invocation)));
        try {
            return written(run(invocation, hiding), invocation, hiding);
        } catch (UsageException e) {
            FailureDocument.print(e, invocation, hiding);
            return misused(e, hiding);
        } catch (PasswordWanted e) {
            String password = PasswordPrompt.ask(e.getMessage()).orElse("");
            return runAsking(invocation.with(Setting.DB_PASS, password), typed);
        } catch (RuntimeException | Error e) {
            FailureDocument.print(e, invocation, hiding);
            return new FailurePrinter(hiding, new Advice(NOWHERE), isDebug(invocation)).print(e);
        }
    }

    private static boolean isDebug(Invocation invocation) {
        return invocation.value(Setting.LOG_LEVEL).filter("debug"::equals).isPresent();
    }

    private static ExitStatus misused(UsageException mistake, Terminal terminal) {
        terminal.printError(mistake.text() + "\n");
        return ExitStatus.USAGE;
    }

    /** The caller has not got the output, even if all else went well. */
    private ExitStatus written(ExitStatus status, Invocation invocation, Terminal terminal) {
        if (terminal.finish()) {
            return status;
        }
        boolean lost = isItsOutput(invocation) || OutputFormat.isJson(invocation.value(Setting.OUTPUT));
        terminal.printError((lost ? "error" : "warning") + ": " + LOST + "\n");
        return lost && status == ExitStatus.DONE ? ExitStatus.COULD_NOT_RUN : status;
    }

    /** A run of migrations is more than its output. */
    private boolean isItsOutput(Invocation invocation) {
        return invocation.on(Setting.HELP)
                || invocation.on(Setting.VERSION)
                || command(invocation).filter(named -> !named.isItsOutput()).isEmpty();
    }

    private Optional<Command> command(Invocation invocation) {
        return invocation.command().flatMap(syntax -> commands.named(syntax.word()));
    }

    private ExitStatus run(Invocation invocation, Terminal terminal) {
        if (invocation.on(Setting.HELP)) {
            return print(help(invocation.command()), terminal);
        }
        if (invocation.on(Setting.VERSION)) {
            return print(Installation.text(), terminal);
        }
        if (terminal.out().isTerminal()
                && invocation.command().isEmpty()
                && invocation.options().isEmpty()) {
            Whereabouts.print(invocation, terminal);
            return ExitStatus.DONE;
        }
        Command command = command(invocation).orElseThrow(() -> new UsageException("Missing command."));
        if (command.isAboutItself()) {
            return command.run(invocation, terminal);
        }
        terminal.printError(PasswordFile.warnings(invocation));
        return runWithPlugins(command, invocation, terminal);
    }

    @SuppressWarnings("try") // they work by being open
    private static ExitStatus runWithPlugins(Command command, Invocation invocation, Terminal terminal) {
        try (OpenPlugins plugins = PluginJars.open(invocation)) {
            return command.run(invocation, terminal);
        }
    }

    private String help(Optional<CommandSyntax> command) {
        int columns = TerminalWidth.of(terminal.out(), environment, Help.WIDTH);
        return command.isPresent() ? Help.text(command.get(), columns) : Help.text(commands.syntaxes(), columns);
    }

    private static ExitStatus print(String text, Terminal terminal) {
        terminal.printHelp(text);
        return ExitStatus.DONE;
    }
}
