package io.migri.cli.call;

import io.migri.api.ConnectionConfig;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.UsageException;
import io.migri.cli.database.Target;
import io.migri.cli.database.TargetReader;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.exit.Signals;
import io.migri.cli.failure.Advice;
import io.migri.cli.failure.FailurePrinter;
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
        target.warnings().forEach(commentary::warn);
        target.notes().forEach(commentary::info);
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
            FailureDocument.print(e, invocation, Optional.of(target), terminal);
            return new FailurePrinter(terminal, new Advice(target, word), level == LogLevel.DEBUG).print(e);
        }
    }
}
