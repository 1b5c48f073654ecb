package io.migri.core.run;

import io.migri.api.AppliedMigration;
import io.migri.api.text.Text;
import io.migri.core.pipeline.CompletionStatements;
import io.migri.core.reading.Prepared;
import io.migri.core.reading.Reason;
import io.migri.core.record.Recording;
import io.migri.core.source.Direction;
import io.migri.core.stage.Stage;
import io.migri.spi.history.AppliedLog;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the history is to say of a migration that is complete.
 *
 * @param recording what its file says; empty in a dry run
 */
record HistoryRow(AppliedLog log, AppliedMigration row, Optional<Recording> recording) {

    /**
     * The record of a migration is made here, or a little ahead, rather than with all others. So no more than a few are
     * kept at a time. What its statements say is known from the first reading.
     */
    static HistoryRow of(Stage stage, Prepared prepared, Recordings recordings) throws SQLException, IOException {
        Instant now = stage.conduct().options().clock().instant().truncatedTo(ChronoUnit.MICROS);
        Optional<Recording> recording = stage.mode().dryRun() ? Optional.empty() : Optional.of(recordings.of(prepared));
        String name = prepared.migration().name();
        AppliedMigration row = recording
                .map(kept -> kept.entry(name, Optional.of(now)))
                .orElseGet(() -> new AppliedMigration(name, Optional.of(now)));
        return new HistoryRow(stage.books().log(), row, recording);
    }

    /** What is sent when the migration is complete. A dry run has nobody beside it, so it does not look for another's row. */
    CompletionStatements statements(List<String> restore) {
        List<String> absent = recording.isPresent() ? log.absent(row.name()) : List.of();
        return new CompletionStatements(restore, absent, appending());
    }

    /** A log that a rollback does not undo is not written in a dry run. */
    private List<String> appending() {
        if (recording.isPresent()) {
            List<String> statements = log.append(row, recording.get().script());
            List<String> undo = recording.get().keepUndo(log, row.name());
            return undo.isEmpty() ? statements : joined(statements, undo);
        }
        return log.undoneByRollback() ? log.append(row) : List.of();
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /** What went wrong with it; empty where all is well. What is committed did not fail, whatever becomes of the news of it. */
    Optional<Text> tellLog() {
        return recording.isEmpty() ? Optional.empty() : tell(log, row);
    }

    /** The same of a row that is committed. */
    static Optional<Text> tell(AppliedLog log, AppliedMigration row) {
        try {
            log.appended(row);
            return Optional.empty();
        } catch (SQLException | RuntimeException e) {
            return Optional.of(Text.of(
                    "is " + Direction.of(row.name()).done() + ", but the log that keeps the history elsewhere failed: ",
                    Reason.of(e)));
        }
    }
}
