package io.migri.core.run;

import io.migri.api.AppliedMigration;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.text.Operation;
import io.migri.api.text.Text;
import io.migri.core.ahead.Meanwhile;
import io.migri.core.attempt.Attempt;
import io.migri.core.attempt.BatchFailedException;
import io.migri.core.client.OpenInScript;
import io.migri.core.client.ScriptText;
import io.migri.core.client.WritingSession;
import io.migri.core.client.WritingWire;
import io.migri.core.journal.RunJournal;
import io.migri.core.lock.Interruption;
import io.migri.core.options.RunOptions;
import io.migri.core.pipeline.CompletionStatements;
import io.migri.core.pipeline.StatementPipeline;
import io.migri.core.reading.Discretion;
import io.migri.core.reading.Prepared;
import io.migri.core.reading.Reason;
import io.migri.core.record.OpenDatabase;
import io.migri.core.record.Recording;
import io.migri.core.source.FrozenContent;
import io.migri.core.stage.Books;
import io.migri.core.stage.Conduct;
import io.migri.core.stage.Database;
import io.migri.core.stage.Mode;
import io.migri.core.stage.Stage;
import io.migri.spi.DialectSession;
import io.migri.spi.client.ClientLock;
import io.migri.spi.client.ClientScript;
import io.migri.spi.client.UnwritableException;
import io.migri.spi.history.ClientHistory;
import io.migri.spi.history.StoredScript;
import io.migri.spi.script.SessionValue.Kind;
import io.migri.spi.script.SqlStatement;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Migrations as a script for the database's own client. They take the way of a run, at whose end everything is written down. */
record WrittenMigrations(
        OpenDatabase database,
        ClientScript client,
        ClientHistory history,
        RunOptions options,
        Interruption interruption) {

    /** Writes all of them, with what stands around them. */
    void write(List<Prepared> prepared, Appendable script) throws SQLException, IOException {
        DialectSession asked = database.session();
        WritingWire wire = new WritingWire(asked.wire(), client, script);
        ClientLock lock = client.lock(database.table());
        ScriptText.head(wire, client, asked.server(), prepared);
        wire.execute(client.settings());
        wire.execute(lock.take());
        recorded(wire);
        try (Meanwhile meanwhile = new Meanwhile();
                Recordings recordings =
                        new Recordings(asked, prepared, options.history().texts())) {
            Conduct conduct =
                    new Conduct(options, new Mode.Run(wire.syntax()), new OpenInScript(lock), interruption, meanwhile);
            Stage stage = new Stage(
                    new Database(database.dialect(), new WritingSession(asked, wire), client.settings()),
                    new Books(database.log(), RunJournal.NONE, null),
                    conduct);
            for (Prepared one : prepared) {
                write(one, recordings, stage, wire);
            }
        }
        ScriptText.tail(wire);
        wire.execute(lock.release());
    }

    /** Nobody else is to write to the history between what is looked at and what is made. */
    private void recorded(WritingWire wire) throws SQLException {
        wire.execute(List.of(wire.syntax().beginToRecord()));
        wire.execute(history.making());
        wire.execute(history.unchanged());
        wire.execute(List.of(wire.syntax().commit()));
    }

    private void write(Prepared prepared, Recordings recordings, Stage stage, WritingWire wire)
            throws SQLException, IOException {
        MigrationAttempts.refuseEmpty(prepared, options);
        FrozenContent.requireUnchanged(prepared.migration());
        ScriptText.migration(wire, prepared);
        wire.execute(history.beginning());
        StatementPipeline pipeline = new StatementPipeline(Attempt.of(stage, prepared));
        try {
            pipeline.start(new CompletionStatements(stage.database().restore(), List.of(), row(prepared, recordings)));
            prepared.script().run(pipeline.context());
            pipeline.finish();
        } catch (BatchFailedException e) {
            throw unwritable(prepared, e);
        }
        if (setsSomething(prepared)) {
            wire.execute(client.settingsOutside());
        }
        pipeline.forget();
        wire.execute(List.of(client.announcement(prepared.migration().name())));
    }

    private static boolean setsSomething(Prepared prepared) throws SQLException, IOException {
        AtomicBoolean sets = new AtomicBoolean();
        prepared.script().show(one -> {
            if (one.session().constant() || one.session().gives(Kind.SETTING)) {
                sets.set(true);
            }
        });
        return sets.get();
    }

    private List<String> row(Prepared prepared, Recordings recordings) throws SQLException, IOException {
        Recording recording = recordings.of(prepared);
        AppliedMigration entry = recording.entry(prepared.migration().name(), Optional.empty());
        List<String> statements = new ArrayList<>(history.append(entry, recording.script()));
        StoredScript undo = recording.undo();
        if (undo != null) {
            statements.addAll(history.keepUndo(entry.name(), undo));
        }
        return statements;
    }

    private SQLException unwritable(Prepared prepared, BatchFailedException failure) {
        SqlStatement statement = failure.item().statement();
        if (!(failure.failure() instanceof UnwritableException reason) || statement == null) {
            return failure;
        }
        throw MigriException.of(ErrorCode.SCRIPT_INVALID, Reason.of(reason))
                .help(Text.of("write it differently, or apply this migration with `", Operation.MIGRATE, "`"))
                .at(Discretion.place(database.session(), prepared.migration(), statement, reason.offset()))
                .because(reason)
                .build();
    }
}
