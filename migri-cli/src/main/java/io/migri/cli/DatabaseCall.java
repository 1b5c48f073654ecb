package io.migri.cli;

import io.migri.api.ConnectionConfig;
import java.util.Optional;
import java.util.function.Supplier;

/** A call of a command that works on a database: which one, how much is told, and what happens when it ends. */
final class DatabaseCall {
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
    DatabaseCall(Invocation invocation, Terminal terminal, String word) {
        this(invocation, new TargetReader(invocation).read(), terminal, word);
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
        return new DatabaseCall(invocation, target, terminal.hiding(terminal.redaction().and(other)), word);
    }

    Invocation invocation() {
        return invocation;
    }

    ConnectionConfig target() {
        return target;
    }

    /** Where output goes: with colours or without, and without the secrets of the database. */
    Terminal terminal() {
        return terminal;
    }

    LogLevel level() {
        return level;
    }

    /** For what is to be told on standard error. */
    Commentary commentary() {
        return new Commentary(terminal, level);
    }

    /**
     * Does {@code work}, and tells of its failure.
     *
     * @param signals end with it
     */
    ExitStatus run(Signals signals, Supplier<ExitStatus> work) {
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
            return new FailurePrinter(terminal, new Advice(target, word), level == LogLevel.DEBUG).print(e);
        }
    }
}
