package io.migri.core.stage;

import io.migri.spi.wire.TransactionSyntax;

/** Transactions as savepoints of the one that is rolled back in the end. */
public final class RehearsalSyntax {

    public static final TransactionSyntax WITHIN_TRANSACTION = new TransactionSyntax(
            "SAVEPOINT migri_rehearsal",
            "SAVEPOINT migri_rehearsal",
            "RELEASE SAVEPOINT migri_rehearsal",
            "ROLLBACK TO SAVEPOINT migri_rehearsal",
            "SAVEPOINT migri_script",
            "RELEASE SAVEPOINT migri_script",
            "ROLLBACK TO SAVEPOINT migri_script");

    private RehearsalSyntax() {}
}
