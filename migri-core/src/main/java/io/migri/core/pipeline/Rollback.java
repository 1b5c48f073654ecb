package io.migri.core.pipeline;

import io.migri.api.MigriException;
import io.migri.core.attempt.Attempt;
import io.migri.core.attempt.ExecutionLedger;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Takes back what is open of a migration, and finds out what stays all the same. */
final class Rollback {
    private final Attempt attempt;
    private final Segments segments;
    private final StatementDispatch dispatch;
    private final OpenContext context;

    Rollback(Attempt attempt, Segments segments, StatementDispatch dispatch, OpenContext context) {
        this.attempt = attempt;
        this.segments = segments;
        this.dispatch = dispatch;
        this.context = context;
    }

    /** @param rollback the statement that does it */
    void send(String rollback) {
        ExecutionLedger ledger = attempt.ledger();
        List<String> after = segments.reset();
        if (ledger.transactionOpen()) {
            if (wasEndedUnseen()) {
                dispatch.committing().endedUnseen();
            }
            // also where it has ended: it may have begun another
            attempt.rollBackQuietly(rollback);
            leftByRollback().ifPresent(ledger::outlasted);
        }
        if (context.actsUnannounced()) {
            ledger.endedUnseen();
        }
        attempt.executeQuietly(after);
        dispatch.rolledBack();
        ledger.rolledBack();
    }

    private boolean wasEndedUnseen() {
        if (attempt.ledger().uncertainty().silent()) {
            return false; // whoever cannot tell what was sent cannot tell what came of it
        }
        try {
            return !attempt.stage().session().wire().transactionSurvived();
        } catch (SQLException e) {
            return false; // a connection that is lost has rolled back
        } catch (MigriException e) {
            attempt.ledger().uncertainty().lost();
            return false;
        }
    }

    private Optional<String> leftByRollback() {
        try {
            return attempt.stage().session().state().leftByRollback();
        } catch (SQLException e) {
            return Optional.empty(); // a connection that is lost cannot tell
        } catch (MigriException e) {
            attempt.ledger().uncertainty().lost();
            return Optional.empty();
        }
    }
}
