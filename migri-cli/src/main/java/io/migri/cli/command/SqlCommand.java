package io.migri.cli.command;

import io.migri.Migri;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.call.Command;
import io.migri.cli.call.HistoryCall;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.order.Orders;
import io.migri.cli.output.Terminal;
import io.migri.cli.script.PrintedScript;
import io.migri.cli.script.ScriptFile;
import io.migri.cli.settings.ServerChoice;
import io.migri.cli.settings.StepSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code migri sql}: prints what a run would send, for the database's own client. Changes nothing. */
final class SqlCommand implements Command {
    static final String WORD = "sql";

    @Override
    public CommandSyntax syntax() {
        return CommandSyntax.of(
                        WORD,
                        "Print what is pending as a script for psql, mysql, mariadb or sqlite3, the history included",
                        Setting.MIGRATIONS_DIR,
                        Setting.UP_TO,
                        Setting.COUNT,
                        Setting.FROM_NOTHING,
                        Setting.SCRIPT_FILE,
                        Setting.LOCK_WAIT,
                        Setting.ALLOW_EMPTY,
                        Setting.FORMAT,
                        Setting.STRICT,
                        Setting.STORE_TEXTS,
                        Setting.NEW_HISTORY)
                .showing(
                        "migri sql -o pending.sql  # a script to read, and to run by hand",
                        "migri sql --to 0003_orders -o pending.sql  # nothing after that one",
                        "migri sql --all -o all.sql  # for another database, which has nothing yet");
    }

    @Override
    public ExitStatus run(Invocation invocation, Terminal terminal) {
        HistoryCall call = new HistoryCall(invocation, terminal, WORD);
        Optional<ScriptFile> file = invocation.value(Setting.SCRIPT_FILE).map(ScriptFile::new);
        return call.runWith(migri -> {
            Migri built = migri(migri, invocation).build();
            Function<Appendable, List<String>> script =
                    invocation.on(Setting.FROM_NOTHING) ? built::scriptOfAll : built::script;
            List<String> written = file.isPresent() ? file.get().write(script) : print(script, call.terminal());
            call.terminal().printError(told(written, file));
            return ExitStatus.DONE;
        });
    }

    private static Migri.Builder migri(Migri.Builder migri, Invocation invocation) {
        new StepSettings(invocation).applyTo(migri);
        return migri.strict(invocation.on(Setting.STRICT)).anyServer(ServerChoice.isAny(invocation));
    }

    private static List<String> print(Function<Appendable, List<String>> script, Terminal terminal) {
        if (terminal.isObeyed()) {
            return printHarmless(script, terminal);
        }
        try (PrintedScript printed = new PrintedScript(terminal)) {
            return script.apply(printed);
        }
    }

    /** No line of a script can be written otherwise, so that one with an order in it is not printed at all. */
    private static List<String> printHarmless(Function<Appendable, List<String>> script, Terminal terminal) {
        StringBuilder printed = new StringBuilder();
        List<String> written = script.apply(printed);
        Optional<String> order = Orders.firstKnown(printed.toString());
        if (order.isPresent()) {
            throw MigriException.of(
                            ErrorCode.CONFIGURATION_INVALID,
                            "the script has a line that the service which runs this would obey: "
                                    + order.get().strip())
                    .help("write it to a file, with -o FILE")
                    .build();
        }
        terminal.printFile(printed.toString().getBytes(StandardCharsets.UTF_8));
        return written;
    }

    private static String told(List<String> written, Optional<ScriptFile> file) {
        if (written.isEmpty()) {
            return "nothing is pending, so there is no script\n";
        }
        String count = written.size() == 1 ? "1 migration" : written.size() + " migrations";
        return file.map(there -> count + " written to " + there.name() + "\n").orElse("");
    }
}
