package io.migri;

import io.migri.api.Decision;
import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigrationReport;
import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener;
import io.migri.api.event.MigrationListener.Message;
import io.migri.api.text.Text;
import io.migri.api.undo.Verification;
import io.migri.core.history.RecordedHistory;
import io.migri.core.lock.Interruption;
import io.migri.core.options.RunOptions;
import io.migri.core.record.FileHashes;
import io.migri.core.record.MigrationFiles;
import io.migri.core.record.OpenDatabase;
import io.migri.core.repeatable.RepeatableFolder;
import io.migri.core.run.MigrationRun;
import io.migri.core.source.PassedOver;
import io.migri.core.source.Repeatable;
import io.migri.core.source.RepeatableName;
import io.migri.core.source.SortedMigrations;
import io.migri.core.source.Undos;
import io.migri.core.undo.UndoRun;
import io.migri.core.verify.VerifyRun;
import io.migri.spi.DialectSession;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.source.MigrationSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What each call of {@link Migri} does around its own work: it reads the migrations, opens the connection, tells listeners what they should
 * know beforehand, and says what a failure beside all migrations means. As safe for use by several threads as the target.
 */
record Calls(Target target, MigrationSource source, Equipment equipment, RunOptions options) {

    /** The same in another place. */
    Calls on(Target other) {
        return new Calls(other, source, equipment, options);
    }

    /** Does something with what is recorded. */
    <T> T visit(Errand errand, MigrationListener listener, History.Visit<T> visit) {
        return connected(errand, listener, (opened, files) -> telling(listener)
                .visited(opened, opened.session(target.others()), files, visit));
    }

    /** Looks at what is recorded; empty where the schema that somebody named is not there. */
    <T> Optional<T> look(MigrationListener listener, History.Visit<T> visit) {
        return connected(Errand.LOOK, listener, (opened, files) -> {
            DialectSession session = opened.sessionToRun(target.others());
            return opened.missing(session).isPresent()
                    ? Optional.empty()
                    : Optional.of(telling(listener).visited(opened, session, files, visit));
        });
    }

    private Calls telling(MigrationListener listener) {
        return listener == options.listener() ? this : new Calls(target, source, equipment, options.hearing(listener));
    }

    private <T> T visited(OpenTarget opened, DialectSession session, MigrationFiles files, History.Visit<T> visit)
            throws SQLException {
        OpenDatabase database = new OpenDatabase(opened.dialect(), session, table(), equipment.logs());
        try (Interruption interruption = new Interruption(options.cancellation(), session)) {
            return visit.with(new RecordedHistory(database, files, options, interruption));
        }
    }

    /** Runs migrations, or rehearses them. */
    MigrationReport run(Errand errand, RunOptions conduct, Mode mode) {
        return connected(errand, options.listener(), (opened, files) -> {
            OpenDatabase database = toRun(opened);
            MigrationRun run = new MigrationRun(database, files, conduct);
            return mode.run(run.awaiting(opened.missing(database.session())));
        });
    }

    /** Takes migrations back. */
    MigrationReport undo(Errand errand, RunOptions conduct, Undoing mode) {
        return connected(
                errand, options.listener(), (opened, files) -> mode.run(new UndoRun(toRun(opened), files, conduct)));
    }

    /** Tries undos. */
    Verification verify(boolean all) {
        return connected(Errand.REHEARSE, options.listener(), (opened, files) -> new VerifyRun(
                        toRun(opened), files, options.ofDryRun())
                .verify(all));
    }

    /** Goes on with what was begun, in whichever direction that was. */
    MigrationReport resume(Decision decision) {
        return connected(Errand.CHANGE, options.listener(), (opened, files) -> {
            OpenDatabase database = toRun(opened);
            Optional<MigrationReport> undone = new UndoRun(database, files, options).resume(decision);
            return undone.isPresent()
                    ? undone.get()
                    : new MigrationRun(database, files, options)
                            .awaiting(opened.missing(database.session()))
                            .resume(decision);
        });
    }

    /**
     * Writes a script of what is pending.
     *
     * @param anew whether everything is, in a database without a history
     */
    List<String> write(Appendable script, boolean anew) {
        return connected(Errand.LOOK, options.listener(), (opened, files) -> {
            OpenDatabase database = toRun(opened);
            MigrationRun run = new MigrationRun(database, files, options);
            try {
                return run.awaiting(opened.missing(database.session())).write(script, anew);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private OpenDatabase toRun(OpenTarget opened) throws SQLException {
        return new OpenDatabase(opened.dialect(), opened.sessionToRun(target.others()), table(), equipment.logs());
    }

    private <T> T connected(Errand errand, MigrationListener listener, Use<T> use) {
        Undos undos = Undos.of(source, equipment.executors().kinds());
        List<Migration> migrations = undos.with(migrations(listener));
        List<Repeatable> repeatables = repeatables(listener);
        if (errand == Errand.CHANGE) {
            target.creates().ifPresent(this::tellOfNew);
        }
        try (FileHashes hashes = FileHashes.begin(MigrationFiles.together(migrations, repeatables));
                OpenTarget opened = target.open(errand)) {
            try {
                requireName(opened);
                equipment.tell(listener);
                opened.remarks().forEach(remark -> listener.told(Message.note(Text.of(remark))));
                return use.of(
                        opened, new MigrationFiles(migrations, repeatables, hashes, equipment.executors(), undos));
            } catch (SQLException e) {
                throw failed(opened, e);
            }
        }
    }

    private List<Migration> migrations(MigrationListener listener) {
        Set<String> kinds = equipment.executors().kinds();
        PassedOver passedOver = new PassedOver(kinds);
        List<Migration> migrations = SortedMigrations.of(source, kinds, passedOver::add);
        passedOver.tell(listener);
        return migrations;
    }

    private List<Repeatable> repeatables(MigrationListener listener) {
        Optional<MigrationSource> folder;
        try {
            folder = source.folder(RepeatableName.FOLDER);
        } catch (IOException e) {
            throw RepeatableFolder.unreadable(e);
        }
        return folder.isPresent()
                ? new RepeatableFolder(equipment.executors().kinds(), listener).read(folder.get())
                : List.of();
    }

    private void tellOfNew(String what) {
        options.listener().told(Message.note(Text.of(what + " is made now, since no server and no dialect was named")));
    }

    /** @throws MigriException where a database of this kind cannot keep the history under the name that it was given */
    void requireName(OpenTarget opened) {
        Optional<Text> refusal = table().equals(HistoryTable.USUAL)
                ? Optional.empty()
                : opened.dialect().refuses(table());
        if (refusal.isPresent()) {
            throw MigriException.of(ErrorCode.CONFIGURATION_INVALID, refusal.get())
                    .build();
        }
    }

    HistoryTable table() {
        return options.history().table();
    }

    /** A request to stop makes whatever is under way fail, also beside all migrations. */
    MigriException failed(OpenTarget opened, SQLException failure) {
        return options.cancellation().requested()
                ? new MigriException(ErrorCode.INTERRUPTED, "interrupted", failure)
                : opened.failed(failure);
    }

    /** One of the things that a run can do. */
    @FunctionalInterface
    interface Mode {
        MigrationReport run(MigrationRun run) throws SQLException;
    }

    /** One of the things that a run of undos can do. */
    @FunctionalInterface
    interface Undoing {
        MigrationReport run(UndoRun run) throws SQLException;
    }

    /** What is done with a connection. */
    @FunctionalInterface
    private interface Use<T> {
        T of(OpenTarget opened, MigrationFiles files) throws SQLException;
    }
}
