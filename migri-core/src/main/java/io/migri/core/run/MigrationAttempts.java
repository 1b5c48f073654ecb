package io.migri.core.run;

import io.migri.api.AppliedMigration;
import io.migri.api.DatabaseError;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.core.journal.ResumePoint;
import io.migri.core.lock.AlreadyAppliedException;
import io.migri.core.lock.BlockerWatch;
import io.migri.core.pipeline.BatchFailedException;
import io.migri.core.pipeline.BatchItem;
import io.migri.core.pipeline.Segments.RowOf;
import io.migri.core.pipeline.SettingsBefore;
import io.migri.core.pipeline.StatementPipeline;
import io.migri.core.reading.MemoryShortage;
import io.migri.core.reading.Prepared;
import io.migri.core.reading.Reason;
import io.migri.core.record.Recording;
import io.migri.core.script.StatementTooLargeException;
import io.migri.core.source.FrozenContent;
import io.migri.spi.script.SqlStatement;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Runs one migration until it is committed, again where that helps, and puts away what a failure leaves. */
final class MigrationAttempts {
    private final Workplace workplace;
    private final Prepared prepared;
    private final boolean dryRun;
    private final StatementPipeline pipeline;
    private final LockRetry retry;
    private Optional<String> unrepeatable = Optional.empty();

    MigrationAttempts(Workplace workplace, Prepared prepared, boolean dryRun, BlockerWatch watch) {
        this.workplace = workplace;
        this.prepared = prepared;
        this.dryRun = dryRun;
        this.pipeline = workplace.pipeline(prepared);
        this.retry = new LockRetry(workplace, prepared.migration().name(), watch);
    }

    /** What executes its statements, and knows afterwards what came of them. */
    StatementPipeline pipeline() {
        return pipeline;
    }

    /**
     * Applies it.
     *
     * @throws AlreadyAppliedException if another run was quicker; nothing was done then
     */
    void run() throws SQLException, IOException {
        refuseEmpty();
        FrozenContent.requireUnchanged(prepared.migration());
        Optional<ResumePoint> point =
                workplace.journal().point(prepared.migration().name());
        if (prepared.script().lastsInParts() || point.isPresent()) {
            pipeline.takeNotes();
        }
        if (point.isPresent()) {
            resume(point.get());
        }
        while (!attempt()) {
            // once more
        }
        restoreOutside();
        pipeline.forget();
        workplace.session().state().remarks().forEach(pipeline::notice);
    }

