package io.migri.core.report;

import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener;
import io.migri.api.report.Blocking;
import io.migri.api.report.Danger;
import io.migri.api.report.Effect;
import io.migri.api.report.Impact;
import io.migri.api.report.StatementReport;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import io.migri.core.script.OneLine;
import io.migri.spi.DialectSession;
import io.migri.spi.execution.ExecutionContext;
import io.migri.spi.probe.StatementProbe;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.wire.StatementFailedException;
import java.io.IOException;
import java.io.Reader;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Executes statements one at a time, looks what each did, and tells the listener. One run's. */
public final class RunRecorder {
    /** So many statements are kept; beyond them those alone that did something worth telling. */
    private static final int KEPT = 10_000;

    private static final int LONGEST_HEAD = 200;
    private static final int LONGEST_READ = 10_000;

    private final StatementProbe probe;
    private final DialectSession session;
    private final MigrationListener listener;
    private final List<Entry> entries = new ArrayList<>();
    private @Nullable Migration migration;
    private int committed;
    private int transaction;

    public RunRecorder(StatementProbe probe, DialectSession session, MigrationListener listener) {
        this.probe = probe;
        this.session = session;
        this.listener = listener;
    }

    /** A migration begins, or begins anew after it was rolled back, from its last commit on. */
    public void begin(Migration next) throws SQLException {
        if (next.equals(migration)) {
            entries.subList(committed, entries.size()).clear();
        }
        migration = next;
        transactionEnded();
        probe.migrationBegins();
    }

    /** What was locked is free again. */
    public void transactionEnded() {
        transaction++;
        committed = entries.size();
    }

    /**
     * Executes a statement.
     *
     * @param form what is sent; if it is not the statement's text, the statement would not be in a transaction in a run
     * @param executed called as soon as it was, whatever becomes of looking at its effects
     * @param silent called where nobody can tell whether it was, because a plug-in broke its contract
     */
    public void execute(SqlStatement statement, String form, Runnable executed, Runnable silent) throws SQLException {
        boolean substituted = !form.equals(statement.text());
        if (substituted) {
            part();
        }
        look(statement.line(), () -> probe.before(statement.text()));
        long start = System.nanoTime();
        OptionalLong rows;
        try {
            rows = probe.execute(form);
        } catch (StatementFailedException e) {
            tell(report(statement, start, OptionalLong.empty(), List.of(), false));
            throw e;
        } catch (MigriException e) {
            silent.run();
            throw e;
        }
        executed.run();
        tellWithEffects(statement, start, rows, effects -> substituted ? instead(effects, form) : effects);
        if (substituted) {
            part();
        }
    }

    /** Executes a statement with its data. */
    public void load(SqlStatement statement, Reader data) throws SQLException, IOException {
        look(statement.line(), () -> probe.before(statement.text()));
        long start = System.nanoTime();
        try {
            session.wire().load(statement.text(), data);
        } catch (SQLException e) {
            tell(report(statement, start, OptionalLong.empty(), List.of(), false));
            throw e;
        }
        tellWithEffects(statement, start, OptionalLong.empty(), effects -> effects);
    }

    /** A statement was left out. */
    public void leftOut(SqlStatement statement, String reason) throws SQLException {
        Effect effect = Effect.of(Effect.Kind.NOT_REHEARSED, "", reason);
        tell(report(statement, System.nanoTime(), OptionalLong.empty(), List.of(effect), true));
        look(statement.line(), this::part);
    }

    /** All of the migration was left out. */
    public void leftOut(String reason) {
        Effect effect = Effect.of(Effect.Kind.NOT_REHEARSED, "", reason);
        tell(report("", 0, Duration.ZERO, OptionalLong.empty(), List.of(effect), true));
    }

    /** In a run another transaction would begin here, without the locks of the one before. */
    private void part() throws SQLException {
        transaction++;
        probe.migrationBegins();
    }

