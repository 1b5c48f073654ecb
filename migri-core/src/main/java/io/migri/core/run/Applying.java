package io.migri.core.run;

import io.migri.api.AppliedMigration;
import io.migri.api.DatabaseError;
import io.migri.api.DatabaseState;
import io.migri.api.ErrorCode;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigrationReport;
import io.migri.api.MigrationReport.Applied;
import io.migri.api.MigrationReport.Failed;
import io.migri.api.MigrationReport.NotReached;
import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener;
import io.migri.api.event.MigrationListener.Planned;
import io.migri.api.event.MigrationListener.Started;
import io.migri.core.history.Recording;
import io.migri.core.report.RunRecorder;
import io.migri.spi.script.SqlStatement;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Applies prepared migrations in order and stops at the first that fails. */
final class Applying {
    private final Workplace workplace;
    private final MigrationListener listener;
    private final int found;
    private final boolean dryRun;
    private final List<MigrationReport.Result> results = new ArrayList<>();
    private Optional<String> missed = Optional.empty();

    /**
     * An application of some of the {@code found} migrations.
     *
     * @param dryRun whether it is going to be undone
     */
    Applying(Workplace workplace, int found, boolean dryRun) {
        this.workplace = workplace;
        this.listener = workplace.options().listener();
        this.found = found;
        this.dryRun = dryRun;
    }

    /**
     * Applies them all.
     *
     * @throws MigrationFailedException at the first that fails
     */
    MigrationReport all(List<Prepared> pending) {
        listener.planned(new Planned(
                found, pending.stream().map(one -> one.migration().name()).toList()));
        try (BlockerWatch watch = BlockerWatch.over(
                workplace.dialect(), workplace.session(), workplace.options().lockBudget())) {
            for (int i = 0; i < pending.size(); i++) {
                one(pending, i, watch);
            }
        }
        return report();
    }

    private MigrationReport report() {
        return new MigrationReport(
                found,
                dryRun,
                results,
                Optional.ofNullable(workplace.recorder()).map(RunRecorder::impact));
    }

    private void one(List<Prepared> pending, int index, BlockerWatch watch) {
        Prepared prepared = pending.get(index);
        String name = prepared.migration().name();
        StatementPipeline pipeline = workplace.pipeline(prepared);
        LockRetry retry = new LockRetry(workplace, name, watch);
        long start = System.nanoTime();
        listener.started(
                new Started(name, index + 1, pending.size(), prepared.script().statements()));
        boolean ended = false;
        try {
            run(prepared, pipeline, retry);
            ended = true;
            missed = pipeline.missed().or(() -> missed);
            applied(new Applied(name, Duration.ofNanos(System.nanoTime() - start), pipeline.done()));
        } catch (AlreadyAppliedException e) {
            ended = true;
            restoreSession(pipeline);
            pipeline.notice("was applied by another run meanwhile");
        } catch (BatchFailedException e) {
            ended = true;
            undo(pipeline);
            pipeline.settle(leftNothing(e));
            Failure failure = Failure.of(workplace, prepared.migration(), e, pipeline);
            fail(failure.advised(retry.help(failure)), pending, index, pipeline);
        } catch (SQLException | IOException | MigriException e) {
            ended = true;
            undo(pipeline);
            pipeline.settle(false);
            Failure failure = Failure.of(workplace, prepared.migration(), e, pipeline);
            fail(failure.advised(retry.help(failure)), pending, index, pipeline);
        } finally {
            if (!ended) {
                undo(pipeline);
                restoreSession(pipeline);
            }
        }
    }

    /** What was cut off may have been executed all the same; the next run looks. */
    private boolean leftNothing(BatchFailedException failure) {
        DatabaseError error =
                workplace.dialect().explain(failure.failure(), failure.item().text());
        return switch (error.kind()) {
            case CONNECTION_LOST, SESSION_ENDED, CANCELLED -> false;
            default ->
                error.offset().isPresent()
                        || !workplace.session().mayLeaveRemains(failure.item().text());
        };
    }

    private void undo(StatementPipeline pipeline) {
        workplace.interruption().stopCancelling();
        pipeline.rollBack();
    }

