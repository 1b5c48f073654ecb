package io.migri.core.pipeline;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import io.migri.core.attempt.Attempt;
import io.migri.core.attempt.BatchItem.Role;
import io.migri.core.attempt.Outbox;
import io.migri.spi.execution.MigrationTransaction;
import java.sql.SQLException;

/** The transaction around a migration, and what the migration has said that it does by itself, within it or outside. */
final class HeldTransaction implements MigrationTransaction {
    private final Attempt attempt;
    private final Outbox outbox;
    private final Segments segments;
    private final StatementDispatch dispatch;
    private final OutsideOfRehearsal outsideOfRehearsal;
    private boolean usesConnection;
    private boolean left;
    private boolean doubtful;
    private boolean endedWithinWhole;

    HeldTransaction(
            Attempt attempt,
            Outbox outbox,
            Segments segments,
            StatementDispatch dispatch,
            OutsideOfRehearsal outsideOfRehearsal) {
        this.attempt = attempt;
        this.outbox = outbox;
        this.segments = segments;
        this.dispatch = dispatch;
        this.outsideOfRehearsal = outsideOfRehearsal;
    }

    /** Whether it uses the connection in Migri's transaction. */
    boolean usesConnection() {
        return usesConnection;
    }

    /** Whether the migration has said that it uses the connection, within the transaction or outside of it. */
    boolean announced() {
        return usesConnection || left;
    }

    /** Whether what it did lasts, or may, and only it knows how far it came. */
    boolean lastsAsWhole() {
        return doubtful || endedWithinWhole;
    }

    /** It is in doubt as a whole, and noted down so. */
    void doubted() {
        doubtful = true;
    }

    @Override
    public void open() throws SQLException {
        segments.begin();
        outbox.add(Role.MARK, attempt.marks().doubtAll());
        outbox.flush();
        usesConnection = true;
        attempt.ledger().used();
    }

    @Override
    public boolean leaveForLater() throws SQLException {
        if (attempt.stage().mode().isShared()) {
            throw MigriException.of(
                            ErrorCode.MIGRATION_FAILED,
                            "the migration wants to end its transaction, but the whole run shares it")
                    .help(Text.of("run without ", Option.SINGLE_TRANSACTION))
                    .build();
        }
        if (mustStay()) {
            outsideOfRehearsal.leaveOutWhole();
            return false;
        }
        dispatch.committing().lookWhetherApplied();
        segments.end();
        outbox.flush();
        left = true;
        return true;
    }

    @Override
    public void doubt() throws SQLException {
        if (!doubtful) {
            doubtful = true;
            if (!attempt.marks().begun()) {
                attempt.beginMarking();
            }
            outbox.add(Role.MARK, attempt.marks().doubtAll());
            outbox.flush();
            attempt.ledger().endedUnseen();
        }
    }

    @Override
    public void committed() {
        attempt.ledger().endedUnseen();
        endedWithinWhole = true;
    }

    @Override
    public boolean mustStay() {
        return !attempt.stage().mode().commits();
    }
}
