package io.migri.core.pipeline;

import io.migri.core.attempt.Attempt;
import io.migri.core.attempt.BatchItem;
import io.migri.core.attempt.BatchItem.Role;
import io.migri.core.attempt.Outbox;
import io.migri.core.lock.TransactionGate;
import io.migri.spi.DialectSession;
import io.migri.spi.state.Aside;
import io.migri.spi.wire.TransactionSyntax;
import java.sql.SQLException;
import java.util.List;

/** Sends the marks for the journal that {@link JournalMarks} composes among a migration's statements: apart from the script's settings, and only while this run has its lock. */
final class MarkSender {
    private final DialectSession session;
    private final TransactionSyntax syntax;
    private final TransactionGate gate;
    private final boolean rehearsing;
    private final Outbox outbox;

    MarkSender(Attempt attempt, Outbox outbox) {
        this.session = attempt.stage().session();
        this.syntax = attempt.stage().mode().syntax();
        this.gate = attempt.stage().gate();
        this.rehearsing = !attempt.stage().mode().commits();
        this.outbox = outbox;
    }

    /** In the transaction that is about to be committed. What is deferred runs before Migri's own settings hold. */
    void beforeCommit(List<String> statements) throws SQLException {
        if (statements.isEmpty()) {
            return;
        }
        Aside aside = session.state().aside();
        if (!aside.before().isEmpty() && !rehearsing) {
            outbox.add(Role.CHECK, session.state().beforeCommit());
        }
        send(aside, gate.guard(), statements);
    }

    /** In the middle of a transaction, or outside of one; then in one of their own where they need settings of their own. */
    void between(List<String> statements, boolean inTransaction) throws SQLException {
        if (statements.isEmpty()) {
            return;
        }
        Aside aside = session.state().aside();
        boolean alone = !inTransaction && !aside.before().isEmpty();
        if (alone) {
            outbox.add(BatchItem.own(Role.MARK, syntax.beginToRecord()));
        }
        send(aside, inTransaction ? gate.guard() : gate.guardOutside(), statements);
        if (alone) {
            outbox.add(BatchItem.own(Role.MARK, syntax.commit()));
        }
    }

    private void send(Aside aside, List<String> guard, List<String> statements) throws SQLException {
        outbox.add(Role.SETTING, aside.before());
        outbox.add(Role.GUARD, guard);
        outbox.add(Role.MARK, statements);
        outbox.add(Role.SETTING, aside.after());
    }
}
