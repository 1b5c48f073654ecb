package io.migri.core.pipeline;

import io.migri.core.journal.JournalMarks;
import io.migri.core.lock.TransactionGate;
import io.migri.core.pipeline.BatchItem.Role;
import io.migri.core.script.DataDigest;
import io.migri.core.script.ScriptShape;
import io.migri.spi.DialectSession;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.TransactionEffect;
import java.io.IOException;
import java.io.Reader;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sends each statement of a migration in the way that its effect on transactions asks for. */
public final class StatementDispatch {
    private final Attempt attempt;
    private final DialectSession session;
    private final boolean onlyInTransaction;
    private final JournalMarks marks;
    private final ExecutionLedger ledger;
    private final Outbox outbox;
    private final Segments segments;
    private final OutsideOfRehearsal outsideOfRehearsal;
    private final ScriptShape shape;

    private final Set<Integer> refused = new HashSet<>();
    private final Set<Integer> late = new HashSet<>();
    private final Set<Integer> settledBefore = new HashSet<>();
    private final Set<Integer> leftOut = new HashSet<>();
    private final Set<Integer> warned = new HashSet<>();
    private RowOf row = new RowOf(List.of(), List.of(), List.of());
    private boolean recorded;
    private boolean parting;
    private boolean guarding;
    private Set<Integer> repeated = Set.of();
    private Set<Integer> pointless = Set.of();

    StatementDispatch(Attempt attempt, Outbox outbox, Segments segments, OutsideOfRehearsal outsideOfRehearsal) {
        this.attempt = attempt;
        this.session = attempt.stage().session();
        this.onlyInTransaction = attempt.stage().onlyInTransaction();
        this.marks = attempt.marks();
        this.ledger = attempt.ledger();
        this.outbox = outbox;
        this.segments = segments;
        this.outsideOfRehearsal = outsideOfRehearsal;
        this.shape = attempt.prepared().shape();
    }

    /** What is sent when the migration is complete. */
    void completeWith(RowOf complete) {
        row = complete;
        recorded = false;
    }

    RowOf row() {
        return row;
    }

    /** Whether a commit of the script's own carries the row. */
    boolean recorded() {
        return recorded;
    }

    void execute(SqlStatement statement) throws SQLException, IOException {
        boolean lasts = ledger.lasts(statement);
        marks.next(statement, lasts);
        if (lasts || ledger.passed(statement)) {
            passOver(statement, lasts);
            return;
        }
        segments.goOn();
        if (shape.recordedBefore(statement.ordinal())) {
            trail(statement);
            return;
        }
        part(statement);
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
        Optional<String> beyond = onlyInTransaction ? session.beyondRollback(statement) : Optional.empty();
        if (beyond.isPresent()) {
            outsideOfRehearsal.leaveOut(statement, beyond.get());
            return;
        }
        dispatch(statement);
    }

    private TransactionEffect effect(SqlStatement statement) {
        return pointless.contains(statement.ordinal())
                ? TransactionEffect.REDUNDANT
                : refused.contains(statement.ordinal()) ? TransactionEffect.REFUSES_IT : statement.effect();
    }

    private void dispatch(SqlStatement statement) throws SQLException, IOException {
        TransactionEffect effect = effect(statement);
        switch (effect) {
            case NONE -> inside(statement);
            case ALONE -> alone(statement);
            case MAY_END_IT -> guarded(statement);
            case ENDS_IT, REFUSES_IT -> outside(statement, effect);
            case SESSION_ONLY -> segments.sessionOnly(statement);
            case BEGINS_BLOCK, BEGINS_READ_ONLY_BLOCK -> {
                segments.beginBlock(statement);
                rehearsedOtherwise(statement);
            }
            case COMMITS_BLOCK -> commitBlock(statement);
            case ROLLS_BACK_BLOCK -> rollBackBlock(statement);
            case COMMITS_AND_BEGINS_BLOCK -> segments.chain(statement, true);
            case ROLLS_BACK_AND_BEGINS_BLOCK -> segments.chain(statement, false);
            case STRAY -> stray(statement);
            case REDUNDANT -> ledger.pass(1);
        }
    }

