package io.migri.core.pipeline;

import io.migri.api.DatabaseError;
import io.migri.api.event.MigrationListener;
import io.migri.api.event.MigrationListener.Printed;
import io.migri.api.event.MigrationListener.Read;
import io.migri.core.ahead.StatementsAhead;
import io.migri.core.attempt.Attempt;
import io.migri.core.report.RunRecorder;
import io.migri.core.script.ReadingAhead;
import io.migri.core.source.CountedStream;
import io.migri.core.source.FrozenContent;
import io.migri.core.source.WholeFile;
import io.migri.spi.DialectSession;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.Optional;

/** What a running migration sees. */
final class OpenContext implements ReadingAhead {
    private final Attempt attempt;
    private final StatementDispatch dispatch;
    private final HeldTransaction transaction;

    /** Whether it got the session without saying what for. */
    private boolean lentOutside;

    OpenContext(Attempt attempt, StatementDispatch dispatch, HeldTransaction transaction) {
        this.attempt = attempt;
        this.dispatch = dispatch;
        this.transaction = transaction;
    }

    /** Whether it may have used the connection outside of any transaction that Migri knows of. */
    boolean actsUnannounced() {
        return lentOutside && saidNothing();
    }

    private boolean saidNothing() {
        return !transaction.announced() && attempt.ledger().executed() == 0;
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
    public StatementReader ahead(StatementReader statements) {
        return new StatementsAhead(statements, attempt.stage().conduct().meanwhile());
    }

    /** Told of a large file alone; the size of others is not known, and does not matter. */
    @Override
    public InputStream counted(InputStream bytes) {
        Optional<WholeFile> file = FrozenContent.whole(attempt.prepared().migration());
        if (file.isEmpty()) {
            return bytes;
        }
        MigrationListener listener = attempt.stage().listener();
        long size = file.get().size();
        return new CountedStream(bytes, read -> listener.read(new Read(attempt.name(), read, size)));
    }

    @Override
    public HeldTransaction transaction() {
        return transaction;
    }

    @Override
    public <T> T watched(String statement, boolean always, Step<T> step) throws SQLException, IOException {
        RunRecorder recorder = attempt.stage().recorder();
        return recorder == null ? step.run() : recorder.watched(statement, always, step);
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
