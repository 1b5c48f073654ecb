package io.migri.core.run;

import static java.util.Objects.requireNonNull;

import io.migri.api.DatabaseError;
import io.migri.api.event.MigrationListener;
import io.migri.api.event.MigrationListener.Noticed;
import io.migri.api.event.MigrationListener.Printed;
import io.migri.api.event.MigrationListener.Progressed;
import io.migri.core.run.BatchItem.Role;
import io.migri.spi.DialectSession;
import io.migri.spi.ExecutionContext;
import io.migri.spi.LockTimeout;
import io.migri.spi.StatementFailedException;
import io.migri.spi.TransactionSyntax;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.TransactionEffect;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Sends one migration's statements in as few messages as their transaction effects allow.
 *
 * <p>A migration runs in segments: a stretch of ordinary statements is one transaction, a statement that no transaction holds
 * stands between two of them. The last segment carries the migration's row. An ordinary script is one segment, hence one message:
 * {@code BEGIN, statements, row, COMMIT}.
 */
final class StatementPipeline implements ExecutionContext {
    private final BiFunction<SQLException, String, DatabaseError> explanation;
    private final DialectSession session;
    private final TransactionSyntax syntax;
    private final DialectSession.Batch limits;
    private final TransactionGate gate;
    private final boolean onlyInTransaction;
    private final MigrationListener listener;
    private final Interruption interruption;
    private final JournalMarks marks;
    private final String migration;
    private final long total;

    private final List<BatchItem> batch = new ArrayList<>();
    private final List<SqlStatement> afterCommit = new ArrayList<>();
    private final Set<Integer> refused = new HashSet<>();
    private final ScriptBlock block = new ScriptBlock();
    private final ExecutionLedger ledger = new ExecutionLedger();
    private LockTimeout lockTimeout = LockTimeout.NONE;
    private int characters;
    private boolean open;
    private int resumedAt;

    /**
     * A pipeline for one migration.
     *
     * @param onlyInTransaction whether statements outside of a transaction are left out and named, because this is a rehearsal on
     *     the real database
     * @param total how many statements the migration has, for events
     */
    StatementPipeline(
            BiFunction<SQLException, String, DatabaseError> explanation,
            DialectSession session,
            TransactionSyntax syntax,
            TransactionGate gate,
            boolean onlyInTransaction,
            MigrationListener listener,
            Interruption interruption,
            JournalMarks marks,
            String migration,
            long total) {
        this.explanation = explanation;
        this.session = session;
        this.syntax = syntax;
        this.limits = session.maximumBatch();
        this.gate = gate;
        this.onlyInTransaction = onlyInTransaction;
        this.listener = listener;
        this.interruption = interruption;
        this.marks = marks;
        this.migration = migration;
        this.total = total;
    }

    /** Bounds from now on how long statements wait for locks. */
    void limit(LockTimeout timeout) {
        lockTimeout = timeout;
    }

    /** The migration is run from its start, or from what lasts of it. */
    void start() throws SQLException {
        addOwn(Role.RESTORE, lockTimeout.perMigration());
    }

    @Override
    public DialectSession session() {
        return session;
    }

    @Override
    public void execute(SqlStatement statement) throws SQLException, IOException {
        TransactionEffect effect =
                refused.contains(statement.ordinal()) ? TransactionEffect.REFUSES_IT : statement.effect();
        boolean lasts = ledger.lasts(statement);
        marks.next(statement, lasts);
        if (lasts) {
            block.passOver(effect);
            repeatInSession(statement);
            return;
        }
        switch (effect) {
            case NONE -> inside(statement);
            case ENDS_IT, REFUSES_IT -> outside(statement, effect);
            case SESSION_ONLY -> sessionOnly(statement);
            case BEGINS_BLOCK -> beginBlock();
            case COMMITS_BLOCK -> endBlock(syntax.releaseSavepoint());
            case ROLLS_BACK_BLOCK -> endBlock(syntax.rollbackToSavepoint());
            case REDUNDANT -> ledger.pass(1);
        }
    }

    /** An earlier run did what lasts, but its session is gone. */
    private void repeatInSession(SqlStatement statement) throws SQLException {
        if (statement.ordinal() < resumedAt && session.changesSession(statement.text())) {
            add(BatchItem.of(Role.RESTORE, statement));
        }
    }

