package io.migri.core.pipeline;

import io.migri.api.event.MigrationListener;
import io.migri.api.event.MigrationListener.Message;
import io.migri.api.text.Text;
import io.migri.core.attempt.Attempt;
import io.migri.core.attempt.BatchFailedException;
import io.migri.core.attempt.BatchItem;
import io.migri.core.attempt.BatchItem.Role;
import io.migri.core.attempt.ExecutionLedger;
import io.migri.core.attempt.Omission;
import io.migri.core.attempt.Outbox;
import io.migri.core.report.RunRecorder;
import io.migri.core.stage.Mode;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.TransactionEffect;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a statement that no transaction holds where the rehearsal is a transaction: it is executed in a form that one holds, or
 * left out and named.
 */
final class OutsideOfRehearsal {
    private final Mode mode;
    private final Outbox outbox;
    private final Segments segments;
    private final ExecutionLedger ledger;
    private final MigrationListener listener;
    private final @Nullable RunRecorder recorder;
    private final String migration;
    private final Set<Integer> named = new HashSet<>();
    private final Map<Integer, Omission> missed = new LinkedHashMap<>();

    OutsideOfRehearsal(Attempt attempt, Outbox outbox, Segments segments) {
        this.mode = attempt.stage().mode();
        this.outbox = outbox;
        this.segments = segments;
        this.ledger = attempt.ledger();
        this.listener = attempt.stage().listener();
        this.recorder = attempt.stage().recorder();
        this.migration = attempt.name();
    }

    /** Executes it in its plain form, if it has one. A run commits before it. */
    void execute(SqlStatement statement) throws SQLException {
        segments.enter(statement);
        segments.brackets().check();
        outbox.flush();
        Optional<String> plain = plainForm(statement);
        if (plain.isPresent()) {
            execute(statement, plain.get());
        } else {
            leaveOut(statement, "it refuses a transaction");
        }
    }

    /** What others in the script are likely to need is left out. */
    void miss(SqlStatement statement, String reason) throws SQLException {
        missed.put(
                statement.ordinal(), new Omission("line " + statement.line() + " of " + migration, statement.text()));
        leaveOut(statement, reason);
    }

    /** What was left out that others are likely to need. */
    List<Omission> missed() {
        return List.copyOf(missed.values());
    }

    void leaveOut(SqlStatement statement, String reason) throws SQLException {
        ledger.countUnsent(1);
        if (recorder != null) {
            outbox.flush();
            recorder.leftOut(statement, reason);
        }
        notice(statement, "not rehearsed, because " + reason);
    }

    /** A migration in another language ends its transactions itself, and says that it is left out. */
    void leaveOutWhole() {
        missed.put(0, new Omission(migration, ""));
        if (recorder != null) {
            recorder.leftOut("it runs outside of a transaction");
        }
    }

    private Optional<String> plainForm(SqlStatement statement) throws SQLException {
        try {
            return mode.plainForm(statement);
        } catch (SQLException e) {
            BatchItem item = BatchItem.of(Role.INSIDE, statement);
            throw new BatchFailedException(item, List.of(item), e);
        }
    }

    private void execute(SqlStatement statement, String plain) throws SQLException {
        outbox.add(new BatchItem(Role.INSIDE, plain, statement.with(TransactionEffect.NONE)));
        outbox.flush();
        if (recorder == null) {
            notice(statement, "tried in another form, because it refuses a transaction");
        }
    }

    /** Once, though the script may be run again around another statement. */
    private void notice(SqlStatement statement, String message) {
        if (named.add(statement.ordinal())) {
            listener.told(Message.note(migration, Text.of(message + ": line " + statement.line())));
        }
    }
}
