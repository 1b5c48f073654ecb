package io.migri.cli.command;

import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.call.Command;
import io.migri.cli.call.RunCall;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.output.Terminal;

/** {@code migri migrate}: applies what is pending, or tries it out. */
final class MigrateCommand implements Command {
    static final String WORD = "migrate";

    @Override
    public CommandSyntax syntax() {
        return CommandSyntax.of(
                        WORD,
                        "Run all unapplied migrations in lexicographical order",
                        Setting.MIGRATIONS_DIR,
                        Setting.UP_TO,
                        Setting.COUNT,
                        Setting.SINGLE_TRANSACTION,
                        Setting.DRY_RUN,
                        Setting.DRY_RUN_ROWS,
                        Setting.DRY_RUN_URL,
                        Setting.DRY_RUN_PASS_FILE,
                        Setting.REPORT,
                        Setting.NO_REPORT,
                        Setting.FAIL_ON,
                        Setting.OUTPUT,
                        Setting.CODE_QUALITY,
                        Setting.CREATE_DB,
                        Setting.LOCK_WAIT,
                        Setting.LOCK_TIMEOUT,
                        Setting.LOCK_RETRIES,
                        Setting.ALLOW_EMPTY,
                        Setting.FORMAT,
                        Setting.STRICT,
                        Setting.STORE_TEXTS,
                        Setting.NEW_HISTORY,
                        Setting.PYTHON,
                        Setting.PYTHON_ENGINE)
                .showing(
                        "migri migrate  # applies what is pending",
                        "migri migrate --dry-run  # executes it all, tells what it does, and undoes it",
                        "migri migrate --to 0007_orders  # stops after that one",
                        "migri migrate --env production --strict  # refuses changed and late files",
                        "migri --url sqlite:app.db migrate -m db/migrations  # says everything itself");
    }

    @Override
    public ExitStatus run(Invocation invocation, Terminal terminal) {
        return new RunCall(invocation, terminal, WORD)
                .run(migri -> invocation.on(Setting.DRY_RUN) ? migri.dryRun() : migri.migrate());
    }

    /** The database has changed, even if the output is lost. */
    @Override
    public boolean isItsOutput() {
        return false;
    }
}
