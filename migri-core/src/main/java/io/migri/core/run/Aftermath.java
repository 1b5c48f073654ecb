package io.migri.core.run;

import io.migri.api.DatabaseError;
import io.migri.api.MigriException;
import io.migri.api.text.Text;
import io.migri.core.attempt.BatchFailedException;
import io.migri.core.guest.Misbehaviour;
import io.migri.core.pipeline.FailureMarkSender;
import io.migri.core.pipeline.StatementPipeline;
import io.migri.core.reading.MemoryShortage;
import io.migri.core.reading.Prepared;
import io.migri.core.reading.Reason;
import io.migri.core.script.StatementTooLargeException;
import io.migri.core.stage.Stage;
import io.migri.spi.script.SqlStatement;
import java.sql.SQLException;
import java.util.Optional;

/** What is done when a migration has failed: in this order, so that nothing is forgotten and nothing is told wrongly. */
final class Aftermath {
    private final Stage stage;
    private final Prepared prepared;
    private final StatementPipeline pipeline;
    private final FailureMarkSender marks;

    Aftermath(Stage stage, Prepared prepared, StatementPipeline pipeline) {
        this.stage = stage;
        this.prepared = prepared;
        this.pipeline = pipeline;
        this.marks = pipeline.failureMarks();
    }

    /** Rolls back, notes in the journal what stays, and tells what happened. */
    Failure of(Exception reason) {
        try {
            rollBack();
            marks.askNextTime();
            if (reason instanceof BatchFailedException batch) {
                settle(batch);
            } else {
                marks.settle(false);
            }
            return explained(reason);
        } catch (MigriException e) {
            // a plug-in that cannot say what happened; marks of what is in doubt stay
            Misbehaviour.after(e, reason);
            return Failure.of(pipeline.attempt(), e);
        }
    }

    private Failure explained(Exception reason) {
        Optional<StatementTooLargeException> shortage = MemoryShortage.behind(reason, due(reason));
        if (shortage.isPresent()) {
            return Failure.of(pipeline.attempt(), shortage.get());
        }
        return reason instanceof BatchFailedException batch
                ? Failure.of(pipeline.attempt(), batch)
                : Failure.of(pipeline.attempt(), reason);
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
        marks.settle(cleanly);
        if (pipeline.outlasted().isPresent()) {
            marks.leave(prepared, failure.item().statement());
        } else if (!cleanly && isKnown(failure)) {
            marks.failedPartly();
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
        return stage.database().explain(failure.failure(), failure.item().text());
    }

    void rollBack() {
        // what was to be stopped is at its end, and the rollback is not to be stopped
        stage.conduct().interruption().stopCancelling();
        pipeline.rollBack();
    }

    /** A borrowed connection goes back as it came, also after a failure. */
    void restoreSession() {
        if (stage.mode().rehearsesInPlace()) {
            return;
        }
        try {
            pipeline.executeQuietly(stage.database().restore());
            pipeline.executeQuietly(stage.mode().restoreForNext());
            restoreOutside();
            pipeline.forget();
        } catch (MigriException e) {
            pipeline.notice(Text.of("the session is not put back: ", Reason.of(e)));
        }
    }

    void restoreOutside() {
        try {
            pipeline.executeQuietly(stage.session().state().restoreOutside());
        } catch (SQLException e) {
            // only a session that is lost cannot say how to restore it
        }
    }

    /** What was cut off may have been executed all the same; the next run looks. */
    boolean leftNothing(BatchFailedException failure) {
        return isKnown(failure) && !failure.item().mayLeaveRemains(errorOf(failure));
    }
}
