package io.migri.core.run;

import io.migri.api.AppliedMigration;
import io.migri.api.DatabaseError;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import io.migri.core.attempt.Attempt;
import io.migri.core.attempt.BatchFailedException;
import io.migri.core.attempt.BatchItem;
import io.migri.core.attempt.SettingsBefore;
import io.migri.core.journal.ResumePoint;
import io.migri.core.journal.RunJournal;
import io.migri.core.lock.AlreadyAppliedException;
import io.migri.core.lock.BlockerWatch;
import io.migri.core.options.RunOptions;
import io.migri.core.pipeline.StatementPipeline;
import io.migri.core.reading.Prepared;
import io.migri.core.reading.Reason;
import io.migri.core.source.Direction;
import io.migri.core.source.FrozenContent;
import io.migri.core.stage.Stage;
import io.migri.spi.script.SqlStatement;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs one migration until it is committed, again where that helps, and puts away what a failure leaves. */
final class MigrationAttempts {
    private final Stage stage;
    private final Prepared prepared;
    private final Recordings recordings;
    private final StatementPipeline pipeline;
    private final LockRetry retry;
    private final Aftermath aftermath;
    private Optional<String> unrepeatable = Optional.empty();
    private @Nullable AppliedMigration recorded;

    MigrationAttempts(Stage stage, Prepared prepared, Recordings recordings, BlockerWatch watch) {
        this.stage = stage;
        this.prepared = prepared;
        this.recordings = recordings;
        this.pipeline = new StatementPipeline(Attempt.of(stage, prepared));
        this.retry = new LockRetry(stage, prepared.migration().name(), watch);
        this.aftermath = new Aftermath(stage, prepared, pipeline);
    }

    /** What executes its statements, and knows afterwards what came of them. */
    StatementPipeline pipeline() {
        return pipeline;
    }

    /** What the history says of it; null until it was executed. */
    @Nullable
    AppliedMigration recorded() {
        return recorded;
    }

    /**
     * Applies it.
     *
     * @throws AlreadyAppliedException if another run was quicker; nothing was done then
     */
    void run() throws SQLException, IOException {
        refuseEmpty(prepared, stage.conduct().options());
        FrozenContent.requireUnchanged(prepared.migration());
        Optional<ResumePoint> point = journal().point(prepared.migration().name());
        if (prepared.script().lastsInParts() || point.isPresent()) {
            pipeline.beginMarking();
        }
        if (point.isPresent()) {
            resume(point.get());
        }
        while (!attempt()) {
            // once more
        }
        endQuietly();
    }

    /** It is applied by now, whatever ends badly behind it. */
    private void endQuietly() {
        try {
            if (!stage.mode().isShared()) {
                aftermath.restoreOutside();
            }
            pipeline.forget();
            stage.session().state().remarks().forEach(pipeline::notice);
        } catch (MigriException e) {
            pipeline.notice(Text.of("is " + direction().done() + ", but ", Reason.of(e)));
        }
    }

    private Direction direction() {
        return Direction.of(prepared.migration().name());
    }

    private RunJournal journal() {
        return stage.books().journal();
    }

    private void resume(ResumePoint point) throws SQLException {
        stage.gate().patiently(() -> {
            stage.session().wire().execute(point.settlement());
            return true;
        });
        if (point.recordOnly() || point.done() > 0) {
            pipeline.resume(point);
            pipeline.notice(spoken(point));
        }
    }

    private String spoken(ResumePoint point) {
        if (point.recordOnly()) {
            return direction() == Direction.BACK
                    ? "counts as executed, and its migration as undone, without executing more of it"
                    : "is recorded without executing more of it";
        }
        long statements = prepared.script().statements();
        String done = point.done() == 1 ? "statement 1 was" : "statements 1 to " + point.done() + " were";
        return "goes on after statement " + point.done() + " of " + statements + ": " + done
                + " done by an earlier run";
    }

