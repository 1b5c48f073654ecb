package io.migri.core.run;

import io.migri.core.run.BatchItem.Role;
import io.migri.spi.LockTimeout;
import io.migri.spi.TransactionSyntax;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.TransactionEffect;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The transactions of one migration, one after the other, and the script's own within them. */
final class Segments {
    private final TransactionSyntax syntax;
    private final TransactionGate gate;
    private final Outbox outbox;
    private final ExecutionLedger ledger;
    private final JournalMarks marks;
    private final String migration;

    private final ScriptBlock block = new ScriptBlock();
    private final List<SqlStatement> afterCommit = new ArrayList<>();
    private LockTimeout lockTimeout = LockTimeout.NONE;
    private List<String> commitChecks = List.of();
    private boolean open;

    Segments(
            TransactionSyntax syntax,
            TransactionGate gate,
            Outbox outbox,
            ExecutionLedger ledger,
            JournalMarks marks,
            String migration) {
        this.syntax = syntax;
        this.gate = gate;
        this.outbox = outbox;
        this.ledger = ledger;
        this.marks = marks;
        this.migration = migration;
    }

    /** Bounds from now on how long the statements of a transaction wait for locks. */
    void limit(LockTimeout timeout) {
        lockTimeout = timeout;
    }

    /** Commits only after these, from now on, because the commits are none. */
    void checkBeforeCommits(List<String> checks) {
        commitChecks = checks;
    }

    /** Checks what a commit would. */
    void check() throws SQLException {
        outbox.add(Role.CHECK, commitChecks);
    }

    /** The next statement takes part in a transaction. */
    void enter() throws SQLException {
        releaseHeld();
        begin();
    }

    /** Opens one if none is open. */
    void begin() throws SQLException {
        if (open) {
            return;
        }
        if (gate.opensInBatch()) {
            outbox.add(BatchItem.own(Role.BEGIN, syntax.begin()));
            outbox.add(Role.RESTORE, lockTimeout.perTransaction());
        } else {
            outbox.flush();
            gate.open(migration);
            ledger.opened();
        }
        open = true;
        if (block.isOpen()) {
            savepoint();
        }
    }

    /** Commits what is open, noting down what it did. */
    void end() throws SQLException {
        if (!open) {
            return;
        }
        outbox.add(Role.MARK, marks.segment());
        check();
        outbox.add(BatchItem.own(Role.COMMIT, syntax.commit()));
        endedWithin();
        for (SqlStatement statement : afterCommit) {
            outbox.add(BatchItem.of(Role.SESSION, statement));
        }
        afterCommit.clear();
    }

    /** Commits what is open, and with it the migration. What was held back for later is not needed any more. */
    void endMigration() throws SQLException {
        check();
        outbox.add(BatchItem.own(Role.COMMIT, syntax.commit()));
        open = false;
        ledger.pass(afterCommit.size());
        afterCommit.clear();
    }

    /** A statement ended the transaction by itself. */
    void endedWithin() {
        open = false;
        block.end();
    }

    /** Forgets what is open. */
    void reset() {
        afterCommit.clear();
        endedWithin();
    }

    /** Held back while a transaction is open that may turn out to be the last, and so the one to carry the row. */
    void sessionOnly(SqlStatement statement) throws SQLException {
        if (open && !block.isOpen()) {
            afterCommit.add(statement);
        } else {
            outbox.add(BatchItem.of(Role.SESSION, statement));
        }
    }

    void beginBlock() throws SQLException {
        ledger.pass(1);
        releaseHeld();
        boolean opened = block.begin();
        if (opened && open) {
            savepoint();
        }
        begin();
    }

    void commitBlock() throws SQLException {
        endBlock(syntax.releaseSavepoint());
    }

    void rollBackBlock() throws SQLException {
        endBlock(syntax.rollbackToSavepoint());
    }

    /** A statement that was executed earlier comes by once more. */
    void passOver(TransactionEffect effect) {
        block.passOver(effect);
    }

    private void endBlock(String statement) throws SQLException {
        ledger.pass(1);
        if (block.end()) {
            outbox.add(BatchItem.own(Role.SAVEPOINT, statement));
        }
    }

    private void savepoint() throws SQLException {
        outbox.add(BatchItem.own(Role.SAVEPOINT, syntax.savepoint()));
        block.savepointSet();
    }

    private void releaseHeld() throws SQLException {
        if (!afterCommit.isEmpty()) {
            end();
        }
    }
}
