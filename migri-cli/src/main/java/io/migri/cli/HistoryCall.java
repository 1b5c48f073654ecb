package io.migri.cli;

import io.migri.History;
import io.migri.Migri;
import io.migri.api.Cancellation;
import io.migri.api.ConnectionConfig;
import io.migri.api.event.MigrationListener;
import java.util.function.Function;

/** A call of a command that looks at the history or puts it right. */
final class HistoryCall {
    private final DatabaseCall call;
    private final boolean json;

    /** @throws UsageException where a setting has a value that it cannot have */
    HistoryCall(Invocation invocation, Terminal terminal, String word) {
        this.call = new DatabaseCall(invocation, terminal, word);
        this.json = OutputFormat.isJson(invocation);
    }

    ConnectionConfig target() {
        return call.target();
    }

    Terminal terminal() {
        return call.terminal();
    }

    /** Whether standard output is one JSON document. */
    boolean json() {
        return json;
    }

    /** For what is to be told on standard error. */
    Commentary commentary() {
        return call.commentary();
    }

    /** How the changes are told that it makes. */
    ChangeReport changes() {
        return new ChangeReport(call.terminal(), call.target(), json);
    }

    /** Does {@code work} with the history, and tells of its failure. */
    ExitStatus run(Function<History, ExitStatus> work) {
        Cancellation cancellation = new Cancellation();
        Signals signals = Signals.watchHistory(cancellation, call.terminal());
        return call.run(signals, () -> run(work, cancellation, signals));
    }

    private ExitStatus run(Function<History, ExitStatus> work, Cancellation cancellation, Signals signals) {
        Commentary commentary = call.commentary();
        commentary.database(call.target());
        try (StillWaiting waiting = StillWaiting.on(call.target(), commentary::waiting)) {
            MigrationListener listener = new CombinedListener(signals, new CombinedListener(waiting, commentary));
            return work.apply(migri(call.invocation())
                    .listener(listener)
                    .cancellation(cancellation)
                    .build()
                    .history());
        }
    }

    private Migri.Builder migri(Invocation invocation) {
        Migri.Builder migri = new LockSettings(invocation)
                .applyTo(Migri.builder())
                .target(call.target())
                .location(MigrationsDirectory.of(invocation))
                .allowEmpty(invocation.on(Setting.ALLOW_EMPTY))
                .plainFormat(FormatSetting.isPlain(invocation));
        new PythonSettings(invocation, call.level() == LogLevel.DEBUG).settings().forEach(migri::setting);
        return migri;
    }
}