    private void run(Prepared prepared, StatementPipeline pipeline, LockRetry retry) throws SQLException, IOException {
        refuseEmpty(prepared);
        Optional<ResumePoint> point =
                workplace.journal().point(prepared.migration().name());
        if (prepared.script().lastsInParts() || point.isPresent()) {
            pipeline.takeNotes();
        }
        if (point.isPresent()) {
            resume(prepared, pipeline, point.get());
        }
        while (!attempt(prepared, pipeline, retry)) {
            // once more
        }
        restoreOutside(pipeline);
        workplace.session().remarks().forEach(pipeline::notice);
    }

    private void resume(Prepared prepared, StatementPipeline pipeline, ResumePoint point) throws SQLException {
        workplace.gate().patiently(() -> {
            workplace.session().execute(point.settlement());
            return true;
        });
        if (point.recordOnly() || point.done() > 0) {
            pipeline.resume(point.done());
            pipeline.notice(spoken(point, prepared.script().statements()));
        }
    }

    private static String spoken(ResumePoint point, long statements) {
        if (point.recordOnly()) {
            return "is recorded without executing more of it";
        }
        String done = point.done() == 1 ? "statement 1 was" : "statements 1 to " + point.done() + " were";
        return "goes on after statement " + point.done() + " of " + statements + ": " + done
                + " done by an earlier run";
    }

    private void refuseEmpty(Prepared prepared) {
        if (prepared.script().empty() && !workplace.options().allowEmpty()) {
            throw new MigriException(
                    ErrorCode.MIGRATION_FAILED,
                    "empty migration",
                    "write something into " + prepared.migration().origin()
                            + ", remove it, or record empty files too with --allow-empty",
                    null,
                    null,
                    null);
        }
    }

    /** False where it has to be run once more: around a statement that refuses a transaction, or for want of a lock. */
    private boolean attempt(Prepared prepared, StatementPipeline pipeline, LockRetry retry)
            throws SQLException, IOException {
        try {
            if (attempt(prepared, pipeline)) {
                return true;
            }
            pipeline.rollBack();
            pipeline.takeNotes();
        } catch (BatchFailedException e) {
            if (!retry.worthwhile(e) || !leftNothing(e) || !undone(pipeline)) {
                throw e;
            }
            pipeline.settle(true);
            startOver(pipeline, retry);
        } catch (MigriException e) {
            if (!retry.worthwhile(e) || pipeline.lasting() || !undone(pipeline)) {
                throw e;
            }
            startOver(pipeline, retry);
        }
        return false;
    }

    /** Rolls back; false where something turns out to be committed that nobody can tell from what was not. */
    private static boolean undone(StatementPipeline pipeline) {
        pipeline.rollBack();
        return !pipeline.committedUnseen();
    }

    /** From the last commit, in a session that is as it was then. */
    private void startOver(StatementPipeline pipeline, LockRetry retry) {
        restoreSession(pipeline);
        int lasting = (int) pipeline.lastingStatements();
        if (lasting > 0) {
            pipeline.resume(lasting);
        }
        retry.pause();
    }

    /** False where a statement turned out to refuse its transaction, so that the rest has to be run once more around it. */
    private boolean attempt(Prepared prepared, StatementPipeline pipeline) throws SQLException, IOException {
        Instant now = workplace.options().clock().instant().truncatedTo(ChronoUnit.MICROS);
        Optional<Recording> recording = recording(prepared);
        AppliedMigration row = row(prepared.migration().name(), now, recording);
        try {
            pipeline.start();
            if (!recordOnly(prepared)) {
                prepared.script().run(pipeline);
            }
            pipeline.finish(workplace.restore(), appending(row, recording));
        } catch (BatchFailedException e) {
            if (!refusesTransaction(e, pipeline)) {
                throw e;
            }
            return false;
        }
        tellLog(row, pipeline);
        return true;
    }

    /** The file is read here rather than with all others, so that no more than one is kept at a time. */
    private Optional<Recording> recording(Prepared prepared) throws SQLException, IOException {
        return dryRun
                ? Optional.empty()
                : Optional.of(Recording.of(prepared.migration(), prepared.executor(), workplace.session()));
    }

    private static AppliedMigration row(String name, Instant now, Optional<Recording> recording) {
        return recording
                .map(kept -> kept.entry(name, Optional.of(now)))
                .orElseGet(() -> new AppliedMigration(name, Optional.of(now)));
    }