    /** Without auto-commit a script ends transactions that it did not begin by a statement. */
    private void commitBlock(SqlStatement statement) throws SQLException {
        if (!segments.block().isOpen()) {
            stray(statement);
        } else if (shape.recordsAt(statement.ordinal())) {
            recorded = true;
            segments.record(row, statement);
        } else {
            segments.commitBlock(statement);
        }
    }

    /** A statement that ended the script's own transaction by itself left nothing to roll back. */
    private void rollBackBlock(SqlStatement statement) throws SQLException {
        if (segments.block().isOpen() && !segments.block().lostOwn()) {
            segments.rollBackBlock(statement);
        } else {
            stray(statement);
        }
    }

    /** The migration is committed before it, so it is no reason to fail any more. */
    private void trail(SqlStatement statement) throws SQLException, IOException {
        if (statement.effect() == TransactionEffect.STRAY || statement.effect() == TransactionEffect.REDUNDANT) {
            dispatch(statement);
        } else if (onlyInTransaction) {
            segments.begin();
            outbox.add(BatchItem.of(Role.TRAILING, statement));
        } else {
            outbox.add(BatchItem.of(Role.TRAILING, statement));
        }
    }

    private void stray(SqlStatement statement) {
        ledger.pass(1);
        if (warned.add(statement.ordinal())) {
            notice("line " + statement.line() + " ends a transaction, but none is open; it was not sent");
        }
    }

    private void rehearsedOtherwise(SqlStatement statement) {
        if (onlyInTransaction && warned.add(statement.ordinal())) {
            notice("the transaction that begins in line " + statement.line() + " was rehearsed as a savepoint");
        }
    }

    private void notice(String message) {
        attempt.notice(message);
    }

    /** What was committed earlier in this session, or undone by the script itself, is there or gone already. */
    private void passOver(SqlStatement statement, boolean lasts) throws SQLException, IOException {
        segments.block().passOver(statement);
        if (!lasts) {
            marks.passed(statement);
        }
        if (repeated.contains(statement.ordinal())) {
            outbox.add(BatchItem.of(Role.SESSION, statement));
            outbox.flush();
        }
    }

    /**
     * An earlier run did that many statements, from the first on, in a session that is gone.
     *
     * @param settings of those, the ones that give a new session the same
     * @param ends of the others, the ones that only end what that session never had
     */
    void resume(Set<Integer> settings, Set<Integer> ends) {
        repeated = Set.copyOf(settings);
        pointless = Set.copyOf(ends);
    }

    /** The session has what the statements gave it that are passed over from now on. */
    void sameSession() {
        repeated = Set.of();
    }

    /** The last statement's transaction is ended otherwise, or not at all. */
    void stay() {
        parting = false;
    }

    /** The open transaction was ended by what ran in it, which nobody saw unless a statement is under way that may do so. */
    void endedUnseen() {
        if (guarding) {
            ledger.committedWithin();
        } else {
            ledger.endedUnseen();
        }
    }

    /** What was under way is rolled back. */
    void rolledBack() {
        parting = false;
        guarding = false;
    }

    /** Runs that statement outside of a transaction from now on; false where it did so already, or is in a transaction of the script's own. */
    public boolean refuse(SqlStatement statement) {
        return !segments.block().heldInOwn(statement) && refused.add(statement.ordinal());
    }

    /** Commits what stands before that statement from now on, or leaves it out where nothing may be committed; false as above. */
    public boolean commitBefore(SqlStatement statement) {
        return !segments.block().heldInOwn(statement) && late.add(statement.ordinal());
    }

    /** Lets what is deferred happen before that statement from now on; false as above. */
    public boolean settleBefore(SqlStatement statement) {
        return !segments.block().heldInOwn(statement) && settledBefore.add(statement.ordinal());
    }

