package io.migri.core.run;

import io.migri.api.AppliedMigration;
import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener.Message;
import io.migri.api.text.Text;
import io.migri.core.attempt.BatchFailedException;
import io.migri.core.attempt.BatchItem;
import io.migri.core.attempt.BatchItem.Role;
import io.migri.core.lock.Interruption;
import io.migri.core.lock.RunLock;
import io.migri.core.reading.Reason;
import io.migri.core.stage.Stage;
import io.migri.spi.wire.StatementFailedException;
import io.migri.spi.wire.Wire;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The transaction that all migrations of a run share. What is left of it when this is closed is rolled back. */
final class OneTransaction implements AutoCloseable {
    private final Stage stage;
    private final Wire wire;
    private final RunLock lock;
    private final List<AppliedMigration> rows = new ArrayList<>();
    private boolean open = true;
    private boolean committing;

    private OneTransaction(Stage stage, RunLock lock) {
        this.stage = stage;
        this.wire = stage.session().wire();
        this.lock = lock;
    }

    /** Begins it. Where the lock is that of transactions, others may have applied something until now. */
    static OneTransaction begin(Stage stage, RunLock lock) throws SQLException {
        lock.begin(stage.session().wire().syntax().begin());
        return new OneTransaction(stage, lock);
    }

    /** A migration was executed, and this is its row; null where it has none. */
    void add(@Nullable AppliedMigration row) {
        if (row != null) {
            rows.add(row);
        }
    }

    /**
     * Commits what all have done, unless this run has lost its lock.
     *
     * @throws BatchFailedException that names the guard or the commit
     * @throws MigriException where the run was asked to stop
     */
    void commit() throws SQLException {
        if (stage.conduct().interruption().requested()) {
            throw Interruption.interrupted();
        }
        committing = true;
        List<BatchItem> items = new ArrayList<>();
        lock.guard().forEach(guard -> items.add(BatchItem.own(Role.GUARD, guard)));
        items.add(BatchItem.own(Role.COMMIT, wire.syntax().commit()));
        try {
            send(items);
        } catch (BatchFailedException e) {
            lock.retry(e, () -> send(items));
        }
        open = false;
    }

    private boolean send(List<BatchItem> items) throws SQLException {
        try {
            wire.execute(items.stream().map(BatchItem::text).toList());
            return true;
        } catch (StatementFailedException e) {
            throw new BatchFailedException(items.get(e.index()), items, e.failure());
        }
    }

    /** Does what cannot be done within it, and tells a log elsewhere. All is applied by then, whatever ends badly. */
    void committed() {
        try {
            wire.execute(stage.session().state().restoreOutside());
        } catch (SQLException | MigriException e) {
            stage.listener().told(Message.note(Text.of("the session is not put back: ", Reason.of(e))));
        }
        for (AppliedMigration row : rows) {
            HistoryRow.tell(stage.books().log(), row)
                    .ifPresent(text -> stage.listener().told(Message.note(row.name(), text)));
        }
    }

    /** Whether its commit was sent, so that an answer that is missing says nothing. */
    boolean committing() {
        return committing;
    }

    /** It was rolled back. */
    void rolledBack() {
        open = false;
    }

    @Override
    public void close() {
        if (!open) {
            return;
        }
        try {
            wire.execute(List.of(wire.syntax().rollback()));
        } catch (SQLException | MigriException e) {
            // it goes with the connection, and the failure that brought us here says more
        }
    }
}
