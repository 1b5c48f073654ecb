package io.migri.core.run;

import io.migri.spi.AppliedLog;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.spi.TransactionSyntax;
import java.util.List;

/**
 * Where migrations are applied: the database itself, or the stage of a rehearsal.
 *
 * @param restore statements that put the session back after each migration
 * @param onlyInTransaction whether this is a rehearsal on the real database, in which no transaction may end
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
        Interruption interruption) {

    private JournalMarks marks(Prepared prepared) {
        String name = prepared.migration().name();
        return new JournalMarks(journal, name, journal.point(name).isPresent());
    }

    StatementPipeline pipeline(Prepared prepared) {
        StatementPipeline pipeline = new StatementPipeline(
                dialect::explain,
                session,
                syntax,
                gate,
                onlyInTransaction,
                options.listener(),
                interruption,
                marks(prepared),
                prepared.migration().name(),
                prepared.script().statements());
        options.lockBudget().timeout().map(session::lockTimeout).ifPresent(pipeline::limit);
        return pipeline;
    }
}
