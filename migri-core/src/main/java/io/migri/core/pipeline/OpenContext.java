package io.migri.core.pipeline;

import io.migri.api.DatabaseError;
import io.migri.api.event.MigrationListener.Printed;
import io.migri.core.attempt.Attempt;
import io.migri.core.attempt.BatchItem.Role;
import io.migri.core.attempt.Outbox;
import io.migri.core.report.RunRecorder;
import io.migri.spi.DialectSession;
import io.migri.spi.execution.ExecutionContext;
import io.migri.spi.script.SqlStatement;
import java.io.IOException;
import java.sql.SQLException;

/** What a running migration sees, and what it has said that it does by itself. */
final class OpenContext implements ExecutionContext {
    private final Attempt attempt;
    private final Outbox outbox;
    private final Segments segments;
    private final StatementDispatch dispatch;
    private final OutsideOfRehearsal outsideOfRehearsal;
    private boolean usesConnection;
    private boolean left;

    /** Whether it got the session without saying what for. */
    private boolean lentOutside;

    private boolean doubtful;
    private boolean endedWithinWhole;

    OpenContext(
            Attempt attempt,
            Outbox outbox,
            Segments segments,
            StatementDispatch dispatch,
            OutsideOfRehearsal outsideOfRehearsal) {
        this.attempt = attempt;
        this.outbox = outbox;
        this.segments = segments;
        this.dispatch = dispatch;
        this.outsideOfRehearsal = outsideOfRehearsal;
    }

    /** Whether it uses the connection in Migri's transaction. */
    boolean usesConnection() {
        return usesConnection;
    }

    /** Whether it may have used the connection outside of any transaction that Migri knows of. */
    boolean actsUnannounced() {
        return lentOutside && saidNothing();
    }

    /** Whether what it did lasts, or may, and only it knows how far it came. */
    boolean lastsAsWhole() {
        return doubtful || endedWithinWhole;
    }

    /** It is in doubt as a whole, and noted down so. */
    void doubted() {
        doubtful = true;
    }

    private boolean saidNothing() {
        return !usesConnection && !left && attempt.ledger().executed() == 0;
    }

    @Override
    public DialectSession session() {
        lentOutside |= saidNothing();
        return attempt.stage().session();
    }

    @Override
    public void execute(SqlStatement statement) throws SQLException, IOException {
        attempt.leftBehind().next(statement);
        dispatch.execute(statement);
    }

    @Override
    public void openTransaction() throws SQLException {
        segments.begin();
        outbox.add(Role.MARK, attempt.marks().doubtAll());
        outbox.flush();
        usesConnection = true;
        attempt.ledger().used();
    }

    @Override
    public boolean leaveTransactionForLater() throws SQLException {
        if (onlyInTransaction()) {
            outsideOfRehearsal.leaveOutWhole();
            return false;
        }
        dispatch.committing().lookWhetherApplied();
        segments.end();
        outbox.flush();
        left = true;
        return true;
    }

    @Override
    public void doubt() throws SQLException {
        if (!doubtful) {
            doubtful = true;
            if (!attempt.marks().taken()) {
                attempt.takeNotes();
            }
            outbox.add(Role.MARK, attempt.marks().doubtAll());
            outbox.flush();
            attempt.ledger().endedUnseen();
        }
    }

    @Override
    public void committed() {
        attempt.ledger().endedUnseen();
        endedWithinWhole = true;
    }

    @Override
    public <T> T watched(String statement, boolean always, Step<T> step) throws SQLException, IOException {
        RunRecorder recorder = attempt.stage().recorder();
        return recorder == null ? step.run() : recorder.watched(statement, always, step);
    }

    @Override
    public boolean onlyInTransaction() {
        return !attempt.stage().mode().commits();
    }

    @Override
    public void print(String line) {
        attempt.stage().listener().printed(new Printed(attempt.name(), line));
    }

    @Override
    public DatabaseError explain(SQLException failure, String statement) {
        return attempt.stage().database().explain(failure, statement);
    }

    @Override
    public void notice(String message) {
        attempt.notice(message);
    }
}
