package io.migri.core.stage;

import io.migri.api.MigriException;
import io.migri.core.journal.RunJournal;
import io.migri.core.report.RunRecorder;
import io.migri.spi.history.AppliedLog;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of migrations while they run.
 *
 * @param log what is applied
 * @param journal what is done of a migration that does not fit into one transaction
 * @param recorder what single statements do; null where nobody wants a report
 */
public record Books(
        AppliedLog log, RunJournal journal, @Nullable RunRecorder recorder) {

    /** Whether {@code migration} is recorded by now. False where nobody can tell. */
    public boolean haveRecorded(String migration) {
        try {
            return log.read().stream().flatMap(List::stream).anyMatch(one -> one.name()
                    .equals(migration));
        } catch (SQLException | MigriException e) {
            return false;
        }
    }
}
