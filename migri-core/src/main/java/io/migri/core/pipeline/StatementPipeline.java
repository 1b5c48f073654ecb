package io.migri.core.pipeline;

import io.migri.api.event.MigrationListener.Progressed;
import io.migri.api.text.Text;
import io.migri.core.attempt.Attempt;
import io.migri.core.attempt.BatchItem.Role;
import io.migri.core.attempt.ExecutionLedger;
import io.migri.core.attempt.Omission;
import io.migri.core.attempt.Outbox;
import io.migri.core.attempt.SettingsBefore;
import io.migri.core.journal.JournalMarks;
import io.migri.core.journal.ResumePoint;
import io.migri.core.options.LockBudget;
import io.migri.core.reading.Prepared;
import io.migri.core.report.RunRecorder;
import io.migri.spi.DialectSession;
import io.migri.spi.execution.ExecutionContext;
import io.migri.spi.lock.LockTimeout;
import io.migri.spi.script.SessionValue;
import io.migri.spi.script.SqlStatement;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends one migration's statements in as few messages as their transaction effects allow.
 *
 * <p>A migration runs in segments: a stretch of ordinary statements is one transaction, a statement that no transaction holds
 * stands between two of them. The last segment carries the migration's row. An ordinary script is one segment, hence one message:
 * {@code BEGIN, statements, row, COMMIT}.
 */
public final class StatementPipeline {
    private final Attempt attempt;
    private final DialectSession session;
    private final JournalMarks marks;
    private final ExecutionLedger ledger;

    private final Outbox outbox;
    private final Segments segments;
    private final OutsideOfRehearsal outsideOfRehearsal;
    private final StatementDispatch dispatch;
    private final OpenContext context;
    private boolean started;
    private LockTimeout lockTimeout = LockTimeout.NONE;

    public StatementPipeline(Attempt attempt) {
        this.attempt = attempt;
        this.session = attempt.stage().session();
        this.marks = attempt.marks();
        this.ledger = attempt.ledger();
        this.outbox = new Outbox(attempt, this::reportProgress);
        this.segments = new Segments(attempt, outbox);
        this.outsideOfRehearsal = new OutsideOfRehearsal(attempt, outbox, segments);
        this.dispatch = new StatementDispatch(attempt, outbox, segments, outsideOfRehearsal);
        this.context = new OpenContext(
                attempt, dispatch, new HeldTransaction(attempt, outbox, segments, dispatch, outsideOfRehearsal));
        LockBudget budget = attempt.stage().conduct().options().lockBudget();
        budget.timeout().ifPresent(longest -> limit(session.locks().timeout(longest)));
    }

    public Attempt attempt() {
        return attempt;
    }

    /** What the migration sees of it. */
    public ExecutionContext context() {
        return context;
    }

    public void notice(String message) {
        notice(Text.of(message));
    }

    /** The same with a text that may name options. */
    public void notice(Text message) {
        attempt.notice(message);
    }

    public void beginMarking() throws SQLException {
        attempt.beginMarking();
    }

    /** Bounds from now on how long statements wait for locks. */
    private void limit(LockTimeout timeout) {
        lockTimeout = timeout;
        segments.brackets().limit(timeout);
    }

    /**
     * The migration is run from its start, or from what lasts of it.
     *
     * @param row what to send when it is complete
     */
    public void start(CompletionStatements row) throws SQLException {
        RunRecorder recorder = attempt.stage().recorder();
        if (recorder != null) {
            recorder.begin(attempt.prepared().migration());
        }
        ledger.start();
        dispatch.boundaries().completeWith(row);
        if (!started) {
            started = true;
            outbox.add(Role.SETTING, lockTimeout.perMigration());
        }
    }

    /** What may keep statements out of the transaction that they would otherwise be in. */
    public Detours detours() {
        return dispatch.detours();
    }

    /** An earlier run did a part of it. */
    public void resume(ResumePoint point) {
        dispatch.resume(point.settings(), point.pointless());
        ledger.resume(point.done());
    }

    /** Runs what is not there yet once more, in the session that has what the rest gave it. */
    public void again() throws SQLException {
        dispatch.sameSession();
        List<String> forgotten = new ArrayList<>();
        for (SessionValue value : ledger.repetition().given()) {
            if (!value.undone()) {
                forgotten.addAll(session.state().forgetting(value));
            }
        }
        executeQuietly(forgotten);
    }

    /** The migration is over: the session does not keep what was the migration's. */
    public void forget() {
        if (!attempt.leftBehind().values().isEmpty()) {
            executeQuietly(session.state().forgetting(attempt.leftBehind().values()));
        }
    }

    /** The settings to make again before that part, after the session was put back; empty where it has them. */
    public Optional<SettingsBefore> settingsBefore(Prepared prepared) throws SQLException, IOException {
        return ledger.repetition().changesSettings()
                ? Optional.of(SettingsBefore.of(prepared, ledger.passedStatements()))
                : Optional.empty();
    }

    /** What of the part that was rolled back cannot be executed once more, because it would not do the same. */
    public Optional<String> unrepeatable(@Nullable SqlStatement failed) {
        return ledger.repetition().refusal(failed);
    }

    /** Whether another run can go on where this one failed. */
    public boolean remembered() {
        return marks.begun();
    }

    /** What the journal is told after a failure. */
    public FailureMarkSender failureMarks() {
        return new FailureMarkSender(attempt, context.transaction());
    }

    /** Whether a migration that is not made of statements may have left a part of its work, and the journal has it so. */
    public boolean inDoubtAsWhole() {
        return marks.begun() && context.transaction().lastsAsWhole();
    }

    /** Adds the migration's row and commits, unless a commit of the script's own has done so. */
    public void finish() throws SQLException {
        new Completion(attempt, outbox, segments, dispatch, context.transaction()).send();
    }

    /** Forgets what is waiting and rolls back what is open, so that the migration can be run again from its last commit. */
    public void rollBackToRepeat() {
        outbox.clear();
        new Rollback(attempt, segments, dispatch, context)
                .send(attempt.stage().mode().rollbackToRepeat());
    }

    /** The same for good. What shares the transaction is rolled back, too. */
    public void rollBack() {
        outbox.clear();
        if (attempt.stage().mode().isShared()) {
            attempt.ledger().opened();
        }
        new Rollback(attempt, segments, dispatch, context)
                .send(attempt.stage().mode().syntax().rollback());
    }

    /** What a rollback left, in words that follow "stays". */
    public Optional<String> outlasted() {
        return ledger.outlasted();
    }

    /** Whether the migration's row is committed. */
    public boolean recorded() {
        return ledger.recorded();
    }

    /** Whether something was committed that nobody can tell apart from what was not. */
    public boolean committedUnseen() {
        return ledger.wasEndedUnseen();
    }

    /** Sends statements that nothing depends on. */
    public void executeQuietly(List<String> statements) {
        attempt.executeQuietly(statements);
    }

    /** What of the migration a rehearsal has left out that what comes after it may need. */
    public List<Omission> missed() {
        return outsideOfRehearsal.missed();
    }

    /** Whether something of the migration is committed. */
    public boolean lasting() {
        return ledger.lasting();
    }

    /** How many statements, from the first on, are known to be committed. */
    public long lastingStatements() {
        return ledger.lastingStatements();
    }

    /** How many statements of the script were executed. */
    public long done() {
        return ledger.executed();
    }

    private void reportProgress() {
        long total = attempt.prepared().script().statements();
        if (total == 0 || ledger.executed() < total) {
            attempt.stage().listener().progressed(new Progressed(attempt.name(), ledger.executed(), total));
        }
    }
}
