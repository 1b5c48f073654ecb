package io.migri.core.run;

import io.migri.api.AppliedMigration;
import io.migri.api.Decision;
import io.migri.api.MigrationReport;
import io.migri.core.format.OtherReading;
import io.migri.core.lock.Interruption;
import io.migri.core.lock.Patience;
import io.migri.core.lock.ReadingLimit;
import io.migri.core.lock.RunLock;
import io.migri.core.options.RunOptions;
import io.migri.core.reading.SchemaToCome;
import io.migri.core.record.MigrationFiles;
import io.migri.core.record.OpenDatabase;
import io.migri.core.refusal.ScratchServer;
import io.migri.core.repeatable.Repeatables;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One run on one connection. Where nothing is pending it is a single query; otherwise it reads the log again under the lock,
 * reads every pending script to its end, and applies them in order.
 */
public final class MigrationRun {
    private final OpenDatabase database;
    private final DialectSession session;
    private final MigrationFiles files;
    private final RunOptions options;
    private final Optional<SchemaToCome> schema;
    private final Optional<Repeatables> repeatables;

    public MigrationRun(OpenDatabase database, MigrationFiles files, RunOptions options) {
        this(database, files, options, Optional.empty());
    }

    private MigrationRun(
            OpenDatabase database, MigrationFiles files, RunOptions options, Optional<SchemaToCome> schema) {
        this.database = database;
        this.session = database.session();
        this.files = files;
        this.options = options;
        this.schema = schema;
        this.repeatables = files.repeatables().isEmpty() || !options.selection().isAll()
                ? Optional.empty()
                : Optional.of(new Repeatables(database, files));
    }

    /** The same, where a schema is missing that the first migration may create. */
    public MigrationRun awaiting(Optional<SchemaToCome> missing) {
        return new MigrationRun(database, files, options, missing);
    }

    /** Applies what is pending. */
    public MigrationReport migrate() throws SQLException {
        return run(
                (backlog, log, lock, interruption) ->
                        new ApplyingRun(recording(), backlog, backlog.options(), schema).run(log, lock, interruption),
                false);
    }

    /** Applies what is pending, with an answer about a statement in doubt. */
    public MigrationReport resume(Decision decision) throws SQLException {
        return new MigrationRun(database, files, options.deciding(decision).apart(), schema).migrate();
    }

    /** Applies what is pending where it can be undone, and undoes it. */
    public MigrationReport rehearse() throws SQLException {
        return rehearse(session -> {});
    }

    /**
     * The same.
     *
     * @param begun given the session of the rehearsal once it is ready, on the thread of the run
     */
    public MigrationReport rehearse(Consumer<DialectSession> begun) throws SQLException {
        ScratchServer.require(database.dialect(), options.scratchServer());
        OpenDatabase rehearsing = repeatables.isPresent() ? repeatables.get().rehearsing() : database;
        return run(
                (backlog, log, lock, interruption) -> new RehearsalRun(
                                rehearsing, backlog, backlog.options(), schema, begun)
                        .run(log, lock, interruption),
                true);
    }

    /**
     * Writes what {@link #migrate} would send, for the database's own client. Takes no lock and changes nothing.
     *
     * @param anew whether for a database without a history, whatever is in this one
     * @return the names of the migrations in it; where nothing is pending, nothing is written
     */
    public List<String> write(Appendable script, boolean anew) throws SQLException, IOException {
        try (Interruption interruption = new Interruption(options.cancellation(), session)) {
            AppliedLog log = log(patience(interruption));
            Optional<List<AppliedMigration>> history = anew ? Optional.empty() : log.read();
            Optional<OtherReading> other = otherwise(history);
            if (other.isPresent()) {
                if (history.isEmpty() && !anew) {
                    other.get().refuseUnadopted(session);
                }
                return reading(other.get()).write(script, anew);
            }
            Backlog backlog = backlog();
            WritingRun run = new WritingRun(recording(), backlog, backlog.options(), schema);
            return anew ? run.writeAnew(log, interruption, script) : run.write(log, interruption, script);
        }
    }

    private MigrationReport run(UnderLock work, boolean dryRun) throws SQLException {
        try (Interruption interruption = new Interruption(options.cancellation(), session)) {
            Patience patience = patience(interruption);
            AppliedLog log = log(patience);
            Optional<List<AppliedMigration>> history = log.read();
            Optional<OtherReading> other = otherwise(history);
            if (other.isPresent()) {
                if (history.isEmpty()) {
                    other.get().refuseUnadopted(session);
                }
                return reading(other.get()).run(work, dryRun);
            }
            Backlog backlog = backlog();
            Due due = backlog.due(history);
            files.hashes().only(Backlog.names(history));
            if (due.isEmpty()) {
                requireSchema();
                return backlog.nothingToDo(log, history, due, dryRun);
            }
            if (history.isEmpty()) {
                new OtherHistories(database, files, options).refuse();
            }
            try (RunLock lock = RunLock.acquire(session, log, database.table(), patience)) {
                ServerSupport.require(session, options);
                return work.run(backlog, log, lock, interruption);
            }
        }
    }

    private Optional<OtherReading> otherwise(Optional<List<AppliedMigration>> history) {
        return files.mayBeForeign(options.foreign(), history)
                ? OtherReading.of(files, options, history)
                : Optional.empty();
    }

    /** The same with the files as another tool would take them. */
    private MigrationRun reading(OtherReading other) {
        return new MigrationRun(database, other.files(), other.options(), schema);
    }

    private Backlog backlog() {
        return new Backlog(files, session, options.taking(options.selection().among(files.all())), repeatables);
    }

    private Patience patience(Interruption interruption) {
        return new Patience(
                database.dialect(),
                options.lockWait(),
                options.lockBudget().timeout().orElse(options.lockWait()),
                options.listener(),
                interruption);
    }

    /** The log under the names of the files. */
    private AppliedLog log(Patience patience) {
        return recording().log(files.all(), patience, new ReadingLimit(database.dialect(), session, options));
    }

    private OpenDatabase recording() {
        return repeatables.isPresent() ? repeatables.get().recording() : database;
    }

    private void requireSchema() {
        if (schema.isPresent()) {
            // nothing is pending that could create it
            throw schema.get().refusal();
        }
    }

    /** What to do under the lock. */
    @FunctionalInterface
    private interface UnderLock {
        MigrationReport run(Backlog backlog, AppliedLog log, RunLock lock, Interruption interruption)
                throws SQLException;
    }
}