    private void resume(ResumePoint point) throws SQLException {
        workplace.gate().patiently(() -> {
            workplace.session().wire().execute(point.settlement());
            return true;
        });
        if (point.recordOnly() || point.done() > 0) {
            pipeline.resume(point);
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

    private void refuseEmpty() {
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
    private boolean attempt() throws SQLException, IOException {
        try {
            if (execute()) {
                return true;
            }
            pipeline.takeNotes();
        } catch (BatchFailedException e) {
            if (!retry.worthwhile(e) || !leftNothing(e) || !undone()) {
                throw e;
            }
            requireRepeatable(e);
            pipeline.settle(true);
            startOver();
        } catch (MigriException e) {
            if (!retry.worthwhile(e) || pipeline.lasting() || !undone()) {
                throw e;
            }
            startOver();
        }
        return false;
    }

    /** Rolls back; false where something turns out to be committed that nobody can tell from what was not. */
    private boolean undone() {
        pipeline.rollBack();
        return !pipeline.committedUnseen() && pipeline.outlasted().isEmpty();
    }

    /** What is executed twice has to do the same the second time. */
    private void requireRepeatable(BatchFailedException failure) throws SQLException, IOException {
        Optional<SettingsBefore> settings = pipeline.settingsBefore(prepared);
        unrepeatable =
                pipeline.unrepeatable(failure.item().statement()).or(() -> settings.flatMap(SettingsBefore::refusal));
        if (unrepeatable.isPresent()) {
            throw failure;
        }
        if (settings.isPresent()) {
            restoreSession();
            pipeline.executeQuietly(settings.get().statements());
        }
    }

    /** From the last commit, in the same session, which still has what the part before gave it. */
    private void startOver() throws SQLException {
        pipeline.again();
        retry.pause();
    }

    /** False where a statement turned out to refuse its transaction, so that the rest has to be run once more around it. */
    private boolean execute() throws SQLException, IOException {
        Instant now = workplace.options().clock().instant().truncatedTo(ChronoUnit.MICROS);
        Optional<Recording> recording = recording();
        AppliedMigration row = row(prepared.migration().name(), now, recording);
        try {
            pipeline.start(new RowOf(workplace.restore(), absent(row), appending(row, recording)));
            if (!recordOnly()) {
                prepared.script().run(pipeline.context());
            }
            pipeline.finish();
        } catch (BatchFailedException e) {
            if (pipeline.recorded()) {
                // a setting behind the script's own commit, which nothing depends on any more
                pipeline.notice("is applied, but " + place(e) + " behind its commit failed: " + Reason.of(e));
            } else if (runsAroundIt(e)) {
                return false;
            } else {
                throw e;
            }
        }
        tellLog(row);
        return true;
    }

    /** The file is read here rather than with all others, so that no more than one is kept at a time. */
    private Optional<Recording> recording() throws SQLException, IOException {
        return dryRun
                ? Optional.empty()
                : Optional.of(Recording.of(prepared.migration(), prepared.executor(), workplace.session()));
    }

    private static AppliedMigration row(String name, Instant now, Optional<Recording> recording) {
        return recording
                .map(kept -> kept.entry(name, Optional.of(now)))
                .orElseGet(() -> new AppliedMigration(name, Optional.of(now)));
    }

    /** A rehearsal has nobody beside it. */
    private List<String> absent(AppliedMigration row) {
        return dryRun ? List.of() : workplace.log().absent(row.name());
    }

    private List<String> appending(AppliedMigration row, Optional<Recording> recording) {
        if (dryRun && !workplace.log().undoneByRollback()) {
            return List.of();
        }
        return recording
                .map(kept -> workplace.log().append(row, kept.script()))
                .orElseGet(() -> workplace.log().append(row));
    }

    /** What is committed did not fail, whatever becomes of the news of it. */
    private void tellLog(AppliedMigration row) {
        if (dryRun) {
            return;
        }
        try {
            workplace.log().appended(row);
        } catch (SQLException | RuntimeException e) {
            pipeline.notice("is applied, but the log that keeps the history elsewhere failed: " + Reason.of(e));
        }
    }

    private boolean recordOnly() {
        return workplace
                .journal()
                .point(prepared.migration().name())
                .map(ResumePoint::recordOnly)
                .orElse(false);
    }

    private static String place(BatchFailedException failure) {
        SqlStatement statement = failure.item().statement();
        return statement == null ? "what puts the session back" : "line " + statement.line();
    }

    /** Whether the statement turned out to need another place, in which it is run after a rollback. */
    private boolean runsAroundIt(BatchFailedException failure) throws SQLException, IOException {
        if (!refusesTransaction(failure) || !undone()) {
            return false;
        }
        requireRepeatable(failure);
        try {
            pipeline.again();
        } catch (SQLException e) {
            return false;
        }
        return true;
    }

    private boolean refusesTransaction(BatchFailedException failure) {
        SqlStatement statement = failure.item().statement();
        if (statement == null || failure.item().role() != BatchItem.Role.INSIDE) {
            return false;
        }
        DatabaseError error = workplace.dialect().explain(failure.failure(), statement.text());
        return switch (error.kind()) {
            case REFUSES_TRANSACTION -> pipeline.dispatch().refuse(statement);
            case NEEDS_COMMIT -> pipeline.dispatch().commitBefore(statement);
            case PENDING_TRIGGERS -> pipeline.dispatch().settleBefore(statement);
            case TRANSACTION_BEGUN -> pipeline.dispatch().leaveOutOfRehearsal(statement);
            default -> false;
        };
    }

    /** What was cut off may have been executed all the same; the next run looks. */
    private boolean leftNothing(BatchFailedException failure) {
        return isKnown(failure)
                && !failure.item().mayLeaveRemains(errorOf(failure));
    }

    /** Rolls back, notes in the journal what stays, puts the session back, and tells what happened. */
    Failure failed(Exception reason) {
        undo();
        pipeline.askNextTime();
        if (reason instanceof BatchFailedException batch) {
            settle(batch);
        } else {
            pipeline.settle(false);
        }
        Failure failure = explained(reason);
        Failure advised =
                failure.advised(unrepeatable.map(MigrationAttempts::once)).advised(retry.help(failure));
        restoreSession();
        return advised;
    }

    private Failure explained(Exception reason) {
        Optional<StatementTooLargeException> shortage = MemoryShortage.behind(reason, due(reason));
        if (shortage.isPresent()) {
            return Failure.of(workplace, prepared.migration(), shortage.get(), pipeline);
        }
        return reason instanceof BatchFailedException batch
                ? Failure.of(workplace, prepared.migration(), batch, pipeline)
                : Failure.of(workplace, prepared.migration(), reason, pipeline);
    }

    /** One-based ordinal of the statement that was due. */
    private long due(Exception reason) {
        SqlStatement statement =
                reason instanceof BatchFailedException batch ? batch.item().statement() : null;
        return statement == null ? pipeline.done() + 1 : statement.ordinal() + 1;
    }

    /** The server's word counts: where it says that a rollback left something, nothing of it is executed again unasked. */
    private void settle(BatchFailedException failure) {
        boolean cleanly = leftNothing(failure) && pipeline.outlasted().isEmpty();
        pipeline.settle(cleanly);
        if (pipeline.outlasted().isPresent()) {
            pipeline.leave(prepared, failure.item().statement());
        } else if (!cleanly && isKnown(failure)) {
            pipeline.failedPartly();
        }
    }

    /** Whether the database itself has said that the statement came to no good end. */
    private boolean isKnown(BatchFailedException failure) {
        if (MemoryShortage.behind(failure, 0).isPresent()) {
            return false;
        }
        return switch (errorOf(failure).kind()) {
            case CONNECTION_LOST, SESSION_ENDED, CANCELLED -> false;
            default -> true;
        };
    }

    private DatabaseError errorOf(BatchFailedException failure) {
        return workplace.dialect().explain(failure.failure(), failure.item().text());
    }

    private static String once(String reason) {
        return "it was not tried again, because " + reason + "; run again";
    }

    /** Rolls back after an error that is nobody's to handle. */
    void abandon() {
        undo();
        restoreSession();
    }

    private void undo() {
        workplace.interruption().stopCancelling();
        pipeline.rollBack();
    }

    /** A borrowed connection goes back as it came, also after a failure. */
    void restoreSession() {
        if (workplace.onlyInTransaction()) {
            return;
        }
        pipeline.executeQuietly(workplace.restore());
        restoreOutside();
        pipeline.forget();
    }

    private void restoreOutside() {
        try {
            pipeline.executeQuietly(workplace.session().state().restoreOutside());
        } catch (SQLException e) {
            // only a session that is lost cannot say how to restore it
        }
    }
}
