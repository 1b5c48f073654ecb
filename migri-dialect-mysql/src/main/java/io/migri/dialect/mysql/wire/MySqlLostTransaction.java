package io.migri.dialect.mysql.wire;

import io.migri.dialect.mysql.language.MySqlText;
import io.migri.spi.wire.StatementFailedException;
import java.util.List;

/**
 * Tells a transaction that the server rolled back by itself from one that a statement committed; see <a
 * href="https://dev.mysql.com/doc/refman/9.7/en/innodb-error-handling.html">InnoDB error handling</a>. Neither is open any more.
 */
final class MySqlLostTransaction {
    /** A lock wait that takes too long does so only with {@code innodb_rollback_on_timeout}; else the transaction is open still. */
    private static final int LOCK_WAIT_TIMEOUT = 1205;

    private static final int DEADLOCK = 1213;

    /** Every compound statement has an END. */
    private static final List<String> MAY_COMMIT_UNSEEN = List.of("CALL", "EXECUTE", "END");

    private final String begin;
    private boolean mayBeCommitted;
    private boolean rolledBack;

    /** For transactions that {@code begin} opens. */
    MySqlLostTransaction(String begin) {
        this.begin = begin;
    }

    void executed(List<String> statements) {
        rolledBack = false;
        for (String statement : statements) {
            if (statement.equals(begin)) {
                mayBeCommitted = false;
            } else if (!mayBeCommitted) {
                mayBeCommitted = mayCommitUnseen(statement);
            }
        }
    }

    void failed(List<String> statements, StatementFailedException failure) {
        executed(statements.subList(0, Math.min(failure.index() + 1, statements.size())));
        int code = failure.failure().getErrorCode();
        rolledBack = !mayBeCommitted && (code == DEADLOCK || code == LOCK_WAIT_TIMEOUT);
    }

    /** Whether the failure before was the server's rolling back of all that the transaction had done. */
    boolean rolledBack() {
        return rolledBack;
    }

    /** Whether such a word stands anywhere, be it in a text. */
    private static boolean mayCommitUnseen(String statement) {
        int at = 0;
        while (at < statement.length()) {
            int start = at;
            while (at < statement.length() && MySqlText.isWordCharacter(statement.charAt(at))) {
                at++;
            }
            for (String word : MAY_COMMIT_UNSEEN) {
                if (word.length() == at - start && statement.regionMatches(true, start, word, 0, word.length())) {
                    return true;
                }
            }
            at++;
        }
        return false;
    }
}
