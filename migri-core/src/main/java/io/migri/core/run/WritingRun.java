package io.migri.core.run;

import io.migri.api.AppliedMigration;
import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.api.text.Operation;
import io.migri.api.text.Text;
import io.migri.core.journal.RunJournal;
import io.migri.core.lock.Interruption;
import io.migri.core.options.RunOptions;
import io.migri.core.reading.Prepared;
import io.migri.core.reading.Preparing;
import io.migri.core.reading.SchemaToCome;
import io.migri.core.reading.SharedScope;
import io.migri.core.record.NameRoom;
import io.migri.core.record.OpenDatabase;
import io.migri.core.script.SqlMigrationExecutor;
import io.migri.spi.client.ClientScript;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.ClientHistory;
import java.io.IOException;
import java.io.Writer;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Writes what is pending as a script for the database's own client. Takes no lock and changes nothing. */
record WritingRun(OpenDatabase database, Backlog backlog, RunOptions options, Optional<SchemaToCome> schema) {

    /**
     * Writes it, where something is pending. Nothing is written before all of it is known to be in order.
     *
     * @return the names of the migrations in it, in order
     */
    List<String> write(AppliedLog log, Interruption interruption, Appendable script) throws SQLException, IOException {
        Optional<List<AppliedMigration>> history = log.read();
        Due due = due(log, history);
        if (due.isEmpty()) {
            return List.of();
        }
        if (history.isEmpty()) {
            new OtherHistories(database, backlog.files(), options).refuse();
        }
        List<Migration> pending = due.migrations();
        requireOrder(log, history, due);
        NameRoom.require(log, pending);
        requireStatements(pending);
        try (SharedScope scope = new SharedScope(database.session(), options)) {
            List<Prepared> prepared = Preparing.all(pending, backlog.files().executors(), scope);
            requireNoneBegun(prepared);
            return write(prepared, log, interruption, script);
        }
    }

    /**
     * Writes all migrations, for a database without a history. What is in this one does not count, and its history is not read.
     *
     * @return as {@link #write}
     */
    List<String> writeAnew(AppliedLog log, Interruption interruption, Appendable script)
            throws SQLException, IOException {
        Due due = due(log, Optional.empty());
        if (due.isEmpty()) {
            return List.of();
        }
        requireOrder(log, Optional.empty(), due);
        requireStatements(due.migrations());
        try (SharedScope scope = new SharedScope(database.session(), options)) {
            return write(
                    Preparing.all(due.migrations(), backlog.files().executors(), scope), log, interruption, script);
        }
    }

    private Due due(AppliedLog log, Optional<List<AppliedMigration>> history) throws SQLException {
        Due due = backlog.due(history);
        backlog.files().hashes().only(Backlog.names(history));
        if (due.isEmpty()) {
            backlog.nothingToDo(log, history, due, true);
        }
        return due;
    }

    private void requireOrder(AppliedLog log, Optional<List<AppliedMigration>> history, Due due) throws SQLException {
        backlog.warn(log, history, due);
        if (schema.isPresent()) {
            throw schema.get().refusal();
        }
        ServerSupport.require(database.session(), options);
    }

    private List<String> write(List<Prepared> prepared, AppliedLog log, Interruption interruption, Appendable script)
            throws SQLException, IOException {
        requireStatementsRead(prepared);
        WrittenMigrations written = new WrittenMigrations(database, client(), history(log), options, interruption);
        written.write(prepared, Writer.nullWriter());
        written.write(prepared, script);
        return prepared.stream().map(one -> one.migration().name()).toList();
    }

    private ClientScript client() throws SQLException {
        return database.session().clientScript().orElseThrow(() -> MigriException.of(
                        ErrorCode.REQUEST_UNSUPPORTED,
                        "nothing here knows how a script for the client of "
                                + database.session().server() + " is written")
                .help(Text.of("run `", Operation.MIGRATE, "`"))
                .build());
    }

    private static ClientHistory history(AppliedLog log) throws SQLException {
        return log.forClient().orElseThrow(() -> MigriException.of(
                        ErrorCode.REQUEST_UNSUPPORTED,
                        "the history is kept by a plug-in, which a client of the database knows nothing of")
                .help(Text.of("run `", Operation.MIGRATE, "`"))
                .build());
    }

    /** A client runs statements, and no program; a program may take long to read, or not be readable here. */
    private static void requireStatements(List<Migration> pending) {
        for (Migration migration : pending) {
            if (!migration.kind().equals(SqlMigrationExecutor.KIND)) {
                throw unfit(migration, pending);
            }
        }
    }

    private static void requireStatementsRead(List<Prepared> prepared) throws SQLException, IOException {
        for (Prepared one : prepared) {
            if (!one.script().show(statement -> {})) {
                throw unfit(
                        one.migration(),
                        prepared.stream().map(Prepared::migration).toList());
            }
        }
    }

    private static MigriException unfit(Migration migration, List<Migration> pending) {
        return MigriException.of(
                        ErrorCode.VALIDATION,
                        migration.origin() + " is not made of SQL statements, and the database's own client runs"
                                + " nothing else")
                .help(help(migration, pending))
                .build();
    }

    private static Text help(Migration unfit, List<Migration> pending) {
        return unfit.equals(pending.get(0))
                ? Text.of("apply it alone with `", Operation.MIGRATE, "`, then write the script of what follows")
                : Text.of(
                        "write the script up to "
                                + pending.get(pending.indexOf(unfit) - 1).name()
                                + " alone, and run that; then apply this one with `",
                        Operation.MIGRATE,
                        "`");
    }

    /** What an earlier run began, only Migri can go on with. */
    private void requireNoneBegun(List<Prepared> prepared) throws SQLException {
        RunJournal journal = RunJournal.read(database, options);
        for (Prepared one : prepared) {
            if (journal.concerns(List.of(one))) {
                throw MigriException.of(
                                ErrorCode.VALIDATION,
                                one.migration().name() + " was begun by an earlier run and is not finished")
                        .help(Text.of(
                                "finish it with `", Operation.MIGRATE, "`, and write the script of the rest then"))
                        .build();
            }
        }
    }
}
