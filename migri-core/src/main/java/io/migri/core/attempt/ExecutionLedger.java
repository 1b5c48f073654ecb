package io.migri.core.attempt;

import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.TransactionEffect;
import java.util.List;
import java.util.Optional;

/**
 * What of a migration the database has executed, and what of that is committed and here to stay.
 *
 * <table>
 * <caption>What it keeps, and what it is for</caption>
 * <tr><th>of</th><th>field</th><th>means</th></tr>
 * <tr><td>the open transaction</td><td>{@code transactionOpen}</td><td>one is open, so a failure rolls back</td></tr>
 * <tr><td></td><td>{@code transactionUsed}</td><td>its commit makes something last, and not settings alone</td></tr>
 * <tr><td></td><td>{@code readOnly}</td><td>the script began it so, hence nothing of it lasts</td></tr>
 * <tr><td></td><td>{@code recording}</td><td>the migration's row is in it</td></tr>
 * <tr><td></td><td>{@code repetition}</td><td>what its statements have to do with the session</td></tr>
 * <tr><td>the migration</td><td>{@code lasting}</td><td>something of it is committed</td></tr>
 * <tr><td></td><td>{@code unseen}</td><td>something was committed, and nobody can tell what</td></tr>
 * <tr><td></td><td>{@code recorded}</td><td>its row is committed</td></tr>
 * <tr><td></td><td>{@code outlasted}</td><td>what a rollback left, in words</td></tr>
 * <tr><td></td><td>{@code uncertainty}</td><td>what a broken plug-in has not told</td></tr>
 * <tr><td>the script, from its first statement on</td><td>{@code executedThrough}</td><td>so far it was executed</td></tr>
 * <tr><td></td><td>{@code passedThrough}</td><td>so far it is not executed again in this session: committed, or rolled back
 * by the script itself</td></tr>
 * <tr><td></td><td>{@code lastingThrough}</td><td>so far it is known to be committed</td></tr>
 * <tr><td>the count for progress and reports</td><td>{@code executed}</td><td>statements done, with those that need not be sent</td></tr>
 * <tr><td></td><td>{@code settledExecuted}</td><td>the same as of {@code passedThrough}, to which a rollback returns</td></tr>
 * </table>
 */
public final class ExecutionLedger {
    private boolean transactionOpen;
    private boolean transactionUsed;
    private boolean readOnly;
    private boolean lasting;
    private boolean unseen;
    private boolean recording;
    private boolean recorded;
    private int executedThrough;
    private int passedThrough;
    private int lastingThrough;
    private long executed;
    private long settledExecuted;
    private Optional<String> outlasted = Optional.empty();
    private final Uncertainty uncertainty = new Uncertainty();
    private final Repetition repetition = new Repetition();

    /** An item was executed. */
    public void enter(BatchItem item) {
        switch (item.role()) {
            case BEGIN -> begun(item);
            case INSIDE -> {
                took(item);
                transactionUsed |= lasts(item) && !readOnly;
            }
            case OUTSIDE -> {
                took(item);
                settle();
            }
            case SESSION, TRAILING -> executed++;
            case COMMIT -> {
                count(item);
                committed();
            }
            case COMMIT_AND_BEGIN -> {
                count(item);
                committed();
                transactionOpen = true;
            }
            case ROLLBACK -> undone(item, false);
            case ROLLBACK_AND_BEGIN -> undone(item, true);
            case RECORD -> recording = true;
            case SETTING, RESTORE, MARK, CHECK, GUARD, ABSENT -> {}
        }
    }

    private void begun(BatchItem item) {
        opened();
        SqlStatement own = item.statement();
        if (own != null) {
            executed++;
            readOnly = own.effect() == TransactionEffect.BEGINS_READ_ONLY_BLOCK;
        }
    }

    private void took(BatchItem item) {
        executed++;
        executedThrough = ordinalAfter(item);
        remember(item);
    }

    private void remember(BatchItem item) {
        SqlStatement statement = item.statement();
        if (statement != null) {
            repetition.add(statement);
        }
    }

