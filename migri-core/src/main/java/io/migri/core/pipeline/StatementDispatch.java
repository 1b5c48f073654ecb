package io.migri.core.pipeline;

import io.migri.core.attempt.Attempt;
import io.migri.core.attempt.BatchItem;
import io.migri.core.attempt.BatchItem.Role;
import io.migri.core.attempt.ExecutionLedger;
import io.migri.core.attempt.Outbox;
import io.migri.core.journal.JournalMarks;
import io.migri.core.script.ScriptShape;
import io.migri.core.stage.Mode;
import io.migri.spi.DialectSession;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.TransactionEffect;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * Sends each statement of a migration in the way that its effect on transactions asks for.
 *
 * <p>{@code io.migri.core.script.ShapeScan} has foretold it from the first reading: where transactions begin and end, and which commit carries
 * the row. Whoever changes one changes the other.
 */
public final class StatementDispatch {
    private final DialectSession session;
    private final Mode mode;
    private final JournalMarks marks;
    private final ExecutionLedger ledger;
    private final Outbox outbox;
    private final Segments segments;
    private final OutsideOfRehearsal outsideOfRehearsal;
    private final ScriptShape shape;
    private final ScriptBoundaries boundaries;
    private final StatementSender sender;
    private final CommittingStatements committing;
    private final Detours detours;

    private boolean parting;
    private Set<Integer> repeated = Set.of();

    StatementDispatch(Attempt attempt, Outbox outbox, Segments segments, OutsideOfRehearsal outsideOfRehearsal) {
        this.session = attempt.stage().session();
        this.mode = attempt.stage().mode();
        this.marks = attempt.marks();
        this.ledger = attempt.ledger();
        this.outbox = outbox;
        this.segments = segments;
        this.outsideOfRehearsal = outsideOfRehearsal;
        this.shape = attempt.prepared().shape();
        this.boundaries = new ScriptBoundaries(attempt, segments);
        this.sender = new StatementSender(outbox, marks);
        this.committing = new CommittingStatements(attempt, outbox, segments, sender);
        this.detours = new Detours(segments.block(), mode);
    }

    void execute(SqlStatement statement) throws SQLException, IOException {
        boolean lasts = ledger.lasts(statement);
        marks.next(statement, lasts);
        if (lasts || ledger.passed(statement)) {
            skip(statement, lasts);
            return;
        }
        segments.goOn();
        if (shape.recordedBefore(statement.ordinal())) {
            trail(statement);
            return;
        }
        part(statement);
        if (detours.isLeftOut(statement)) {
            outsideOfRehearsal.leaveOut(statement, "the transaction of a dry run has begun already");
            return;
        }
        if (detours.needsCommitBefore(statement)) {
            if (!mode.commits()) {
                outsideOfRehearsal.miss(statement, "what comes before it would have to be committed");
                return;
            }
            segments.end();
        }
        Optional<String> beyond = mode.leavesOut(statement);
        if (beyond.isPresent()) {
            outsideOfRehearsal.leaveOut(statement, beyond.get());
            return;
        }
        dispatch(statement);
    }

    private void dispatch(SqlStatement statement) throws SQLException, IOException {
        TransactionEffect effect = detours.effect(statement);
        switch (effect) {
            case NONE -> inside(statement);
            case ALONE -> alone(statement);
            case MAY_END_IT -> committing.mayCommit(statement);
            case ENDS_IT, REFUSES_IT -> outside(statement, effect);
            case SESSION_ONLY -> segments.sessionOnly(statement);
            case BEGINS_BLOCK, BEGINS_READ_ONLY_BLOCK -> boundaries.begin(statement);
            case COMMITS_BLOCK -> boundaries.commit(statement);
            case ROLLS_BACK_BLOCK -> boundaries.rollBack(statement);
            case COMMITS_AND_BEGINS_BLOCK -> segments.chain(statement, true);
            case ROLLS_BACK_AND_BEGINS_BLOCK -> segments.chain(statement, false);
            case STRAY -> boundaries.stray(statement);
            case REDUNDANT -> ledger.countUnsent(1);
        }
    }

    /** The migration is committed before it, so it is no reason to fail any more. */
    private void trail(SqlStatement statement) throws SQLException, IOException {
        if (statement.effect() == TransactionEffect.STRAY || statement.effect() == TransactionEffect.REDUNDANT) {
            dispatch(statement);
        } else if (!mode.commits()) {
            segments.begin();
            outbox.add(BatchItem.of(Role.TRAILING, statement));
        } else {
            outbox.add(BatchItem.of(Role.TRAILING, statement));
        }
    }

    /** What was committed earlier in this session, or undone by the script itself, is there or gone already. */
    private void skip(SqlStatement statement, boolean lasts) throws SQLException, IOException {
        segments.block().skipped(statement);
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
        detours.endNothing(ends);
    }

    /** The session has what the statements gave it that are passed over from now on. */
    void sameSession() {
        repeated = Set.of();
    }

    /** The last statement's transaction is ended otherwise, or not at all. */
    void stay() {
        parting = false;
    }

    /** What may run otherwise than its reader said. */
    public Detours detours() {
        return detours;
    }

    ScriptBoundaries boundaries() {
        return boundaries;
    }

    CommittingStatements committing() {
        return committing;
    }

    /** What was under way is rolled back. */
    void rolledBack() {
        parting = false;
        committing.rolledBack();
    }

    private void inside(SqlStatement statement) throws SQLException, IOException {
        segments.enter(statement);
        if (detours.needsSettlingBefore(statement)) {
            outbox.add(Role.CHECK, session.state().beforeCommit());
        }
        sender.send(statement, Role.INSIDE);
    }

    /**
     * Its transaction is committed when the next statement comes, or holds the row too. Where a mark between the two would be noticed, they
     * share one.
     */
    private void alone(SqlStatement statement) throws SQLException, IOException {
        if (!shape.noticedBefore(statement.ordinal())) {
            segments.end();
        }
        segments.brackets().beginImplicitlyBefore(statement.ordinal() + 1);
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

    private void outside(SqlStatement statement, TransactionEffect effect) throws SQLException, IOException {
        if (mode.commits()) {
            committing.outside(statement, effect);
        } else if (detours.runsOutside(statement)) {
            // its plain form has turned out to refuse a transaction, too
            outsideOfRehearsal.miss(statement, "it refuses a transaction");
        } else {
            outsideOfRehearsal.execute(statement);
        }
    }
}