    /** A file that holds nothing at all is refused, unless {@code options} take it. */
    static void refuseEmpty(Prepared prepared, RunOptions options) {
        if (prepared.script().empty() && !options.allowEmpty()) {
            boolean back = Direction.of(prepared.migration().name()) == Direction.BACK;
            throw MigriException.of(ErrorCode.MIGRATION_FAILED, back ? "empty undo" : "empty migration")
                    .help(Text.of(
                            "write something into " + prepared.migration().origin()
                                    + ", remove it, or record empty files too with ",
                            Option.ALLOW_EMPTY))
                    .build();
        }
    }

    /** False where it has to be run once more: around a statement that refuses a transaction, or for want of a lock. */
    private boolean attempt() throws SQLException, IOException {
        try {
            if (execute()) {
                return true;
            }
            if (!stage.mode().isShared()) {
                pipeline.beginMarking();
            }
        } catch (BatchFailedException e) {
            if (!retry.worthwhile(e) || !aftermath.leftNothing(e) || !undone()) {
                throw e;
            }
            requireRepeatable(e);
            pipeline.failureMarks().settle(true);
            startOver();
        } catch (MigriException e) {
            if (pipeline.recorded()) {
                pipeline.notice(Text.of("is " + direction().done() + ", but ", Reason.of(e)));
                return true;
            }
            if (!retry.worthwhile(e) || pipeline.lasting() || !undone()) {
                throw e;
            }
            startOver();
        }
        return false;
    }

    /** Rolls back; false where something turns out to be committed that nobody can tell from what was not. */
    private boolean undone() {
        pipeline.rollBackToRepeat();
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
            aftermath.restoreSession();
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
        HistoryRow row = HistoryRow.of(stage, prepared, recordings);
        try {
            pipeline.start(row.statements(stage.database().restore()));
            if (!recordOnly()) {
                prepared.script().run(pipeline.context());
            }
            pipeline.finish();
        } catch (BatchFailedException e) {
            if (pipeline.recorded()) {
                // a setting behind the script's own commit, which nothing depends on any more
                pipeline.notice(Text.of(
                        "is " + direction().done() + ", but " + place(e) + " after its commit failed: ", Reason.of(e)));
            } else if (runsAroundIt(e)) {
                return false;
            } else {
                throw e;
            }
        }
        recorded = row.row();
        if (!stage.mode().isShared()) {
            row.tellLog().ifPresent(pipeline::notice);
        }
        return true;
    }

    private boolean recordOnly() {
        return journal()
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
        DatabaseError error = stage.database().explain(failure.failure(), statement.text());
        if (stage.mode().isShared() && error.kind() != DatabaseError.Kind.PENDING_TRIGGERS) {
            return false;
        }
        return switch (error.kind()) {
            case REFUSES_TRANSACTION -> pipeline.detours().refuse(statement);
            case NEEDS_COMMIT -> pipeline.detours().commitBefore(statement);
            case PENDING_TRIGGERS -> pipeline.detours().settleBefore(statement);
            case TRANSACTION_BEGUN -> pipeline.detours().leaveOutOfRehearsal(statement);
            default -> false;
        };
    }

    /** Rolls back and puts away what the failure leaves, and tells what happened. */
    Failure failed(Exception reason) {
        Failure failure = aftermath.of(reason);
        Failure advised = failure.advised(
                        unrepeatable.map(MigrationAttempts::once).map(Text::of))
                .advised(retry.help(failure));
        aftermath.restoreSession();
        return advised;
    }

    private static String once(String reason) {
        return "it was not tried again, because " + reason + "; run again";
    }

    /** Rolls back after an error that is nobody's to handle. */
    void abandon() {
        aftermath.rollBack();
        aftermath.restoreSession();
    }

    /** A borrowed connection goes back as it came. */
    void restoreSession() {
        aftermath.restoreSession();
    }
}
