package io.migri.core.pipeline;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.core.attempt.Attempt;
import io.migri.core.attempt.Outbox;
import io.migri.spi.script.SqlStatement;
import java.sql.SQLException;

/** The end of a migration of which every statement is on its way: its row, and the commit. */
final class Completion {
    private final Attempt attempt;
    private final Outbox outbox;
    private final Segments segments;
    private final StatementDispatch dispatch;
    private final HeldTransaction transaction;

    Completion(
            Attempt attempt,
            Outbox outbox,
            Segments segments,
            StatementDispatch dispatch,
            HeldTransaction transaction) {
        this.attempt = attempt;
        this.outbox = outbox;
        this.segments = segments;
        this.dispatch = dispatch;
        this.transaction = transaction;
    }

    /** Adds the migration's row and commits, unless a commit of the script's own has done so. */
    void send() throws SQLException {
        dispatch.stay();
        if (dispatch.boundaries().recorded()) {
            outbox.flush();
            return;
        }
        if (segments.block().isOwn()) {
            unfinished();
        }
        lookWhetherItSurvived();
        segments.beginToRecord();
        segments.record(dispatch.boundaries().row(), null);
        outbox.flush();
    }

    /** A client that ends would roll it back; the Python tool and a client that wraps the file commit it. */
    private void unfinished() throws SQLException {
        SqlStatement begun = segments.block().begun();
        attempt.notice("the transaction that begins in line " + (begun == null ? 1 : begun.line())
                + " is never ended; it was committed with the migration");
        if (!segments.block().mayWrite()) {
            // a read-only transaction cannot hold the row
            segments.end();
        }
    }

    /** What used the connection itself may have ended the transaction without a word. */
    private void lookWhetherItSurvived() throws SQLException {
        if (!transaction.usesConnection() || !attempt.ledger().transactionOpen()) {
            return;
        }
        outbox.flush();
        if (!attempt.stage().session().wire().transactionSurvived()) {
            dispatch.committing().endedUnseen();
            throw ended(
                    "ended the transaction that it runs in; what it did until then is committed, unless it rolled that back");
        }
        if (!attempt.stage().session().wire().transactionOpen()) {
            throw ended("rolled back the transaction that it runs in; nothing of what it did until then is there");
        }
    }

    private static MigriException ended(String how) {
        return MigriException.of(ErrorCode.MIGRATION_FAILED, "the migration " + how)
                .help(
                        "look what it left in the database; leave committing to Migri, or say in the first lines that the migration needs"
                                + " no transaction")
                .build();
    }
}
