package io.migri.core.pipeline;

import io.migri.api.MigriException;
import io.migri.core.attempt.Attempt;
import io.migri.core.journal.FailureMarks;
import io.migri.core.reading.Prepared;
import io.migri.spi.script.SqlStatement;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells the journal what is known after a failure and its rollback. Where that fails, too, the failure that brought us here says more, and
 * the next run looks for itself.
 */
public final class FailureMarkSender {
    private final Attempt attempt;
    private final HeldTransaction transaction;

    FailureMarkSender(Attempt attempt, HeldTransaction transaction) {
        this.attempt = attempt;
        this.transaction = transaction;
    }

    /** Says of which statement it is known that it was executed, or never was. */
    public void settle(boolean cleanly) {
        quietly(() -> mark(marks -> marks.settled(lasting(), cleanly)));
    }

    /** Says that the statement in doubt failed, and may have done a part of its work. */
    public void failedPartly() {
        quietly(() -> {
            FailureMarks marks = attempt.marks().afterFailure().orElse(null);
            if (marks != null) {
                execute(marks.failedPartly(lasting()));
            }
        });
    }

    /** Asks next time about what code that used the connection itself has committed, so that nothing of it is executed twice. */
    public void askNextTime() {
        boolean unseen =
                attempt.ledger().wasEndedUnseen() && !attempt.stage().mode().rehearsesInPlace();
        if (!unseen || attempt.marks().begun()) {
            return;
        }
        quietly(() -> {
            attempt.beginMarking();
            executePatiently(attempt.marks().doubtAll());
            transaction.doubted();
        });
    }

    /** Asks next time about what a rollback left, unless it does already. */
    public void leave(Prepared prepared, @Nullable SqlStatement failed) {
        int through = failed == null ? lasting() + 1 : failed.ordinal() + 1;
        quietly(() -> {
            attempt.beginMarking();
            mark(marks -> marks.left(prepared, lasting(), through));
        });
    }

    private int lasting() {
        return attempt.ledger().lastingStatements();
    }

    private void mark(Chosen chosen) throws SQLException, IOException {
        FailureMarks marks = attempt.marks().afterFailure().orElse(null);
        if (marks != null) {
            executePatiently(chosen.statements(marks));
        }
    }

    private void executePatiently(List<String> statements) throws SQLException {
        attempt.stage().gate().patiently(() -> {
            execute(statements);
            return true;
        });
    }

    private void execute(List<String> statements) throws SQLException {
        if (!statements.isEmpty()) {
            attempt.stage().session().wire().execute(statements);
        }
    }

    private static void quietly(Step step) {
        try {
            step.run();
        } catch (SQLException | IOException | MigriException e) {
            // see above
        }
    }

    /** Some of the marks. */
    @FunctionalInterface
    private interface Chosen {
        List<String> statements(FailureMarks marks) throws SQLException, IOException;
    }

    /** What may fail. */
    @FunctionalInterface
    private interface Step {
        void run() throws SQLException, IOException;
    }
}
