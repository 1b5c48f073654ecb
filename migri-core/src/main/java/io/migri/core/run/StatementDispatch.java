package io.migri.core.run;

import io.migri.core.run.BatchItem.Role;
import io.migri.spi.DialectSession;
import io.migri.spi.TransactionSyntax;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.TransactionEffect;
import java.io.IOException;
import java.io.Reader;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sends each statement of a migration in the way that its effect on transactions asks for. */
final class StatementDispatch {
    private final DialectSession session;
    private final TransactionSyntax syntax;
    private final TransactionGate gate;
    private final boolean onlyInTransaction;
    private final JournalMarks marks;
    private final ExecutionLedger ledger;
    private final Outbox outbox;
    private final Segments segments;
    private final OutsideOfRehearsal outsideOfRehearsal;
    private final String migration;

    private final Set<Integer> refused = new HashSet<>();
    private final Set<Integer> late = new HashSet<>();
    private final Set<Integer> leftOut = new HashSet<>();
    private boolean parting;
    private boolean guarding;
    private int resumedAt;

    /**
     * A dispatch for one migration.
     *
     * @param onlyInTransaction whether statements outside of a transaction are rehearsed otherwise, or left out
     */
    StatementDispatch(
            DialectSession session,
            TransactionSyntax syntax,
            TransactionGate gate,
            boolean onlyInTransaction,
            JournalMarks marks,
            ExecutionLedger ledger,
            Outbox outbox,
            Segments segments,
            OutsideOfRehearsal outsideOfRehearsal,
            String migration) {
        this.session = session;
        this.syntax = syntax;
        this.gate = gate;
        this.onlyInTransaction = onlyInTransaction;
        this.marks = marks;
        this.ledger = ledger;
        this.outbox = outbox;
        this.segments = segments;
        this.outsideOfRehearsal = outsideOfRehearsal;
        this.migration = migration;
    }

    void execute(SqlStatement statement) throws SQLException, IOException {
        TransactionEffect effect =
                refused.contains(statement.ordinal()) ? TransactionEffect.REFUSES_IT : statement.effect();
        boolean lasts = ledger.lasts(statement);
        marks.next(statement, lasts);
        if (lasts) {
            segments.passOver(effect);
            repeatInSession(statement);
            return;
        }
        part();
        if (leftOut.contains(statement.ordinal())) {
            outsideOfRehearsal.leaveOut(statement, "the transaction of a dry run has begun already");
            return;
        }
        if (late.contains(statement.ordinal())) {
            if (onlyInTransaction) {
                outsideOfRehearsal.miss(statement, "what comes before it would have to be committed");
                return;
            }
            segments.end();
        }
        switch (effect) {
            case NONE -> inside(statement);
            case ALONE -> alone(statement);
            case MAY_END_IT -> guarded(statement);
            case ENDS_IT, REFUSES_IT -> outside(statement, effect);
            case SESSION_ONLY -> segments.sessionOnly(statement);
            case BEGINS_BLOCK -> segments.beginBlock();
            case COMMITS_BLOCK -> segments.commitBlock();
            case ROLLS_BACK_BLOCK -> segments.rollBackBlock();
            case REDUNDANT, STRAY -> ledger.pass(1);
            case BEGINS_READ_ONLY_BLOCK, COMMITS_AND_BEGINS_BLOCK, ROLLS_BACK_AND_BEGINS_BLOCK ->
                throw new IllegalStateException("not read by any dialect yet");
        }
    }

    /** An earlier run did that many statements, from the first on. */
    void resume(int statements) {
        resumedAt = statements;
    }

    /** The last statement's transaction is ended otherwise, or not at all. */
    void stay() {
        parting = false;
    }

    /** Whether a statement is under way that may end its transaction. */
    boolean guarding() {
        return guarding;
    }

    /** What was under way is rolled back. */
    void rolledBack() {
        parting = false;
        guarding = false;
    }

    /** Runs that statement outside of a transaction from now on; false where it did so already. */
    boolean refuse(SqlStatement statement) {
        return refused.add(statement.ordinal());
    }

    /** Commits what stands before that statement from now on, or leaves it out where nothing may be committed; false where it did so already. */
    boolean commitBefore(SqlStatement statement) {
        return late.add(statement.ordinal());
    }

    /** True for what comes first, hence in time but for the rehearsal, whose transaction began before. */
    boolean leaveOutOfRehearsal(SqlStatement statement) {
        return onlyInTransaction && leftOut.size() == statement.ordinal() && leftOut.add(statement.ordinal());
    }

    /** What stands outside of a transaction cannot be taken back once another run turns out to have been quicker. */
    void lookWhetherApplied() throws SQLException {
        if (!gate.opensInBatch() && !ledger.lasting()) {
            outbox.flush();
            gate.coverRun();
            gate.open(migration);
            session.execute(List.of(syntax.rollback()));
        }
    }

    /** An earlier run did what lasts, but its session is gone. */
    private void repeatInSession(SqlStatement statement) throws SQLException {
        if (statement.ordinal() < resumedAt && session.changesSession(statement.text())) {
            outbox.add(BatchItem.of(Role.RESTORE, statement));
        }
    }

    private void inside(SqlStatement statement) throws SQLException, IOException {
        segments.enter();
        send(statement, Role.INSIDE);
    }

    /** Its transaction is committed when the next statement comes, or holds the row too. */
    private void alone(SqlStatement statement) throws SQLException, IOException {
        segments.end();
        inside(statement);
        parting = true;
    }

    private void part() throws SQLException {
        if (parting) {
            parting = false;
            segments.end();
            outbox.flush();
        }
    }

    /** Looks afterwards whether it committed, because what came after it would else be in no transaction. */
    private void guarded(SqlStatement statement) throws SQLException, IOException {
        segments.enter();
        outbox.add(Role.MARK, marks.guard(statement));
        send(statement, Role.INSIDE);
        guarding = true;
        outbox.flush();
        boolean committed = !session.transactionSurvived();
        guarding = false;
        if (committed) {
            ledger.committedWithin();
            segments.endedWithin();
        }
        outbox.add(Role.MARK, marks.guarded(statement, committed));
    }

    private void outside(SqlStatement statement, TransactionEffect effect) throws SQLException, IOException {
        if (onlyInTransaction) {
            rehearseOutside(statement);
            return;
        }
        segments.end();
        lookWhetherApplied();
        outbox.add(Role.MARK, marks.before(statement));
        boolean alone = effect == TransactionEffect.REFUSES_IT;
        if (alone) {
            outbox.flush();
        }
        send(statement, Role.OUTSIDE);
        if (alone) {
            outbox.flush();
        }
        outbox.add(Role.MARK, marks.after(statement));
    }

    /** Its plain form may have turned out to refuse a transaction, too. */
    private void rehearseOutside(SqlStatement statement) throws SQLException {
        if (refused.contains(statement.ordinal())) {
            outsideOfRehearsal.miss(statement, "it refuses a transaction");
        } else {
            outsideOfRehearsal.execute(statement);
        }
    }

    private void send(SqlStatement statement, Role role) throws SQLException, IOException {
        Reader data = statement.data();
        if (data == null) {
            outbox.add(BatchItem.of(role, statement));
        } else if (marks.taken()) {
            DataDigest digest = new DataDigest(data);
            outbox.load(statement, role, digest);
            marks.loaded(digest.value());
        } else {
            outbox.load(statement, role, data);
        }
    }
}
