package io.migri.core.pipeline;

import io.migri.core.attempt.Attempt;
import io.migri.core.attempt.BatchItem;
import io.migri.core.attempt.BatchItem.Role;
import io.migri.core.attempt.ExecutionLedger;
import io.migri.core.attempt.Outbox;
import io.migri.core.lock.TransactionGate;
import io.migri.core.script.ScriptShape;
import io.migri.spi.DialectSession;
import io.migri.spi.lock.LockTimeout;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.state.Aside;
import io.migri.spi.wire.TransactionSyntax;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a transaction begins and ends with: in the message with its statements, through the run's lock, by itself, or as a savepoint. */
final class Brackets {
    private final DialectSession session;
    private final TransactionSyntax syntax;
    private final TransactionGate gate;
    private final Outbox outbox;
    private final ExecutionLedger ledger;
    private final String migration;
    private final ScriptShape shape;
    /** What a commit would check, and the release of a savepoint does not. */
    private final List<String> rehearsedCommit;

    private LockTimeout lockTimeout = LockTimeout.NONE;
    private Aside implicit = Aside.NONE;

    Brackets(Attempt attempt, Outbox outbox) {
        this.session = attempt.stage().session();
        this.syntax = attempt.stage().mode().syntax();
        this.gate = attempt.stage().gate();
        this.outbox = outbox;
        this.ledger = attempt.ledger();
        this.migration = attempt.name();
        this.shape = attempt.prepared().shape();
        this.rehearsedCommit = attempt.stage().mode().commitChecks();
    }

    /** Bounds from now on how long the statements of a transaction wait for locks. */
    void limit(LockTimeout timeout) {
        lockTimeout = timeout;
    }

    /** Begins a transaction of Migri's. */
    void begin(String begin) throws SQLException {
        if (!implicit.before().isEmpty()) {
            // the statement itself begins it
            ledger.opened();
        } else if (gate.opensInBatch()) {
            outbox.add(BatchItem.own(Role.BEGIN, begin));
            outbox.add(Role.SETTING, lockTimeout.perTransaction());
        } else {
            outbox.flush();
            gate.open(migration, begin);
            ledger.opened();
        }
    }

    /** Begins the script's own transaction, with {@code text} in place of its statement. */
    void beginOwn(String text, SqlStatement statement) throws SQLException {
        if (gate.opensInBatch()) {
            outbox.add(BatchItem.of(Role.BEGIN, text, statement));
            outbox.add(Role.SETTING, lockTimeout.perTransaction());
        } else {
            outbox.flush();
            gate.open(migration, text);
            ledger.enter(BatchItem.of(Role.BEGIN, text, statement));
        }
    }

    /**
     * Where that statement would notice a {@code COMMIT} or {@code BEGIN} in front of it: what is sent from here up to the next commit begins
     * its transactions by itself.
     */
    void beginImplicitlyBefore(int ordinal) throws SQLException {
        if (shape.noticedBefore(ordinal) && implicit.before().isEmpty()) {
            Aside found = session.state().implicitTransaction();
            implicit = found.before().isEmpty() ? Aside.NONE : found;
            outbox.add(Role.SETTING, implicit.before());
        }
    }

    /** Does with what is deferred what a commit would, where none does it. */
    void check() throws SQLException {
        outbox.add(Role.CHECK, rehearsedCommit);
    }

    /** @param own the script's {@code COMMIT}; null where Migri commits */
    void commit(@Nullable SqlStatement own) throws SQLException {
        outbox.add(
                own == null
                        ? BatchItem.own(Role.COMMIT, syntax.commit())
                        : BatchItem.of(Role.COMMIT, syntax.commit(), own));
        endImplicit();
    }

    void rollBack(SqlStatement own) throws SQLException {
        outbox.add(BatchItem.of(Role.ROLLBACK, syntax.rollback(), own));
        endImplicit();
    }

    private void endImplicit() throws SQLException {
        outbox.add(Role.SETTING, implicit.after());
        implicit = Aside.NONE;
    }

    /** Forgets what is open; gives the statements that are to be sent once it is rolled back. */
    List<String> reset() {
        List<String> after = implicit.after();
        implicit = Aside.NONE;
        return after;
    }
}