    /** An earlier run did that many statements, from the first on. */
    void resume(int statements) {
        resumedAt = statements;
        ledger.resume(statements);
    }

    /** Takes notes in the journal from now on. */
    void takeNotes() throws SQLException {
        marks.begin();
    }

    /** Whether another run can go on where this one failed. */
    boolean remembered() {
        return marks.taken();
    }

    /** Has the journal say what is known after a failure. */
    void settle(boolean cleanly) {
        executeQuietly(marks.settled(ledger.lastingStatements(), cleanly));
    }

    @Override
    public void openTransaction() throws SQLException {
        begin();
        flush();
        ledger.used();
    }

    @Override
    public boolean leaveTransaction() throws SQLException {
        if (onlyInTransaction) {
            return false;
        }
        lookWhetherApplied();
        end();
        flush();
        ledger.endedUnseen();
        return true;
    }

    @Override
    public void committed() {
        ledger.endedUnseen();
    }

    @Override
    public boolean onlyInTransaction() {
        return onlyInTransaction;
    }

    @Override
    public void print(String line) {
        listener.printed(new Printed(migration, line));
    }

    @Override
    public DatabaseError explain(SQLException failure, String statement) {
        return explanation.apply(StatementFailedException.unwrap(failure), statement);
    }

    @Override
    public void notice(String message) {
        listener.noticed(new Noticed(migration, message));
    }

    /** Puts the session back, adds the migration's row and commits. */
    void finish(List<String> restore, List<String> record) throws SQLException {
        begin();
        addOwn(Role.RESTORE, restore);
        addOwn(Role.RECORD, record);
        addOwn(Role.MARK, marks.forget());
        add(BatchItem.own(Role.COMMIT, syntax.commit()));
        open = false;
        ledger.pass(afterCommit.size());
        afterCommit.clear();
        flush();
    }

    /** Forgets what is waiting and rolls back what is open, so that the migration can be run again from its last commit. */
    void rollBack() {
        batch.clear();
        characters = 0;
        afterCommit.clear();
        open = false;
        block.end();
        if (ledger.transactionOpen()) {
            if (wasEndedUnseen()) {
                ledger.endedUnseen();
            }
            executeQuietly(List.of(syntax.rollback()));
        }
        ledger.rolledBack();
    }

    private boolean wasEndedUnseen() {
        try {
            return !session.transactionSurvived();
        } catch (SQLException e) {
            return false; // a connection that is lost has rolled back
        }
    }

    /** Whether something was committed that nobody can tell apart from what was not. */
    boolean committedUnseen() {
        return ledger.wasEndedUnseen();
    }

    /** Runs that statement outside of a transaction from now on; false where it did so already. */
    boolean refuse(SqlStatement statement) {
        return refused.add(statement.ordinal());
    }

    /** Sends statements that nothing depends on. */
    void executeQuietly(List<String> statements) {
        if (statements.isEmpty()) {
            return;
        }
        try {
            session.execute(statements);
        } catch (SQLException e) {
            // the failure that brought us here says more, and a connection that is lost takes its session with it
        }
    }

    /** Whether something of the migration is committed. */
    boolean lasting() {
        return ledger.lasting();
    }

    /** How many statements, from the first on, are known to be committed. */
    long lastingStatements() {
        return ledger.lastingStatements();
    }

    /** How many statements of the script were executed. */
    long done() {
        return ledger.executed();
    }

    private void inside(SqlStatement statement) throws SQLException, IOException {
        releaseAfterCommit();
        begin();
        if (statement.data() == null) {
            add(BatchItem.of(Role.INSIDE, statement));
        } else {
            load(statement, Role.INSIDE);
        }
    }

    private void outside(SqlStatement statement, TransactionEffect effect) throws SQLException, IOException {
        if (onlyInTransaction) {
            ledger.pass(1);
            listener.noticed(new Noticed(
                    migration, "not rehearsed, because it refuses a transaction: line " + statement.line()));
            return;
        }
        end();
        lookWhetherApplied();
        addOwn(Role.MARK, marks.before(statement));
        boolean alone = effect == TransactionEffect.REFUSES_IT;
        if (alone) {
            flush();
        }
        if (statement.data() != null) {
            load(statement, Role.OUTSIDE);
        } else {
            add(BatchItem.of(Role.OUTSIDE, statement));
        }
        if (alone) {
            flush();
        }
        addOwn(Role.MARK, marks.after(statement));
    }

