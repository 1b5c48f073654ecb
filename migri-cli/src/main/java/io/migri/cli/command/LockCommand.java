package io.migri.cli.command;

import io.migri.Migri;
import io.migri.api.Cancellation;
import io.migri.api.ConnectionConfig;
import io.migri.api.LockHolder;
import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.call.Command;
import io.migri.cli.call.DatabaseCall;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.exit.Signals;
import io.migri.cli.output.Printable;
import io.migri.cli.output.Terminal;
import io.migri.cli.report.TargetMembers;
import io.migri.cli.settings.HistorySettings;
import io.migri.cli.settings.OutputFormat;
import io.migri.cli.settings.WaitSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code migri lock}: tells who keeps other runs out. Changes nothing. */
final class LockCommand implements Command {
    static final String WORD = "lock";

    @Override
    public CommandSyntax syntax() {
        return CommandSyntax.of(WORD, "Show who holds the lock that keeps two runs apart", Setting.OUTPUT)
                .showing("migri lock  # shows whom a run waits for");
    }

    /** Ends with 0 whether somebody holds it or not. */
    @Override
    public ExitStatus run(Invocation invocation, Terminal terminal) {
        DatabaseCall call = new DatabaseCall(invocation, terminal, WORD);
        boolean json = OutputFormat.isJson(invocation);
        Cancellation cancellation = new Cancellation();
        Signals signals = Signals.watchHistory(cancellation, call.terminal());
        return call.run(signals, () -> {
            call.commentary().database(call.target());
            Optional<LockHolder> holder = holder(invocation, call, cancellation);
            if (json) {
                call.terminal().printDocument(members(call.target(), holder));
            } else {
                call.terminal().print(sentence(holder));
            }
            return ExitStatus.DONE;
        });
    }

    private static Optional<LockHolder> holder(Invocation invocation, DatabaseCall call, Cancellation cancellation) {
        return new WaitSettings(invocation)
                .applyTo(new HistorySettings(invocation).applyTo(Migri.builder()))
                .target(call.target())
                .source(List::of)
                .logging(false)
                .listener(call.commentary())
                .cancellation(cancellation)
                .build()
                .lockHolder();
    }

    private static String sentence(Optional<LockHolder> holder) {
        return holder.map(known -> "The lock is held by " + Printable.text(known.describe()) + "\n")
                .orElse("The lock is free.\n");
    }

    private static Map<String, ?> members(ConnectionConfig target, Optional<LockHolder> holder) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("target", TargetMembers.of(target));
        members.put("held", holder.isPresent());
        holder.ifPresent(known -> {
            members.put("kind", known.kind());
            members.put("process", known.process());
            add(members, "user", known.user());
            add(members, "host", known.host());
            add(members, "application", known.application());
            add(members, "connected_at", known.connectedAt().map(Instant::toString));
            add(members, "state", known.state());
            known.stateFor().map(Duration::toSeconds).ifPresent(seconds -> members.put("state_seconds", seconds));
            add(members, "statement", known.statement());
        });
        return members;
    }

    private static void add(Map<String, Object> members, String name, Optional<String> value) {
        value.ifPresent(known -> members.put(name, known));
    }
}
