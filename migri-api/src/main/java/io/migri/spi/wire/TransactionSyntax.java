package io.migri.spi.wire;

import static java.util.Objects.requireNonNull;

/**
 * The statements that begin and end a transaction and a savepoint of a fixed name.
 *
 * @param begin opens a transaction that may write
 * @param beginToRecord opens one for Migri's own statements alone; it may write, whatever the script has set for its own transactions
 */
public record TransactionSyntax(
        String begin,
        String beginToRecord,
        String commit,
        String rollback,
        String savepoint,
        String releaseSavepoint,
        String rollbackToSavepoint) {

    public TransactionSyntax {
        requireNonNull(begin, "begin");
        requireNonNull(beginToRecord, "beginToRecord");
        requireNonNull(commit, "commit");
        requireNonNull(rollback, "rollback");
        requireNonNull(savepoint, "savepoint");
        requireNonNull(releaseSavepoint, "releaseSavepoint");
        requireNonNull(rollbackToSavepoint, "rollbackToSavepoint");
    }

    /** What the SQL standard has for all but the beginning. */
    public static TransactionSyntax standard(String begin) {
        return new TransactionSyntax(
                begin,
                begin,
                "COMMIT",
                "ROLLBACK",
                "SAVEPOINT migri_script",
                "RELEASE SAVEPOINT migri_script",
                "ROLLBACK TO SAVEPOINT migri_script");
    }

    /** The same, with another beginning of what Migri records. */
    public TransactionSyntax recordingAfter(String begin) {
        return new TransactionSyntax(
                this.begin, begin, commit, rollback, savepoint, releaseSavepoint, rollbackToSavepoint);
    }
}
