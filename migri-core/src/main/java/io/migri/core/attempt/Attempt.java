package io.migri.core.attempt;

import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener.Message;
import io.migri.api.text.Text;
import io.migri.core.journal.JournalMarks;
import io.migri.core.journal.KeptTexts;
import io.migri.core.reading.Prepared;
import io.migri.core.stage.Stage;
import java.sql.SQLException;
import java.util.List;

/**
 * One migration on its stage, with what is known of it.
 *
 * @param marks what the journal has of it
 * @param ledger what the database has executed of it
 * @param leftBehind what it leaves in its session
 */
public record Attempt(
        Stage stage, Prepared prepared, JournalMarks marks, ExecutionLedger ledger, LeftBehind leftBehind) {

    /** The beginning of one. */
    public static Attempt of(Stage stage, Prepared prepared) {
        KeptTexts texts = new KeptTexts(
                stage.session().language()::withoutSecrets,
                stage.conduct().options().history().texts());
        JournalMarks marks = new JournalMarks(stage.books().journal(), prepared, texts);
        return new Attempt(stage, prepared, marks, new ExecutionLedger(), new LeftBehind());
    }

    /** The migration's name. */
    public String name() {
        return prepared.migration().name();
    }

    public void notice(String message) {
        notice(Text.of(message));
    }

    /** The same with a text that may name options. */
    public void notice(Text message) {
        stage.listener().told(Message.note(name(), message));
    }

    /** Takes notes in the journal from now on. */
    public void beginMarking() throws SQLException {
        stage.gate().patiently(() -> {
            marks.begin();
            return true;
        });
    }

    /** Sends statements that nothing depends on. */
    public void executeQuietly(List<String> statements) {
        if (statements.isEmpty()) {
            return;
        }
        try {
            stage.session().wire().execute(statements);
        } catch (SQLException e) {
            // the failure that brought us here says more, and a connection that is lost takes its session with it
        } catch (MigriException e) {
            if (!ledger.uncertainty().silent()) {
                notice(Text.of("the session is not put back: ", e.text()));
            }
        }
    }

    /** Rolls back. Where a plug-in breaks its contract at that, nobody can tell what became of the transaction. */
    public void rollBackQuietly(String rollback) {
        try {
            stage.session().wire().execute(List.of(rollback));
        } catch (SQLException e) {
            // a connection that is lost has rolled back
        } catch (MigriException e) {
            ledger.uncertainty().lost();
        }
    }
}
