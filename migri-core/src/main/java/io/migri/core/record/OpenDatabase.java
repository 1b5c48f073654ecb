package io.migri.core.record;

import io.migri.api.Migration;
import io.migri.core.lock.Interruption;
import io.migri.core.lock.Patience;
import io.migri.core.lock.ReadingLimit;
import io.migri.core.options.RunOptions;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.HistoryTable;
import java.util.List;
import java.util.Optional;

/**
 * A session with a database, and what opens the applied log there.
 *
 * @param table what the history is called
 * @param logs opens the log of another session, too
 */
public record OpenDatabase(Dialect dialect, DialectSession session, HistoryTable table, LogOpener logs) {

    /** The same dialect and log in the session of a dry run. */
    public OpenDatabase with(DialectSession rehearsing) {
        return new OpenDatabase(dialect, rehearsing, table, logs);
    }

    /** The log, whose failures say what could not be done with it. */
    public AppliedLog log() {
        return new ExplainedLog(logs.open(session), table, dialect);
    }

    /** The same with other logs. */
    public OpenDatabase with(LogOpener others) {
        return new OpenDatabase(dialect, session, table, others);
    }

    /**
     * The log of the repeatables in {@code opened}, under the names of {@code files}; empty where the dialect keeps none. Its statements
     * name them as their table does.
     */
    public Optional<AppliedLog> repeatables(DialectSession opened, List<Migration> files) {
        return opened.history()
                .repeatables(table)
                .map(log -> new AlignedLog(
                        new RepeatableEntries(new ExplainedLog(log, table.repeatables(), dialect)), files));
    }

    /** The same, which waits as long as for another run. Empty {@code files} leave the names as they are recorded. */
    public AppliedLog log(List<Migration> files, RunOptions options, Interruption interruption) {
        Patience patience =
                new Patience(dialect, options.lockWait(), options.lockWait(), options.listener(), interruption);
        return log(files, patience, new ReadingLimit(dialect, session, options));
    }

    /** The log under the names of the files, which waits for whoever is in the way. */
    public AppliedLog log(List<Migration> files, Patience patience, ReadingLimit limit) {
        return new AlignedLog(new PatientLog(log(), session, table, patience, limit), files);
    }
}
