package io.migri.core.pipeline;

import io.migri.api.event.MigrationListener.Noticed;
import io.migri.core.journal.JournalMarks;
import io.migri.core.reading.Prepared;
import java.sql.SQLException;

/**
 * One migration on its stage, with what is known of it.
 *
 * @param marks what the journal has of it
 * @param ledger what the database has executed of it
 * @param leftBehind what it leaves in its session
 */
record Attempt(Stage stage, Prepared prepared, JournalMarks marks, ExecutionLedger ledger, LeftBehind leftBehind) {

    /** The migration's name. */
    String migration() {
        return prepared.migration().name();
    }

    void notice(String message) {
        stage.listener().noticed(new Noticed(migration(), message));
    }

    /** Takes notes in the journal from now on. */
    void takeNotes() throws SQLException {
        stage.gate().patiently(() -> {
            marks.begin();
            return true;
        });
    }
}
