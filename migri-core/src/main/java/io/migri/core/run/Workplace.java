package io.migri.core.run;

import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.core.journal.JournalMarks;
import io.migri.core.journal.RunJournal;
import io.migri.core.lock.Interruption;
import io.migri.core.lock.TransactionGate;
import io.migri.core.options.RunOptions;
import io.migri.core.pipeline.BatchItem;
import io.migri.core.pipeline.Stage;
import io.migri.core.pipeline.StatementPipeline;
import io.migri.core.reading.Prepared;
import io.migri.core.report.RunRecorder;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.wire.TransactionSyntax;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where migrations are applied: the database itself, or the stage of a rehearsal.
 *
 * @param restore statements that put the session back after each migration
 * @param onlyInTransaction whether this is a rehearsal on the real database, in which no transaction may end
 * @param recorder null where nobody wants a report
 */
record Workplace(
        Dialect dialect,
        DialectSession session,
        AppliedLog log,
        RunJournal journal,
        TransactionSyntax syntax,
        TransactionGate gate,
        List<String> restore,
        boolean onlyInTransaction,
        RunOptions options,
        Interruption interruption,
        @Nullable RunRecorder recorder) {

    private JournalMarks marks(Prepared prepared) {
        String name = prepared.migration().name();
        return new JournalMarks(
                journal, name, prepared.shape(), journal.point(name).isPresent(), session.language()::withoutSecrets);
    }

    /** Whether the guard of the row failed because somebody else has recorded the migration by now. Asked after the rollback. */
    boolean recorded(BatchItem item, Migration migration) {
        if (item.role() != BatchItem.Role.ABSENT) {
            return false;
        }
        try {
            return log.read().stream().flatMap(List::stream).anyMatch(one -> one.name()
                    .equals(migration.name()));
        } catch (SQLException | MigriException e) {
            return false;
        }
    }

    private Stage stage() {
        return new Stage(
                dialect::explain, session, syntax, gate, onlyInTransaction, options.listener(), interruption, recorder);
    }

    StatementPipeline pipeline(Prepared prepared) {
        StatementPipeline pipeline = new StatementPipeline(stage(), marks(prepared), prepared);
        options.lockBudget().timeout().map(session.locks()::timeout).ifPresent(pipeline::limit);
        return pipeline;
    }
}
