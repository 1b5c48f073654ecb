package io.migri.core.stage;

import io.migri.spi.rehearsal.InTransaction;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.wire.TransactionSyntax;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Whether what is done stays. That decides what a commit is, and what is executed at all. */
public sealed interface Mode {

    boolean dryRun();

    /** How transactions begin and end. */
    TransactionSyntax syntax();

    /** Whether a transaction may end before all migrations were executed. */
    default boolean commits() {
        return true;
    }

    /** Whether it is a dry run on the real database, which one rollback undoes. */
    default boolean rehearsesInPlace() {
        return dryRun() && !commits();
    }

    /** Whether it stays, and all migrations share the transaction that makes it so. */
    default boolean isShared() {
        return !dryRun() && !commits();
    }

    /** What undoes a migration that is going to be executed once more. */
    default String rollbackToRepeat() {
        return syntax().rollback();
    }

    /** What is sent after the row where the next migration is in the same transaction. */
    default List<String> restoreForNext() {
        return List.of();
    }

    /** Why {@code statement} is not executed, in words that follow "because"; empty where it is. */
    default Optional<String> leavesOut(SqlStatement statement) {
        return Optional.empty();
    }

    /** What is executed in place of {@code statement}, which refuses a transaction; empty where nothing is. */
    default Optional<String> plainForm(SqlStatement statement) throws SQLException {
        return Optional.empty();
    }

    /** What is sent where a run would commit. */
    default List<String> commitChecks() {
        return List.of();
    }

    /** It stays. */
    record Run(TransactionSyntax syntax) implements Mode {
        @Override
        public boolean dryRun() {
            return false;
        }
    }

    /**
     * It stays once the last is done, for they share a transaction. Each is a savepoint in it; its rollback is that of all.
     *
     * @param syntax see there
     * @param commitChecks what is sent in place of a commit
     * @param restoreForNext see there
     */
    record OneTransaction(TransactionSyntax syntax, List<String> commitChecks, List<String> restoreForNext)
            implements Mode {
        private static final String SAVEPOINT = "SAVEPOINT migri_migration";

        public OneTransaction {
            commitChecks = List.copyOf(commitChecks);
            restoreForNext = List.copyOf(restoreForNext);
        }

        /** One within a transaction that begins and ends as {@code whole} says. */
        public static OneTransaction of(
                TransactionSyntax whole, List<String> commitChecks, List<String> restoreForNext) {
            TransactionSyntax savepoints = new TransactionSyntax(
                    SAVEPOINT,
                    SAVEPOINT,
                    "RELEASE " + SAVEPOINT,
                    whole.rollback(),
                    whole.savepoint(),
                    whole.releaseSavepoint(),
                    whole.rollbackToSavepoint());
            return new OneTransaction(savepoints, commitChecks, restoreForNext);
        }

        @Override
        public boolean dryRun() {
            return false;
        }

        @Override
        public boolean commits() {
            return false;
        }

        @Override
        public String rollbackToRepeat() {
            return "ROLLBACK TO " + SAVEPOINT;
        }
    }

    /** A dry run on a copy, where everything is as in a run. */
    record DryRunOnCopy(TransactionSyntax syntax) implements Mode {
        @Override
        public boolean dryRun() {
            return true;
        }
    }

    /** A dry run in one transaction of the real database, so no transaction may end in it. Those of migrations are savepoints. */
    record DryRunInTransaction(InTransaction<?> rehearsal) implements Mode {
        private static final TransactionSyntax SAVEPOINTS = new TransactionSyntax(
                "SAVEPOINT migri_rehearsal",
                "SAVEPOINT migri_rehearsal",
                "RELEASE SAVEPOINT migri_rehearsal",
                "ROLLBACK TO SAVEPOINT migri_rehearsal",
                "SAVEPOINT migri_script",
                "RELEASE SAVEPOINT migri_script",
                "ROLLBACK TO SAVEPOINT migri_script");

        @Override
        public boolean dryRun() {
            return true;
        }

        @Override
        public TransactionSyntax syntax() {
            return SAVEPOINTS;
        }

        @Override
        public boolean commits() {
            return false;
        }

        @Override
        public Optional<String> leavesOut(SqlStatement statement) {
            return rehearsal.beyondRollback(statement);
        }

        @Override
        public Optional<String> plainForm(SqlStatement statement) throws SQLException {
            return rehearsal.plainForm(statement);
        }

        @Override
        public List<String> commitChecks() {
            return rehearsal.commitChecks();
        }
    }
}
