package io.migri.core.run;

import io.migri.api.DatabaseError;
import io.migri.api.DatabaseState;
import io.migri.api.ErrorCode;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigrationFailedException.Circumstances;
import io.migri.api.MigrationReport;
import io.migri.api.MigrationReport.Applied;
import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener;
import io.migri.api.event.MigrationListener.Message;
import io.migri.api.event.MigrationListener.Planned;
import io.migri.api.event.MigrationListener.Started;
import io.migri.api.text.Operation;
import io.migri.api.text.Text;
import io.migri.core.attempt.Omission;
import io.migri.core.journal.HandRepair;
import io.migri.core.lock.AlreadyAppliedException;
import io.migri.core.lock.BlockerWatch;
import io.migri.core.lock.RunWatch;
import io.migri.core.options.LockBudget;
import io.migri.core.pipeline.StatementPipeline;
import io.migri.core.reading.Prepared;
import io.migri.core.report.RunRecorder;
import io.migri.core.script.StatementTooLargeException;
import io.migri.core.source.Direction;
import io.migri.core.stage.Stage;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Applies prepared migrations in order and stops at the first that fails. */
final class Applying {
    private final Stage stage;
    private final MigrationListener listener;
    private final Due due;
    private final boolean dryRun;
    private final @Nullable OneTransaction shared;
    private final Outcomes outcomes;
    private final List<Omission> missed = new ArrayList<>();

    /** An application of what is due. */
    Applying(Stage stage, Due due) {
        this(stage, due, null);
    }

    /** The same in a transaction that all share; null where each has its own. */
    Applying(Stage stage, Due due, @Nullable OneTransaction shared) {
        this.stage = stage;
        this.listener = stage.listener();
        this.due = due;
        this.dryRun = stage.mode().dryRun();
        this.shared = shared;
        this.outcomes = new Outcomes(stage);
    }

    /**
     * Applies them all.
     *
     * @throws MigrationFailedException at the first that fails
     */
    @SuppressWarnings("try") // one of them works by being open
    MigrationReport all(List<Prepared> pending) {
        listener.planned(new Planned(
                due.found(), pending.stream().map(one -> one.migration().name()).toList(), due.remaining()));
        LockBudget budget = stage.conduct().options().lockBudget();
        try (BlockerWatch watch = BlockerWatch.over(stage.database().dialect(), stage.session(), budget);
                RunWatch look = RunWatch.over(stage.database().dialect(), stage.session(), budget, listener);
                Recordings recordings = new Recordings(
                        stage.session(),
                        pending,
                        stage.conduct().options().history().texts())) {
            stage.conduct().meanwhile().add(recordings);
            for (int i = 0; i < pending.size(); i++) {
                look.migration(pending.get(i).migration().name());
                MigrationAttempts attempts = begun(pending, i, recordings, watch);
                one(attempts, pending, i);
                if (shared != null && i == pending.size() - 1) {
                    commit(shared, attempts, pending);
                }
            }
            stage.conduct().meanwhile().remove(recordings);
        }
        tellOfRemaining();
        return report();
    }

    private void tellOfRemaining() {
        List<String> remaining = due.remaining();
        if (!remaining.isEmpty()) {
            String first = remaining.get(0);
            listener.told(Message.info(Text.of(
                    remaining.size() == 1
                            ? "1 migration stays pending: " + first
                            : remaining.size() + " migrations stay pending, from " + first + " on")));
        }
    }

    private MigrationReport report() {
        return new MigrationReport(
                due.found(),
                dryRun,
                outcomes.results(),
                Optional.ofNullable(stage.books().recorder()).map(RunRecorder::impact),
                due.remaining());
    }

    private void one(MigrationAttempts attempts, List<Prepared> pending, int index) {
        String name = pending.get(index).migration().name();
        StatementPipeline pipeline = attempts.pipeline();
        long start = System.nanoTime();
        boolean ended = false;
        try {
            attempts.run();
            ended = true;
            missed.addAll(pipeline.missed());
            if (shared != null) {
                shared.add(attempts.recorded());
            }
            outcomes.applied(new Applied(name, Duration.ofNanos(System.nanoTime() - start), pipeline.done()));
        } catch (AlreadyAppliedException e) {
            ended = true;
            attempts.restoreSession();
            pipeline.notice("was " + (Direction.of(name) == Direction.BACK ? "executed" : "applied")
                    + " by another run meanwhile");
        } catch (SQLException | IOException | MigriException e) {
            ended = true;
            fail(attempts.failed(e), pending, index, pipeline);
        } catch (OutOfMemoryError e) {
            ended = true;
            fail(attempts.failed(new StatementTooLargeException(pipeline.done() + 1, e)), pending, index, pipeline);
        } finally {
            if (!ended) {
                attempts.abandon();
            }
        }
    }

    /** Whatever ends badly from here on is the failure of the last, whose turn it was. */
    private void commit(OneTransaction transaction, MigrationAttempts last, List<Prepared> pending) {
        try {
            transaction.commit();
        } catch (SQLException | MigriException e) {
            fail(last.failed(e), pending, pending.size() - 1, last.pipeline());
        }
        transaction.committed();
        outcomes.committed();
    }

