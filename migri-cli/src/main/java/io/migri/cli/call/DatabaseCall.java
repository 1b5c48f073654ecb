package io.migri.cli.call;

import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseError;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigriException;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.arguments.UsageException;
import io.migri.cli.ci.GithubAnnotation;
import io.migri.cli.database.Target;
import io.migri.cli.database.TargetReader;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.exit.Signals;
import io.migri.cli.failure.Advice;
import io.migri.cli.failure.FailurePrinter;
import io.migri.cli.output.PasswordPrompt;
import io.migri.cli.output.Terminal;
import io.migri.cli.progress.Commentary;
import io.migri.cli.settings.ColorChoice;
import io.migri.cli.settings.LogLevel;
import java.util.Optional;
import java.util.function.Supplier;

/** A call of a command that works on a database: which one, how much is told, and what happens when it ends. */
public final class DatabaseCall {
    private final Invocation invocation;
    private final ConnectionConfig target;
    private final LogLevel level;
    private final Terminal terminal;
    private final String word;

    /**
     * A call that has not begun.
     *
     * @param word names the command in advice
     * @throws UsageException where a setting has a value that it cannot have
     */
    public DatabaseCall(Invocation invocation, Terminal terminal, String word) {
        this(invocation, new TargetReader(invocation).read(), terminal, word);
    }

    private DatabaseCall(Invocation invocation, Target target, Terminal terminal, String word) {
        this(invocation, target.config(), terminal, word);
        Commentary commentary = commentary();
        for (String warning : target.warnings()) {
            commentary.warn(warning);
        }
        for (String note : target.notes()) {
            commentary.info(note);
        }
        if (target.source().isPresent()) {
            commentary.info("the database is named by " + target.source().get());
        }
    }

    private DatabaseCall(Invocation invocation, ConnectionConfig target, Terminal terminal, String word) {
        this.invocation = invocation;
        this.target = target;
        this.level = LogLevel.of(invocation);
        this.terminal = new ColorChoice(invocation)
                .applyTo(terminal)
                .hiding(terminal.redaction().and(Optional.of(target)));
        this.word = word;
    }

    /** The same, whose terminal takes out what is secret of another server as well. */
    DatabaseCall hiding(Optional<ConnectionConfig> other) {
        return new DatabaseCall(
                invocation, target, terminal.hiding(terminal.redaction().and(other)), word);
    }

    Invocation invocation() {
        return invocation;
    }

    public ConnectionConfig target() {
        return target;
    }

    /** Where output goes: with colours or without, and without the secrets of the database. */
    public Terminal terminal() {
        return terminal;
    }

    LogLevel level() {
        return level;
    }

    /** For what is to be told on standard error. */
    public Commentary commentary() {
        return new Commentary(terminal, level);
    }

    /**
     * Does {@code work}, and reports its failure.
     *
     * @param signals end with it
     */
    public ExitStatus run(Signals signals, Supplier<ExitStatus> work) {
        ExitStatus status = ExitStatus.COULD_NOT_RUN;
        try {
            status = run(work);
        } finally {
            signals.ended(status.code());
        }
        return status;
    }

    private ExitStatus run(Supplier<ExitStatus> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            if (wantsPassword(e)) {
                throw new PasswordWanted(target.describe(), e);
            }
            FailureDocument.print(e, invocation, target, word, terminal);
            Advice advice = new Advice(target, word);
            ExitStatus status = new FailurePrinter(terminal, advice, level == LogLevel.DEBUG).print(e);
            if (e instanceof MigriException failure && GithubAnnotation.isWanted(invocation)) {
                GithubAnnotation.print(failure, invocation, terminal, advice);
            }
            return status;
        }
    }

    /** Whether {@code failure} is that of a login without a password, and somebody can be asked for one. */
    boolean wantsPassword(Throwable failure) {
        return target.password().isEmpty()
                && !invocation.options().containsKey(Setting.DB_PASS)
                && failure instanceof MigriException known
                && !(failure instanceof MigrationFailedException)
                && known.databaseError()
                        .filter(error -> error.kind() == DatabaseError.Kind.AUTHENTICATION)
                        .isPresent()
                && PasswordPrompt.isPossible();
    }
}
