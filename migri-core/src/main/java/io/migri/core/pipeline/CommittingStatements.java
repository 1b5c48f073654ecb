package io.migri.core.pipeline;

import io.migri.core.attempt.Attempt;
import io.migri.core.attempt.BatchFailedException;
import io.migri.core.attempt.BatchItem;
import io.migri.core.attempt.BatchItem.Role;
import io.migri.core.attempt.ExecutionLedger;
import io.migri.core.attempt.Outbox;
import io.migri.core.journal.JournalMarks;
import io.migri.core.lock.TransactionGate;
import io.migri.core.script.ScriptShape;
import io.migri.spi.DialectSession;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.TransactionEffect;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Statements that commit: those that no transaction holds, and those that may end theirs. The journal has a note about each. */
final class CommittingStatements {
    private final Attempt attempt;
    private final DialectSession session;
    private final JournalMarks marks;
    private final ExecutionLedger ledger;
    private final Outbox outbox;
    private final Segments segments;
    private final StatementSender sender;
    private final ScriptShape shape;
    /** Whether a statement is being executed that may end its transaction. */
    private boolean underWay;

    CommittingStatements(Attempt attempt, Outbox outbox, Segments segments, StatementSender sender) {
        this.attempt = attempt;
        this.session = attempt.stage().session();
        this.marks = attempt.marks();
        this.ledger = attempt.ledger();
        this.outbox = outbox;
        this.segments = segments;
        this.sender = sender;
        this.shape = attempt.prepared().shape();
    }

    /** What no transaction holds stands between two of them, with a note before it and one behind. */
    void outside(SqlStatement statement, TransactionEffect effect) throws SQLException, IOException {
        segments.end();
        lookWhetherApplied();
        segments.mark(marks.before(statement));
        segments.brackets().beginImplicitlyBefore(statement.ordinal() + 1);
        // what refuses a transaction may also refuse a message with others
        boolean alone = effect == TransactionEffect.REFUSES_IT;
        if (alone) {
            outbox.flush();
        }
        sender.send(statement, Role.OUTSIDE);
        if (alone) {
            outbox.flush();
        }
        segments.mark(marks.after(statement));
    }

    /** What stands outside of a transaction cannot be taken back once another run turns out to have been quicker. */
    void lookWhetherApplied() throws SQLException {
        TransactionGate gate = attempt.stage().gate();
        if (!gate.opensInBatch() && !ledger.lasting()) {
            outbox.flush();
            gate.coverRun();
            gate.open(attempt.name(), attempt.stage().mode().syntax().begin());
            session.wire().execute(List.of(attempt.stage().mode().syntax().rollback()));
        }
    }

    /** Looks afterwards whether it committed, because what came after it would else be in no transaction. */
    void mayCommit(SqlStatement statement) throws SQLException, IOException {
        segments.enter(statement);
        segments.mark(marks.beforeMayCommit(statement));
        segments.brackets().beginImplicitlyBefore(statement.ordinal() + 1);
        sender.send(statement, Role.INSIDE);
        underWay = true;
        outbox.flush();
        boolean committed = !session.wire().transactionSurvived();
        underWay = false;
        // where the question would be noticed, it is not asked
        if (committed && !shape.noticedBefore(statement.ordinal() + 1) && !marks.committed(statement)) {
            throw lost(statement);
        }
        if (committed) {
            ledger.committedWithin();
            segments.endedByItself();
        }
        segments.mark(marks.afterMayCommit(statement, committed));
    }

    /** What comes before it in the transaction is gone, and the code that it ran may have gone on without a transaction. */
    private BatchFailedException lost(SqlStatement statement) {
        ledger.undoneWithin("what statement " + (statement.ordinal() + 1)
                + " did after the server had rolled its transaction back");
        return new BatchFailedException(
                BatchItem.of(Role.INSIDE, statement),
                List.of(),
                new SQLException(
                        "the server rolled back the transaction while this ran, as it does after a deadlock, and the"
                                + " code that this runs caught the error"));
    }

    /** The open transaction was ended by what ran in it, which nobody saw unless a statement is under way that may do so. */
    void endedUnseen() {
        if (underWay) {
            ledger.committedWithin();
        } else {
            ledger.endedUnseen();
        }
    }

    /** What was under way is rolled back. */
    void rolledBack() {
        underWay = false;
    }
}