    /** Nothing has been sent by then, but what earlier migrations did is not to be forgotten over a plug-in that is broken. */
    private MigrationAttempts begun(List<Prepared> pending, int index, Recordings recordings, BlockerWatch watch) {
        Prepared prepared = pending.get(index);
        try {
            MigrationAttempts attempts = new MigrationAttempts(stage, prepared, recordings, watch);
            long statements = prepared.script().statements();
            listener.started(new Started(prepared.migration().name(), index + 1, pending.size(), statements));
            return attempts;
        } catch (MigriException e) {
            Failure failure = Failure.before(stage, e);
            outcomes.failed(failure, pending, index);
            throw exception(failure, prepared, 0, failure.help());
        }
    }

    /** How many there are; 0 where the executor, which may be a broken plug-in, does not say. */
    private static long statements(Prepared prepared) {
        try {
            return prepared.script().statements();
        } catch (MigriException e) {
            return 0;
        }
    }

    private String server() {
        try {
            return stage.session().server();
        } catch (MigriException e) {
            return "";
        }
    }

    private void fail(Failure cause, List<Prepared> pending, int index, StatementPipeline pipeline) {
        Failure failure = isUndone(cause, pipeline)
                ? cause.leavingNothing().advised(shared == null ? missing(cause, pipeline) : cause.whatHelpsApart())
                : cause;
        outcomes.failed(failure, pending, index);
        Prepared prepared = pending.get(index);
        boolean partly = failure.state() == DatabaseState.PARTLY_CHANGED;
        throw exception(
                failure,
                prepared,
                partly ? pipeline.lastingStatements() : 0,
                help(failure, pipeline, prepared.migration().name()));
    }

    /** Whether nothing is left, whatever the failed one knows of its own part. */
    private boolean isUndone(Failure cause, StatementPipeline pipeline) {
        if (shared == null) {
            return dryRun && (stage.mode().commits() || !pipeline.committedUnseen());
        }
        shared.rolledBack();
        boolean silent = cause.code() == ErrorCode.PLUGIN_MISBEHAVED
                || (shared.committing() && cause.state() == DatabaseState.UNKNOWN);
        return !silent && !pipeline.committedUnseen() && pipeline.outlasted().isEmpty();
    }

    /** A failure that only the rehearsal has. */
    private Optional<Text> missing(Failure failure, StatementPipeline pipeline) {
        List<Omission> all = new ArrayList<>(missed);
        all.addAll(pipeline.missed());
        return Omission.behind(failure.text().toString(), all).map(Text::of);
    }

    private MigrationFailedException exception(Failure failure, Prepared prepared, long lasting, @Nullable Text help) {
        MigriException.Builder account = MigriException.of(failure.code(), failure.text())
                .help(help)
                .details(failure.details())
                .at(failure.position())
                .saying(failure.error())
                .because(failure.cause());
        Circumstances circumstances = new Circumstances(
                prepared.migration().name(),
                prepared.migration().origin(),
                failure.state(),
                failure.statement(),
                statements(prepared),
                lasting,
                server());
        return new MigrationFailedException(account, circumstances, report());
    }

    /** Following it must lead to what a run without the failure would have left. */
    private static @Nullable Text help(Failure failure, StatementPipeline pipeline, String name) {
        if (failure.help() != null || failure.state() != DatabaseState.PARTLY_CHANGED) {
            return failure.help();
        }
        if (pipeline.inDoubtAsWhole()) {
            return Text.of(cure(failure), HandRepair.ofWhole(name));
        }
        if (pipeline.outlasted().isPresent()) {
            return Text.of(
                    cure(failure) + "remove by hand what stays, and run `",
                    Operation.RESUME_RETRY,
                    "`, which executes the file from statement " + (pipeline.lastingStatements() + 1) + " on");
        }
        return pipeline.remembered() ? goingOn(failure, pipeline, name) : null;
    }

    private static String cure(Failure failure) {
        if (isForWantOfRoom(failure)) {
            return "make room, ";
        }
        return failure.isNobodysFault() ? "" : "fix the file, ";
    }

    private static boolean isForWantOfRoom(Failure failure) {
        return failure.error() != null && failure.error().kind() == DatabaseError.Kind.DISK_FULL;
    }

    private static Text goingOn(Failure failure, StatementPipeline pipeline, String name) {
        long next = pipeline.lastingStatements() + 1;
        boolean full = isForWantOfRoom(failure);
        boolean asItIs = failure.isNobodysFault() || full;
        return Text.of(
                (full ? "make room and " : "")
                        + (asItIs ? "run `" : "fix the file from statement " + next + " on and run `"),
                HandRepair.continuing(name),
                "` again, which goes on " + (asItIs ? "with statement " + next : "there"),
                "; undo nothing by hand, or undo all of it, " + cure(failure),
                HandRepair.anew(name));
    }
}
