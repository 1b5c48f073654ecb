package io.migri.core.pipeline;

import io.migri.core.attempt.Attempt;
import io.migri.core.attempt.BatchItem;
import io.migri.core.attempt.BatchItem.Role;
import io.migri.core.attempt.ExecutionLedger;
import io.migri.core.attempt.Outbox;
import io.migri.core.journal.JournalMarks;
import io.migri.core.lock.TransactionGate;
import io.migri.core.script.ScriptShape;
import io.migri.spi.DialectSession;
import io.migri.spi.lock.LockTimeout;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.state.Aside;
import io.migri.spi.wire.TransactionSyntax;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The transactions of one migration, one after the other: those that its script begins itself, and Migri's around the stretches between. */
public final class Segments {
    private final DialectSession session;
    private final TransactionSyntax syntax;
    private final TransactionGate gate;
    private final Outbox outbox;
    private final ExecutionLedger ledger;
    private final JournalMarks marks;
    private final String migration;
    private final ScriptShape shape;

    private final JournalNotes notes;
    /** In a dry run on the real database every transaction is a savepoint, and no commit makes its checks. */
    private final boolean rehearsing;

    private final List<String> rehearsedCommit;
    private final ScriptBlock block = new ScriptBlock();
    private final List<SqlStatement> afterCommit = new ArrayList<>();
    private LockTimeout lockTimeout = LockTimeout.NONE;
    private Aside implicit = Aside.NONE;
    private boolean hadBlock;

    Segments(Attempt attempt, Outbox outbox) {
        this.session = attempt.stage().session();
        this.syntax = attempt.stage().mode().syntax();
        this.gate = attempt.stage().gate();
        this.outbox = outbox;
        this.ledger = attempt.ledger();
        this.marks = attempt.marks();
        this.migration = attempt.migration();
        this.shape = attempt.prepared().shape();
        this.notes = new JournalNotes(attempt, outbox);
        this.rehearsing = !attempt.stage().mode().commits();
        this.rehearsedCommit = attempt.stage().mode().commitChecks();
    }

    /** Bounds from now on how long the statements of a transaction wait for locks. */
    void limit(LockTimeout timeout) {
        lockTimeout = timeout;
    }

    /** Does with what is deferred what a commit would. */
    void check() throws SQLException {
        outbox.add(Role.CHECK, rehearsedCommit);
    }

    ScriptBlock block() {
        return block;
    }

    /** The next statement takes part in a transaction. */
    void enter(SqlStatement statement) throws SQLException {
        releaseHeld();
        if (!block.isOpen()) {
            note(marks.unit(statement));
            begin();
        }
        block.entered(statement);
        note(marks.early(statement));
    }

    /** Opens one if none is open. */
    void begin() throws SQLException {
        begin(syntax.begin());
    }

    /** Opens one for Migri's own statements alone, if none is open. */
    void beginToRecord() throws SQLException {
        begin(syntax.beginToRecord());
    }

    private void begin(String begin) throws SQLException {
        if (block.isOpen()) {
            return;
        }
        if (!implicit.before().isEmpty()) {
            // the statement itself begins it
            ledger.opened();
        } else if (gate.opensInBatch()) {
            outbox.add(BatchItem.own(Role.BEGIN, begin));
            outbox.add(Role.RESTORE, lockTimeout.perTransaction());
        } else {
            outbox.flush();
            gate.open(migration, begin);
            ledger.opened();
        }
        block.beginOurs();
    }

    /**
     * Where that statement would notice a {@code COMMIT} or {@code BEGIN} in front of it: what is sent from here up to the next commit begins
     * its transactions by itself.
     */
    void beginImplicitlyBefore(int ordinal) throws SQLException {
        if (shape.noticedBefore(ordinal) && implicit.before().isEmpty()) {
            Aside found = session.state().implicitTransaction();
            implicit = found.before().isEmpty() ? Aside.NONE : found;
            outbox.add(Role.RESTORE, implicit.before());
        }
    }

    /** Commits what is open, noting down what it did. */
    void end() throws SQLException {
        if (block.isOpen()) {
            end(null);
        }
    }

    /**
     * Commits what is open, noting down what it did.
     *
     * @param own the script's {@code COMMIT}; null where Migri commits
     */
    private void end(@Nullable SqlStatement own) throws SQLException {
        if (block.mayWrite()) {
            notes.mark(marks.segment(own));
        }
        check();
        commit(own);
        endedWithin();
        for (SqlStatement statement : afterCommit) {
            outbox.add(BatchItem.of(Role.SESSION, statement));
        }
        afterCommit.clear();
    }

    private void commit(@Nullable SqlStatement own) throws SQLException {
        outbox.add(
                own == null
                        ? BatchItem.own(Role.COMMIT, syntax.commit())
                        : BatchItem.of(Role.COMMIT, syntax.commit(), own));
        endImplicit();
    }