    private static boolean lasts(BatchItem item) {
        SqlStatement statement = item.statement();
        return statement == null || !statement.session().constant();
    }

    private void count(BatchItem item) {
        if (item.statement() != null) {
            executed++;
            executedThrough = ordinalAfter(item);
        }
    }

    private void undone(BatchItem item, boolean begins) {
        executed++;
        executedThrough = ordinalAfter(item);
        end();
        markPassed();
        repetition.clear();
        transactionOpen = begins;
    }

    /** An earlier run committed that many statements, from the first on. */
    public void resume(int statements) {
        lasting = true;
        lastingThrough = statements;
        executedThrough = statements;
        executed = statements;
        markPassed();
    }

    /** What comes is run from the first statement that is not done yet. */
    public void start() {
        repetition.clear();
        uncertainty.start();
    }

    /** What a broken plug-in has not told. */
    public Uncertainty uncertainty() {
        return uncertainty;
    }

    /** Items were handed to a plug-in that broke its contract. A transaction may be open, so one is rolled back. */
    void silence(List<BatchItem> items) {
        opened();
        uncertainty.silence(BatchFailedException.mayHaveLasted(items));
    }

    /** Statements of the script that are not sent, or not to be told apart, count as executed. */
    public void countUnsent(int statements) {
        executed += statements;
    }

    public void opened() {
        transactionOpen = true;
    }

    /** Something is done in the open transaction that goes past the ledger. */
    public void used() {
        transactionUsed = true;
    }

    /** What was executed since the last commit is undone. */
    public void rolledBack() {
        end();
        recording = false;
        executedThrough = passedThrough;
        executed = settledExecuted;
    }

    /** Within a statement the server rolled back the open transaction, and what the statement did afterwards stays. */
    public void undoneWithin(String what) {
        end();
        outlasted(what);
    }

    /** The rollback left something, in the words of the server. */
    public void outlasted(String what) {
        lasting = true;
        outlasted = Optional.of(what);
    }

    /** What a rollback left. */
    public Optional<String> outlasted() {
        return outlasted;
    }

    /** A statement committed the open transaction, and none is open since. */
    public void committedWithin() {
        end();
        settle();
    }

    /** The open transaction was committed behind our back. */
    public void endedUnseen() {
        lasting = true;
        unseen = true;
    }

    public boolean wasEndedUnseen() {
        return unseen;
    }

    public boolean transactionOpen() {
        return transactionOpen;
    }

    /** Whether the migration's row is committed. */
    public boolean recorded() {
        return recorded;
    }

    /** Whether something of the migration is committed. */
    public boolean lasting() {
        return lasting;
    }

    /** How many statements, from the first on, are known to be committed. */
    public int lastingStatements() {
        return lastingThrough;
    }

    /** Whether that statement is committed. */
    public boolean lasts(SqlStatement statement) {
        return statement.ordinal() < lastingThrough;
    }

    /** Whether that statement is not executed again in this session: it is committed, or the script itself has rolled it back. */
    public boolean passed(SqlStatement statement) {
        return statement.ordinal() < passedThrough;
    }

    /** How many statements, from the first on, are not executed again in this session. */
    public int passedStatements() {
        return passedThrough;
    }

    /** Whether the statements of the transaction that is open, or was until it failed, may be executed once more. */
    public Repetition repetition() {
        return repetition;
    }

    /** How many statements of the script were executed. */
    public long executed() {
        return executed;
    }

    private void committed() {
        boolean used = transactionUsed;
        recorded |= recording;
        end();
        if (used) {
            settle();
        } else {
            markPassed();
        }
        repetition.clear();
    }

    private void end() {
        transactionOpen = false;
        transactionUsed = false;
        readOnly = false;
    }

    private void settle() {
        lasting = true;
        lastingThrough = executedThrough;
        markPassed();
        repetition.clear();
    }

    private void markPassed() {
        passedThrough = executedThrough;
        settledExecuted = executed;
    }

    private static int ordinalAfter(BatchItem item) {
        SqlStatement statement = item.statement();
        return statement == null ? 0 : statement.ordinal() + 1;
    }
}