    /** True for what comes first, hence in time but for the rehearsal, whose transaction began before. */
    public boolean leaveOutOfRehearsal(SqlStatement statement) {
        return onlyInTransaction && leftOut.size() == statement.ordinal() && leftOut.add(statement.ordinal());
    }

    /** What stands outside of a transaction cannot be taken back once another run turns out to have been quicker. */
    void lookWhetherApplied() throws SQLException {
        TransactionGate gate = attempt.stage().gate();
        if (!gate.opensInBatch() && !ledger.lasting()) {
            outbox.flush();
            gate.coverRun();
            gate.open(attempt.migration(), attempt.stage().database().syntax().begin());
            session.wire().execute(List.of(attempt.stage().database().syntax().rollback()));
        }
    }

    private void inside(SqlStatement statement) throws SQLException, IOException {
        segments.enter(statement);
        if (settledBefore.contains(statement.ordinal())) {
            outbox.add(Role.CHECK, session.state().beforeCommit());
        }
        send(statement, Role.INSIDE);
    }

    /**
     * Its transaction is committed when the next statement comes, or holds the row too. Where a mark between the two would be noticed, they
     * share one.
     */
    private void alone(SqlStatement statement) throws SQLException, IOException {
        if (!shape.noticedBefore(statement.ordinal())) {
            segments.end();
        }
        if (looksBackOverBoundary(statement.ordinal() + 1)) {
            segments.beginImplicitly();
        }
        inside(statement);
        parting = true;
    }

    private void part(SqlStatement statement) throws SQLException {
        if (parting) {
            parting = false;
            if (!shape.noticedBefore(statement.ordinal())) {
                segments.end();
                outbox.flush();
            }
        }
    }

    /** Whether a {@code COMMIT} or {@code BEGIN} in front of that statement would be noticed. */
    private boolean looksBackOverBoundary(int ordinal) {
        return shape.noticedBefore(ordinal)
                && !session.state().implicitTransaction().before().isEmpty();
    }

    /** Looks afterwards whether it committed, because what came after it would else be in no transaction. */
    private void guarded(SqlStatement statement) throws SQLException, IOException {
        segments.enter(statement);
        segments.note(marks.beforeMayCommit(statement));
        if (looksBackOverBoundary(statement.ordinal() + 1)) {
            segments.beginImplicitly();
        }
        send(statement, Role.INSIDE);
        guarding = true;
        outbox.flush();
        boolean committed = !session.wire().transactionSurvived();
        guarding = false;
        // where the question would be noticed, it is not asked
        if (committed && !shape.noticedBefore(statement.ordinal() + 1) && !marks.committed(statement)) {
            throw lost(statement);
        }
        if (committed) {
            ledger.committedWithin();
            segments.endedByItself();
        }
        segments.note(marks.afterMayCommit(statement, committed));
    }

    /** What comes before it in the transaction is gone, and the code that it ran may have gone on without a transaction. */
    private BatchFailedException lost(SqlStatement statement) {
        ledger.undoneWithin("what statement " + (statement.ordinal() + 1)
                + " did after the server had rolled its transaction back");
        return new BatchFailedException(
                BatchItem.of(Role.INSIDE, statement),
                List.of(),
                new SQLException(
                        "the server rolled back the transaction while this ran, as it does after a deadlock, and the"
                                + " code that this runs caught the error"));
    }

    private void outside(SqlStatement statement, TransactionEffect effect) throws SQLException, IOException {
        if (onlyInTransaction) {
            rehearseOutside(statement);
            return;
        }
        segments.end();
        lookWhetherApplied();
        segments.note(marks.before(statement));
        if (looksBackOverBoundary(statement.ordinal() + 1)) {
            segments.beginImplicitly();
        }
        boolean alone = effect == TransactionEffect.REFUSES_IT;
        if (alone) {
            outbox.flush();
        }
        send(statement, Role.OUTSIDE);
        if (alone) {
            outbox.flush();
        }
        segments.note(marks.after(statement));
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
