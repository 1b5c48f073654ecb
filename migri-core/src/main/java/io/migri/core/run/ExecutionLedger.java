package io.migri.core.run;

import io.migri.spi.script.SqlStatement;

/** What of a migration the database has executed, and what of that is committed and here to stay. */
final class ExecutionLedger {
    private boolean transactionOpen;
    private boolean transactionUsed;
    private boolean lasting;
    private boolean unseen;
    private int executedThrough;
    private int lastingThrough;
    private long executed;
    private long lastingExecuted;

    /** An item was executed. */
    void enter(BatchItem item) {
        switch (item.role()) {
            case BEGIN -> opened();
            case INSIDE -> {
                executed++;
                transactionUsed = true;
                executedThrough = ordinalAfter(item);
            }
            case OUTSIDE -> {
                executed++;
                executedThrough = ordinalAfter(item);
                settle();
            }
            case SESSION -> executed++;
            case COMMIT -> committed();
            case SAVEPOINT, RESTORE, MARK, CHECK, RECORD -> {}
        }
    }

    /** An earlier run committed that many statements, from the first on. */
    void resume(int statements) {
        lasting = true;
        lastingThrough = statements;
        executedThrough = statements;
        executed = statements;
        lastingExecuted = statements;
    }

    /** Statements of the script that are not sent, or not to be told apart, count as executed. */
    void pass(int statements) {
        executed += statements;
    }

    void opened() {
        transactionOpen = true;
    }

    /** Something is done in the open transaction that goes past the ledger. */
    void used() {
        transactionUsed = true;
    }

    /** What was executed since the last commit is undone. */
    void rolledBack() {
        transactionOpen = false;
        transactionUsed = false;
        executedThrough = lastingThrough;
        executed = lastingExecuted;
    }

    /** A statement committed the open transaction, and none is open since. */
    void committedWithin() {
        transactionOpen = false;
        transactionUsed = false;
        settle();
    }

    /** The open transaction was committed behind our back. */
    void endedUnseen() {
        lasting = true;
        unseen = true;
    }

    boolean wasEndedUnseen() {
        return unseen;
    }

    boolean transactionOpen() {
        return transactionOpen;
    }

    /** Whether something of the migration is committed. */
    boolean lasting() {
        return lasting;
    }

    /** How many statements, from the first on, are known to be committed. */
    int lastingStatements() {
        return lastingThrough;
    }

    /** Whether that statement is committed. */
    boolean lasts(SqlStatement statement) {
        return statement.ordinal() < lastingThrough;
    }

    /** How many statements of the script were executed. */
    long executed() {
        return executed;
    }

    private void committed() {
        boolean used = transactionUsed;
        transactionOpen = false;
        transactionUsed = false;
        if (used) {
            settle();
        }
        lastingExecuted = executed;
    }

    private void settle() {
        lasting = true;
        lastingThrough = executedThrough;
        lastingExecuted = executed;
    }

    private static int ordinalAfter(BatchItem item) {
        SqlStatement statement = item.statement();
        return statement == null ? 0 : statement.ordinal() + 1;
    }
}