    private void endImplicit() throws SQLException {
        outbox.add(Role.RESTORE, implicit.after());
        implicit = Aside.NONE;
    }

    /** Marks in the middle of a transaction, or outside of one. */
    void note(List<String> statements) throws SQLException {
        notes.note(statements, block.isOpen());
    }

    /**
     * Puts the session back, adds the migration's row and commits what is open. What was held back for later is not needed any more.
     *
     * @param own the script's {@code COMMIT} that does it; null where Migri commits
     */
    void record(RowOf row, @Nullable SqlStatement own) throws SQLException {
        if (rehearsing) {
            check();
        } else {
            outbox.add(Role.CHECK, session.state().beforeCommit());
        }
        outbox.add(Role.RESTORE, row.restore());
        outbox.add(Role.GUARD, gate.guard());
        outbox.add(Role.ABSENT, row.absent());
        outbox.add(Role.RECORD, row.record());
        outbox.add(Role.MARK, marks.forget());
        commit(own);
        ledger.pass(afterCommit.size());
        afterCommit.clear();
        endedWithin();
    }

    /** A statement ended the transaction by itself. */
    void endedWithin() {
        block.end();
    }

    /** Code that a statement executed ended the transaction. Where the script began it in its own words, what follows commits by itself. */
    void endedByItself() {
        block.endByItself(begunInItsWords());
    }

    /** What comes is executed, and not passed over. */
    void goOn() {
        if (block.goesOnInOwn()) {
            block.goOnInLost(begunInItsWords());
        }
    }

    private boolean begunInItsWords() {
        SqlStatement begun = block.begun();
        return begun != null && begun.beginning().equals(begun.text());
    }

    /** Forgets what is open; gives the statements that are to be sent once it is rolled back. */
    List<String> reset() {
        List<String> after = implicit.after();
        afterCommit.clear();
        hadBlock = false;
        implicit = Aside.NONE;
        endedWithin();
        return after;
    }

    /** Held back while a transaction is open that may turn out to be the last, and so the one to carry the row. */
    void sessionOnly(SqlStatement statement) throws SQLException {
        if (block.isOpen() && !block.isOwn()) {
            afterCommit.add(statement);
        } else {
            outbox.add(BatchItem.of(Role.SESSION, statement));
        }
    }

    /** The script begins a transaction. No message holds two of these, since a later one would run with what the earlier one did not. */
    void beginBlock(SqlStatement statement) throws SQLException {
        releaseHeld();
        end();
        note(marks.unit(statement));
        if (hadBlock) {
            outbox.flush();
        }
        hadBlock = true;
        String text = rehearsing ? syntax.begin() : statement.beginning();
        if (gate.opensInBatch()) {
            outbox.add(BatchItem.of(Role.BEGIN, text, statement));
            outbox.add(Role.RESTORE, lockTimeout.perTransaction());
        } else {
            outbox.flush();
            gate.open(migration, text);
            ledger.enter(BatchItem.of(Role.BEGIN, text, statement));
        }
        block.beginOwn(statement);
    }

    /** The script commits the transaction that it began. */
    void commitBlock(SqlStatement statement) throws SQLException {
        end(statement);
    }

    /** The script rolls back the transaction that it began. */
    void rollBackBlock(SqlStatement statement) throws SQLException {
        outbox.add(BatchItem.of(Role.ROLLBACK, syntax.rollback(), statement));
        endImplicit();
        endedWithin();
    }

    /** The script commits, or rolls back, what is open and begins another in the same statement. */
    void chain(SqlStatement statement, boolean commits) throws SQLException {
        if (!block.isOpen()) {
            beginAgain();
            ledger.pass(1);
            return;
        }
        if (commits && block.mayWrite()) {
            notes.mark(marks.segment(null));
        }
        check();
        if (rehearsing) {
            outbox.add(BatchItem.of(
                    commits ? Role.COMMIT : Role.ROLLBACK, commits ? syntax.commit() : syntax.rollback(), statement));
            outbox.add(BatchItem.own(Role.BEGIN, syntax.begin()));
        } else {
            outbox.add(BatchItem.of(commits ? Role.COMMIT_AND_BEGIN : Role.ROLLBACK_AND_BEGIN, statement));
        }
        block.chain(statement);
    }

    /** A run that goes on between two transactions that the script chains begins the second as it began the first. */
    private void beginAgain() throws SQLException {
        SqlStatement begun = block.begun();
        if (begun == null) {
            begin();
        } else {
            beginBlock(begun);
        }
    }

    private void releaseHeld() throws SQLException {
        if (!afterCommit.isEmpty()) {
            end();
        }
    }
}
