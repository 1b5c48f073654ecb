package io.migri.core.pipeline;

import io.migri.core.attempt.Attempt;
import io.migri.core.attempt.BatchItem;
import io.migri.core.attempt.BatchItem.Role;
import io.migri.core.attempt.ExecutionLedger;
import io.migri.core.attempt.Outbox;
import io.migri.core.journal.JournalMarks;
import io.migri.core.lock.TransactionGate;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.state.SessionState;
import io.migri.spi.wire.TransactionSyntax;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The transactions of one migration, one after the other: those that its script begins itself, and Migri's around the stretches between. */
final class Segments {
    private final SessionState state;
    private final TransactionSyntax syntax;
    private final TransactionGate gate;
    private final Outbox outbox;
    private final ExecutionLedger ledger;
    private final JournalMarks marks;

    private final Brackets brackets;
    private final MarkSender sender;
    /** In a dry run on the real database, or where all share a transaction, every other is a savepoint. */
    private final boolean rehearsing;

    private final List<String> restoreForNext;

    private final ScriptBlock block = new ScriptBlock();
    private final List<SqlStatement> afterCommit = new ArrayList<>();
    private boolean hadBlock;

    Segments(Attempt attempt, Outbox outbox) {
        this.state = attempt.stage().session().state();
        this.syntax = attempt.stage().mode().syntax();
        this.gate = attempt.stage().gate();
        this.outbox = outbox;
        this.ledger = attempt.ledger();
        this.marks = attempt.marks();
        this.brackets = new Brackets(attempt, outbox);
        this.sender = new MarkSender(attempt, outbox);
        this.rehearsing = !attempt.stage().mode().commits();
        this.restoreForNext = attempt.stage().mode().restoreForNext();
    }

    Brackets brackets() {
        return brackets;
    }

    ScriptBlock block() {
        return block;
    }

    /** The next statement takes part in a transaction. */
    void enter(SqlStatement statement) throws SQLException {
        releaseHeld();
        if (!block.isOpen()) {
            mark(marks.unit(statement));
            begin();
        }
        block.entered(statement);
        mark(marks.early(statement));
    }

    /** Opens one if none is open. */
    void begin() throws SQLException {
        open(syntax.begin());
    }

    /** Opens one for Migri's own statements alone, if none is open. */
    void beginToRecord() throws SQLException {
        open(syntax.beginToRecord());
    }

    private void open(String begin) throws SQLException {
        if (!block.isOpen()) {
            brackets.begin(begin);
            block.beginOurs();
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
            sender.beforeCommit(marks.segment(own));
        }
        brackets.check();
        brackets.commit(own);
        ended();
        for (SqlStatement statement : afterCommit) {
            outbox.add(BatchItem.of(Role.SESSION, statement));
        }
        afterCommit.clear();
    }

    /** Marks in the middle of a transaction, or outside of one. */
    void mark(List<String> statements) throws SQLException {
        sender.between(statements, block.isOpen());
    }

    /**
     * Puts the session back, adds the migration's row and commits what is open. What was held back for later is not needed any more.
     *
     * @param own the script's {@code COMMIT} that does it; null where Migri commits
     */
    void record(CompletionStatements row, @Nullable SqlStatement own) throws SQLException {
        if (rehearsing) {
            brackets.check();
        } else {
            outbox.add(Role.CHECK, state.beforeCommit());
        }
        outbox.add(Role.RESTORE, row.restore());
        outbox.add(Role.GUARD, gate.guard());
        outbox.add(Role.ABSENT, row.absent());
        outbox.add(Role.RECORD, row.record());
        outbox.add(Role.MARK, marks.forget());
        outbox.add(Role.RESTORE, restoreForNext);
        brackets.commit(own);
        ledger.countUnsent(afterCommit.size());
        afterCommit.clear();
        ended();
    }

    /** The transaction has ended: by its last statement, by one that ends it, or with what is forgotten. */
    void ended() {
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
        afterCommit.clear();
        hadBlock = false;
        ended();
        return brackets.reset();
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
        mark(marks.unit(statement));
        if (hadBlock) {
            outbox.flush();
        }
        hadBlock = true;
        String text = rehearsing ? syntax.begin() : statement.beginning();
        brackets.beginOwn(text, statement);
        block.beginOwn(statement);
    }

    /** The script commits the transaction that it began. */
    void commitBlock(SqlStatement statement) throws SQLException {
        end(statement);
    }

    /** The script rolls back the transaction that it began. */
    void rollBackBlock(SqlStatement statement) throws SQLException {
        brackets.rollBack(statement);
        ended();
    }

    /** The script commits, or rolls back, what is open and begins another in the same statement. */
    void chain(SqlStatement statement, boolean commits) throws SQLException {
        if (!block.isOpen()) {
            beginAgain();
            ledger.countUnsent(1);
            return;
        }
        if (commits && block.mayWrite()) {
            sender.beforeCommit(marks.segment(null));
        }
        brackets.check();
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
