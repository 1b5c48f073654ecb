package io.migri.core.attempt;

import io.migri.api.MigriException;
import io.migri.core.ahead.Meanwhile;
import io.migri.core.lock.Interruption;
import io.migri.core.lock.TransactionGate;
import io.migri.core.report.RunRecorder;
import io.migri.spi.DialectSession;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.wire.BatchLimits;
import io.migri.spi.wire.StatementFailedException;
import java.io.IOException;
import java.io.Reader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What waits to be sent, in messages that are as large as may be. The ledger hears of all that was executed. */
public final class Outbox {
    private final DialectSession session;
    private final BatchLimits limits;
    private final TransactionGate gate;
    private final Interruption interruption;
    private final Meanwhile meanwhile;
    private final ExecutionLedger ledger;
    private final @Nullable RunRecorder recorder;
    private final Runnable progress;

    private final List<BatchItem> waiting = new ArrayList<>();
    private int characters;

    /**
     * One for one migration.
     *
     * @param progress told after each message
     */
    public Outbox(Attempt attempt, Runnable progress) {
        this.session = attempt.stage().session();
        this.limits = session.wire().limits();
        this.gate = attempt.stage().gate();
        this.interruption = attempt.stage().conduct().interruption();
        this.meanwhile = attempt.stage().conduct().meanwhile();
        this.ledger = attempt.ledger();
        this.recorder = attempt.stage().recorder();
        this.progress = progress;
    }

    /** Adds an item, and sends those before it where there is no room for it. */
    public void add(BatchItem item) throws SQLException {
        boolean full = characters + item.text().length() > limits.characters() || waiting.size() >= limits.statements();
        if (full) {
            flush();
        }
        waiting.add(item);
        characters += item.text().length();
    }

    /** Adds statements of our own. */
    public void add(BatchItem.Role role, List<String> statements) throws SQLException {
        for (String statement : statements) {
            add(BatchItem.own(role, statement));
        }
    }

    /** Sends all that waits, and then a statement with its data. */
    public void load(SqlStatement statement, BatchItem.Role role, Reader data) throws SQLException, IOException {
        flush();
        BatchItem item = BatchItem.of(role, statement);
        try {
            loadWatched(statement, data);
        } catch (SQLException e) {
            throw failed(item, List.of(item), e);
        } catch (MigriException e) {
            ledger.silence(List.of(item));
            throw e;
        } catch (Error e) {
            cutOff();
            throw e;
        }
        ledger.enter(item);
        progress.run();
    }

    /** Sends all that waits. */
    public void flush() throws SQLException {
        if (waiting.isEmpty()) {
            return;
        }
        if (interruption.requested()) {
            throw Interruption.interrupted();
        }
        List<BatchItem> items = List.copyOf(waiting);
        clear();
        send(items);
        progress.run();
    }

    /** Forgets all that waits. */
    public void clear() {
        waiting.clear();
        characters = 0;
    }

    /** What is ours may wait for whoever is in the way; a statement of the migration fails. */
    private void send(List<BatchItem> items) throws SQLException {
        List<BatchItem> rest = new ArrayList<>(items);
        try {
            sendOnce(rest);
        } catch (BatchFailedException e) {
            if (e.item().role() == BatchItem.Role.INSIDE) {
                throw e;
            }
            gate.retry(e, () -> sendOnce(rest));
        } catch (Error e) {
            cutOff();
            throw e;
        }
    }

    /** Memory has run out, say, and nobody knows how far the message came: a transaction may be open, so one is rolled back. */
    private void cutOff() {
        if (!ledger.transactionOpen()) {
            ledger.silence(List.of());
        }
    }

    private void loadWatched(SqlStatement statement, Reader data) throws SQLException, IOException {
        if (recorder == null) {
            session.wire().load(statement.text(), data);
        } else {
            recorder.load(statement, data);
        }
    }

    /** Takes out of {@code items} what was executed. */
    private boolean sendOnce(List<BatchItem> items) throws SQLException {
        if (recorder != null) {
            return sendSingly(items, recorder);
        }
        try {
            List<String> texts = new ArrayList<>(items.size());
            for (BatchItem item : items) {
                texts.add(item.text());
            }
            meanwhile.during(() -> session.wire().execute(texts));
            enter(items, items.size());
            return true;
        } catch (StatementFailedException e) {
            BatchItem failed = items.get(e.index());
            enter(items, e.completed());
            // an error further down keeps the whole message from being executed, its BEGIN too; to roll back does no
            // harm
            throw failed(failed, items, e.failure());
        } catch (MigriException e) {
            ledger.silence(items);
            throw e;
        }
    }

    private boolean sendSingly(List<BatchItem> items, RunRecorder watch) throws SQLException {
        while (!items.isEmpty()) {
            BatchItem item = items.get(0);
            try {
                sendWatched(item, watch, () -> enter(items, 1));
            } catch (StatementFailedException e) {
                throw failed(item, List.of(item), e.failure());
            }
        }
        return true;
    }

    private void sendWatched(BatchItem item, RunRecorder watch, Runnable executed) throws SQLException {
        SqlStatement statement = item.statement();
        if (statement == null) {
            executeOwn(item);
            executed.run();
        } else {
            watch.execute(statement, item.text(), executed, () -> ledger.silence(List.of(item)));
        }
        if (item.makesLast()) {
            watch.transactionEnded();
        }
    }

    private void executeOwn(BatchItem item) throws SQLException {
        try {
            session.wire().execute(List.of(item.text()));
        } catch (MigriException e) {
            ledger.silence(List.of(item));
            throw e;
        }
    }

    private BatchFailedException failed(BatchItem item, List<BatchItem> unanswered, SQLException failure) {
        BatchFailedException batch = new BatchFailedException(item, unanswered, failure);
        ledger.uncertainty().failed(batch.mayHaveLasted());
        return batch;
    }

    private void enter(List<BatchItem> items, int executed) {
        List<BatchItem> done = items.subList(0, executed);
        done.forEach(ledger::enter);
        done.clear();
    }
}
