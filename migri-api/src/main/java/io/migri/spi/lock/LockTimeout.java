package io.migri.spi.lock;

import java.util.List;

/**
 * Statements that bound how long the statements of a migration wait for locks of the database. {@link io.migri.spi.state.SessionState#restore}
 * take back what outlives a transaction.
 *
 * @param perMigration sent once before the migration's first statement, outside of a transaction
 * @param perTransaction sent right after the beginning of each of its transactions
 */
public record LockTimeout(List<String> perMigration, List<String> perTransaction) {
    /** There is nothing to send. */
    public static final LockTimeout NONE = new LockTimeout(List.of(), List.of());

    public LockTimeout {
        perMigration = List.copyOf(perMigration);
        perTransaction = List.copyOf(perTransaction);
    }
}