    private List<String> appending(AppliedMigration row, Optional<Recording> recording) {
        return recording
                .map(kept -> workplace.log().append(row, kept.script()))
                .orElseGet(() -> workplace.log().append(row));
    }

    /** What is committed did not fail, whatever becomes of the news of it. */
    private void tellLog(AppliedMigration row, StatementPipeline pipeline) {
        try {
            workplace.log().appended(row);
        } catch (SQLException | RuntimeException e) {
            pipeline.notice("is applied, but the log that keeps the history elsewhere failed: " + Failure.text(e));
        }
    }

    private boolean recordOnly(Prepared prepared) {
        return workplace
                .journal()
                .point(prepared.migration().name())
                .map(ResumePoint::recordOnly)
                .orElse(false);
    }

    private boolean refusesTransaction(BatchFailedException failure, StatementPipeline pipeline) {
        SqlStatement statement = failure.item().statement();
        if (statement == null || failure.item().role() != BatchItem.Role.INSIDE) {
            return false;
        }
        DatabaseError error = workplace.dialect().explain(failure.failure(), statement.text());
        return switch (error.kind()) {
            case REFUSES_TRANSACTION -> pipeline.refuse(statement);
            case NEEDS_COMMIT -> pipeline.commitBefore(statement);
            case TRANSACTION_BEGUN -> pipeline.leaveOutOfRehearsal(statement);
            default -> false;
        };
    }

    private void applied(Applied applied) {
        results.add(applied);
        listener.applied(applied);
    }

    private void fail(Failure cause, List<Prepared> pending, int index, StatementPipeline pipeline) {
        restoreSession(pipeline);
        Failure failure = dryRun ? cause.leavingNothing().advised(missing(pipeline)) : cause;
        Prepared prepared = pending.get(index);
        Failed failed = new Failed(prepared.migration().name(), firstLine(failure.message()), failure.state());
        results.add(failed);
        listener.failed(failed);
        for (Prepared later : pending.subList(index + 1, pending.size())) {
            NotReached notReached = new NotReached(later.migration().name());
            results.add(notReached);
            listener.notReached(notReached);
        }
        boolean partly = failure.state() == DatabaseState.PARTLY_CHANGED;
        throw exception(failure, prepared, partly ? pipeline.lastingStatements() : 0, pipeline);
    }

    /** A failure that only the rehearsal has. */
    private Optional<String> missing(StatementPipeline pipeline) {
        return pipeline.missed()
                .or(() -> missed)
                .map(what ->
                        what + " was left out of the dry run, and this may need it; if so, only a run can tell, for"
                                + " example one on a copy of the database");
    }

    /** A borrowed connection goes back as it came, also after a failure. */
    private void restoreSession(StatementPipeline pipeline) {
        if (workplace.onlyInTransaction()) {
            return;
        }
        pipeline.executeQuietly(workplace.restore());
        restoreOutside(pipeline);
    }

    private void restoreOutside(StatementPipeline pipeline) {
        try {
            pipeline.executeQuietly(workplace.session().restoreStatementsOutsideTransaction());
        } catch (SQLException e) {
            // only a session that is lost cannot say how to restore it
        }
    }

    private MigrationFailedException exception(
            Failure failure, Prepared prepared, long lasting, StatementPipeline pipeline) {
        return new MigrationFailedException(
                failure.code(),
                prepared.migration().name(),
                failure.message(),
                failure.state(),
                failure.statement(),
                prepared.script().statements(),
                lasting,
                workplace.session().server(),
                report(),
                failure.position(),
                failure.error(),
                help(failure, pipeline),
                failure.details(),
                failure.cause());
    }

    private static @Nullable String help(Failure failure, StatementPipeline pipeline) {
        if (failure.help() == null && failure.state() == DatabaseState.PARTLY_CHANGED && pipeline.inDoubtAsWhole()) {
            return Examination.WHOLE;
        }
        boolean goesOn = failure.help() == null
                && failure.state() == DatabaseState.PARTLY_CHANGED
                && failure.code() == ErrorCode.MIGRATION_FAILED
                && pipeline.remembered();
        return goesOn
                ? "what stays is remembered: correct the file from statement " + (pipeline.lastingStatements() + 1)
                        + " on and run `migri migrate` again, which goes on there"
                : failure.help();
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end).stripTrailing();
    }
}
