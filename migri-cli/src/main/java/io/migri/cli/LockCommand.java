package io.migri.cli;

import io.migri.Migri;
import io.migri.api.Cancellation;
import io.migri.api.ConnectionConfig;
import io.migri.api.LockHolder;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code migri lock}: tells who keeps other runs out. Changes nothing. */
final class LockCommand {
    private final Terminal terminal;
    private final ConnectionConfig target;
    private final LogLevel level;
    private final Style errStyle;
    private final Redaction redaction;
    private final boolean json;

    /** @throws UsageException where a setting has a value that it cannot have */
    LockCommand(Invocation invocation, Terminal terminal) {
        this.target = new TargetReader(invocation).read();
        this.level = LogLevel.of(invocation);
        this.errStyle = new ColorChoice(invocation).style(terminal.errIsTerminal());
        this.redaction = terminal.redaction().and(Optional.of(target));
        this.terminal = terminal.hiding(redaction);
        this.json = json(invocation);
    }

    /** Returns the exit status: 0 whether somebody holds it or not. */
    int run() {
        Cancellation cancellation = new Cancellation();
        Signals signals = Signals.watchHistory(cancellation, terminal);
        int status = ExitStatus.COULD_NOT_RUN;
        try {
            status = run(cancellation);
        } finally {
            signals.ended(status);
        }
        return status;
    }

    private int run(Cancellation cancellation) {
        new Journal(terminal, errStyle, redaction, level).info("the database is " + target.describe());
        try {
            Optional<LockHolder> holder = Migri.builder()
                    .target(target)
                    .source(List::of)
                    .cancellation(cancellation)
                    .build()
                    .lockHolder();
            if (json) {
                terminal.printDocument(members(holder));
            } else {
                terminal.print(sentence(holder));
            }
            return ExitStatus.DONE;
        } catch (RuntimeException | Error e) {
            return new FailurePrinter(
                            terminal, errStyle, redaction, new Advice(target, Command.LOCK), level == LogLevel.DEBUG)
                    .print(e);
        }
    }

    private static String sentence(Optional<LockHolder> holder) {
        return holder.map(known -> "The lock is held by " + Printable.text(known.describe()) + "\n")
                .orElse("The lock is free.\n");
    }

    private Map<String, ?> members(Optional<LockHolder> holder) {
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

    private void add(Map<String, Object> members, String name, Optional<String> value) {
        value.ifPresent(known -> members.put(name, redaction.clean(known)));
    }

    private static boolean json(Invocation invocation) {
        String format = invocation.value(Setting.OUTPUT).orElse("text");
        return switch (format) {
            case "text" -> false;
            case "json" -> true;
            default -> throw invocation.invalid(Setting.OUTPUT, "'" + format + "' is neither text nor json.");
        };
    }
}