    /** What stands outside of a transaction cannot be taken back once another run turns out to have been quicker. */
    private void lookWhetherApplied() throws SQLException {
        if (!gate.opensInBatch() && !ledger.lasting()) {
            flush();
            gate.open(migration);
            session.execute(List.of(syntax.rollback()));
        }
    }

    /** Held back while a transaction is open that may turn out to be the last, and so the one to carry the row. */
    private void sessionOnly(SqlStatement statement) throws SQLException {
        if (open && !block.isOpen()) {
            afterCommit.add(statement);
        } else {
            add(BatchItem.of(Role.SESSION, statement));
        }
    }

    private void beginBlock() throws SQLException {
        ledger.pass(1);
        releaseAfterCommit();
        boolean opened = block.begin();
        if (opened && open) {
            add(BatchItem.own(Role.SAVEPOINT, syntax.savepoint()));
            block.savepointSet();
        }
        begin();
    }

    private void endBlock(String statement) throws SQLException {
        ledger.pass(1);
        if (block.end()) {
            add(BatchItem.own(Role.SAVEPOINT, statement));
        }
    }

    private void begin() throws SQLException {
        if (open) {
            return;
        }
        if (gate.opensInBatch()) {
            add(BatchItem.own(Role.BEGIN, syntax.begin()));
            addOwn(Role.RESTORE, lockTimeout.perTransaction());
        } else {
            flush();
            gate.open(migration);
            ledger.opened();
        }
        open = true;
        if (block.isOpen()) {
            add(BatchItem.own(Role.SAVEPOINT, syntax.savepoint()));
            block.savepointSet();
        }
    }

    private void releaseAfterCommit() throws SQLException {
        if (!afterCommit.isEmpty()) {
            end();
        }
    }

    private void end() throws SQLException {
        if (!open) {
            return;
        }
        addOwn(Role.MARK, marks.segment());
        add(BatchItem.own(Role.COMMIT, syntax.commit()));
        open = false;
        block.end();
        for (SqlStatement statement : afterCommit) {
            add(BatchItem.of(Role.SESSION, statement));
        }
        afterCommit.clear();
    }

    private void addOwn(Role role, List<String> statements) throws SQLException {
        for (String statement : statements) {
            add(BatchItem.own(role, statement));
        }
    }

    private void add(BatchItem item) throws SQLException {
        boolean full = characters + item.text().length() > limits.characters() || batch.size() >= limits.statements();
        if (full) {
            flush();
        }
        batch.add(item);
        characters += item.text().length();
    }

    private void load(SqlStatement statement, Role role) throws SQLException, IOException {
        flush();
        BatchItem item = BatchItem.of(role, statement);
        try {
            session.load(statement.text(), requireNonNull(statement.data()));
        } catch (SQLException e) {
            throw new BatchFailedException(item, List.of(item), e);
        }
        ledger.enter(item);
        reportProgress();
    }

    private void flush() throws SQLException {
        if (batch.isEmpty()) {
            return;
        }
        if (interruption.requested()) {
            throw Interruption.interrupted();
        }
        List<BatchItem> items = List.copyOf(batch);
        batch.clear();
        characters = 0;
        send(items);
        reportProgress();
    }

    private void send(List<BatchItem> items) throws SQLException {
        List<String> texts = new ArrayList<>(items.size());
        for (BatchItem item : items) {
            texts.add(item.text());
        }
        try {
            session.execute(texts);
            items.forEach(ledger::enter);
        } catch (StatementFailedException e) {
            items.subList(0, e.completed()).forEach(ledger::enter);
            // an error further down keeps the whole message from being executed, its BEGIN too; to roll back does no
            // harm
            throw new BatchFailedException(
                    items.get(e.index()), items.subList(e.completed(), items.size()), e.failure());
        }
    }

    private void reportProgress() {
        if (total == 0 || ledger.executed() < total) {
            listener.progressed(new Progressed(migration, ledger.executed(), total));
        }
    }
}
