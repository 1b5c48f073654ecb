package io.migri.core.run;

import io.migri.api.event.MigrationListener;
import io.migri.api.event.MigrationListener.Noticed;
import io.migri.core.report.RunRecorder;
import io.migri.core.run.BatchItem.Role;
import io.migri.spi.DialectSession;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.TransactionEffect;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a statement that no transaction holds where the rehearsal is a transaction: it is executed in a form that one holds, or
 * left out and named.
 */
final class OutsideOfRehearsal {
    private final DialectSession session;
    private final Outbox outbox;
    private final Segments segments;
    private final ExecutionLedger ledger;
    private final MigrationListener listener;
    private final @Nullable RunRecorder recorder;
    private final String migration;

    OutsideOfRehearsal(
            DialectSession session,
            Outbox outbox,
            Segments segments,
            ExecutionLedger ledger,
            MigrationListener listener,
            @Nullable RunRecorder recorder,
            String migration) {
        this.session = session;
        this.outbox = outbox;
        this.segments = segments;
        this.ledger = ledger;
        this.listener = listener;
        this.recorder = recorder;
        this.migration = migration;
    }

    /** Executes it in its plain form, if it has one. */
    void execute(SqlStatement statement) throws SQLException {
        segments.enter();
        outbox.flush();
        Optional<String> plain = plainForm(statement);
        if (plain.isPresent()) {
            execute(statement, plain.get());
        } else {
            leaveOut(statement, "it refuses a transaction");
        }
    }

    void leaveOut(SqlStatement statement, String reason) throws SQLException {
        ledger.pass(1);
        if (recorder != null) {
            outbox.flush();
            recorder.leftOut(statement, reason);
        }
        notice("not rehearsed, because " + reason + ": line " + statement.line());
    }

    /** A migration in another language ends its transactions itself, and says that it is left out. */
    void leaveOutWhole() {
        if (recorder != null) {
            recorder.leftOut("it runs outside of a transaction");
        }
    }

    private Optional<String> plainForm(SqlStatement statement) throws SQLException {
        try {
            return session.plainForm(statement.text());
        } catch (SQLException e) {
            BatchItem item = BatchItem.of(Role.INSIDE, statement);
            throw new BatchFailedException(item, List.of(item), e);
        }
    }

    private void execute(SqlStatement statement, String plain) throws SQLException {
        SqlStatement inside = new SqlStatement(
                statement.ordinal(), statement.text(), statement.line(), statement.column(), TransactionEffect.NONE);
        outbox.add(new BatchItem(Role.INSIDE, plain, inside));
        outbox.flush();
        if (recorder == null) {
            notice("rehearsed in another form, because it refuses a transaction: line " + statement.line());
        }
    }

    private void notice(String message) {
        listener.noticed(new Noticed(migration, message));
    }
}