    /** What the statement itself does too: its work, without the locks that it has in the other form alone. */
    private List<Effect> instead(List<Effect> effects, String form) {
        List<Effect> same = new ArrayList<>();
        same.add(Effect.of(Effect.Kind.REHEARSED_DIFFERENTLY, "", head(form)));
        for (Effect effect : effects) {
            if (effect.kind() != Effect.Kind.LOCK) {
                same.add(effect.blocking(Blocking.NOTHING).withoutAdvice());
            }
        }
        return same;
    }

    /** Does what a migration does on the connection itself. Where nothing can be looked up, as after an error, nothing is told. */
    public <T> T watched(String statement, boolean always, ExecutionContext.Step<T> step)
            throws SQLException, IOException {
        boolean looking = looked(() -> probe.before(statement));
        long start = System.nanoTime();
        T answer = step.run();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        List<Effect> effects = new ArrayList<>();
        if (looking && looked(() -> effects.addAll(probe.after(statement))) && (always || !effects.isEmpty())) {
            tell(report(head(statement), 0, took, OptionalLong.empty(), effects, true));
        }
        return answer;
    }

    private static boolean looked(Look look) {
        try {
            look.run();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** All that was told, and what of it is dangerous. */
    public Impact impact() {
        List<StatementReport> statements = new ArrayList<>();
        List<Danger> dangers = new ArrayList<>();
        Dangers judge = new Dangers();
        int current = 0;
        for (Entry entry : entries) {
            if (entry.transaction() != current) {
                current = entry.transaction();
                judge = new Dangers();
            }
            statements.add(entry.report());
            dangers.addAll(judge.judge(entry.report()));
            dangers.removeAll(judge.withdrawn(entry.report()));
        }
        return new Impact(statements, dangers);
    }

    private void tellWithEffects(
            SqlStatement statement, long start, OptionalLong rows, UnaryOperator<List<Effect>> meaning)
            throws SQLException {
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        List<Effect> effects = new ArrayList<>();
        look(statement.line(), () -> effects.addAll(probe.after(statement.text())));
        tell(report(head(statement.text()), statement.line(), took, rows, meaning.apply(effects), true));
    }

    private StatementReport report(
            SqlStatement statement, long start, OptionalLong rows, List<Effect> effects, boolean completed) {
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return report(head(statement.text()), statement.line(), took, rows, effects, completed);
    }

    private StatementReport report(
            String head, int line, Duration took, OptionalLong rows, List<Effect> effects, boolean completed) {
        Migration current = current();
        return new StatementReport(current.name(), current.origin(), line, head, took, rows, effects, completed);
    }

    private void tell(StatementReport report) {
        boolean remarkable = !report.effects().isEmpty() || !report.completed();
        if (remarkable || entries.size() < KEPT) {
            entries.add(new Entry(report, transaction));
        }
        listener.executed(report);
    }

    private Migration current() {
        if (migration == null) {
            throw new IllegalStateException("no migration has begun");
        }
        return migration;
    }

    /** The statement itself is not to blame, so the message must not look as if it were. */
    private void look(int line, Look look) throws SQLException {
        try {
            look.run();
        } catch (SQLException e) {
            throw MigriException.of(
                            ErrorCode.MIGRATION_FAILED,
                            "what " + (line == 0 ? "the migration" : "line " + line) + " does cannot be looked up: "
                                    + e.getMessage())
                    .help(Text.of("run again with ", Option.NO_REPORT))
                    .because(e)
                    .build();
        }
    }

    /** On one line, without the texts in it, which may be long, or secret. */
    private String head(String statement) {
        String start = statement.length() > LONGEST_READ ? statement.substring(0, LONGEST_READ) : statement;
        String line = OneLine.of(session.language().redacted(start).strip());
        if (line.codePointCount(0, line.length()) <= LONGEST_HEAD) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, LONGEST_HEAD)).stripTrailing() + "…";
    }

    /** A statement and the transaction that it was in. */
    private record Entry(StatementReport report, int transaction) {}

    /** A question to the probe. */
    @FunctionalInterface
    private interface Look {
        void run() throws SQLException;
    }
}
