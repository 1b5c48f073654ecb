package io.migri.core.undo;

import io.migri.api.AppliedMigration;
import io.migri.api.Decision;
import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigrationReport;
import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener.Message;
import io.migri.api.text.Operation;
import io.migri.api.text.Text;
import io.migri.api.undo.Undo;
import io.migri.core.format.OtherReading;
import io.migri.core.journal.RunJournal;
import io.migri.core.lock.Interruption;
import io.migri.core.options.RunOptions;
import io.migri.core.record.MigrationFiles;
import io.migri.core.record.OpenDatabase;
import io.migri.core.run.MigrationRun;
import io.migri.spi.history.AppliedLog;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * One run of undos on one connection. It finds out which there are, and hands them to a {@link MigrationRun} whose log removes entries where another
 * adds them. So an undo has all that a migration has: its transaction, the lock, the journal, the dry run.
 */
public final class UndoRun {
    private final OpenDatabase database;
    private final MigrationFiles files;
    private final RunOptions options;

    public UndoRun(OpenDatabase database, MigrationFiles files, RunOptions options) {
        this.database = database;
        this.files = files;
        this.options = options;
    }

    /** Takes back what {@code undo} means. */
    public MigrationReport down(Undo undo) throws SQLException {
        return planned(undo, false, MigrationRun::migrate, false);
    }

    /** The same, and applies it again. */
    public MigrationReport redo(Undo undo) throws SQLException {
        return planned(undo, true, MigrationRun::migrate, false);
    }

    /**
     * Does it where it can be undone, and undoes it.
     *
     * @param again whether it is applied again
     */
    public MigrationReport rehearse(Undo undo, boolean again) throws SQLException {
        return planned(undo, again, MigrationRun::rehearse, true);
    }

    /** Finishes an undo that was begun, with an answer about a statement in doubt; empty where none was begun. */
    public Optional<MigrationReport> resume(Decision decision) throws SQLException {
        try (Interruption interruption = new Interruption(options.cancellation(), database.session())) {
            Optional<String> begun = RunJournal.read(database, options).begun().stream()
                    .filter(Undo::isName)
                    .findFirst();
            if (begun.isEmpty()) {
                return Optional.empty();
            }
            AppliedLog log = log(interruption);
            List<AppliedMigration> history = log.read().orElse(List.of());
            Optional<UndoRun> other = otherwise(Optional.of(history));
            if (other.isPresent()) {
                return other.get().resume(decision);
            }
            String migration = Undo.migrationOf(begun.get());
            if (history.stream().noneMatch(entry -> entry.name().equals(migration))) {
                throw removed(begun.get(), migration);
            }
            UndoPlan plan = UndoPlan.ofOne(history, migration);
            Migration script = script(plan, log, begun.get());
            return Optional.of(run(plan, List.of(script)).resume(decision));
        }
    }

    private static MigriException removed(String undo, String migration) {
        return MigriException.of(
                        ErrorCode.VALIDATION,
                        undo + " was begun by an earlier run and is not finished, and somebody has taken " + migration
                                + " out of the history since")
                .help(Text.of(
                        "nothing was done; finish the undo by hand, and run `", Operation.CLEAR_JOURNAL.on(undo), "`"))
                .build();
    }

    /** The file where there is one, as {@link #down} would run it. */
    private Migration script(UndoPlan plan, AppliedLog log, String name) throws SQLException {
        try {
            return scripts(Undo.last(1), log).of(plan).get(0);
        } catch (MigriException e) {
            return scripts(Undo.last(1).recorded(), log).of(plan).get(0).named(name);
        }
    }

    private MigrationReport planned(Undo undo, boolean again, Way way, boolean dryRun) throws SQLException {
        UndoPlan plan;
        List<Migration> scripts;
        try (Interruption interruption = new Interruption(options.cancellation(), database.session())) {
            AppliedLog log = log(interruption);
            Optional<List<AppliedMigration>> history = log.read();
            Optional<UndoRun> other = otherwise(history);
            if (other.isPresent()) {
                return other.get().planned(undo, again, way, dryRun);
            }
            plan = UndoPlan.of(history.orElse(List.of()), undo, again);
            if (plan.isEmpty()) {
                options.listener()
                        .told(Message.note(Text.of((plan.staying().isEmpty()
                                        ? "nothing is applied"
                                        : "nothing was applied after " + undo.to())
                                + ", so there is nothing to undo")));
                return new MigrationReport(files.all().size(), dryRun, List.of());
            }
            requireRemovable(log, plan);
            tellOrder(plan);
            scripts = scripts(undo, log).of(plan);
            RunJournal.read(database, options).requireOneDirection(plan.steps());
        }
        return way.of(run(plan, scripts));
    }

    /** The same with the files as another tool takes them; empty where they are Migri's own. */
    private Optional<UndoRun> otherwise(Optional<List<AppliedMigration>> history) {
        return files.mayBeForeign(options.foreign(), history)
                ? OtherReading.of(files, options, history)
                        .map(other -> new UndoRun(database, other.files(), other.options()))
                : Optional.empty();
    }

    private MigrationRun run(UndoPlan plan, List<Migration> scripts) {
        OpenDatabase undoing = new OpenDatabase(
                database.dialect(),
                database.session(),
                database.table(),
                session -> new UndoLog(database.logs().open(session), plan));
        return new MigrationRun(undoing, files.chosen(scripts), options.ofUndo());
    }

    private UndoScripts scripts(Undo undo, AppliedLog log) {
        return new UndoScripts(files, database.session(), log, options.listener(), undo);
    }

    private static void requireRemovable(AppliedLog log, UndoPlan plan) {
        try {
            log.remove(plan.undone().get(0));
        } catch (UnsupportedOperationException e) {
            throw MigriException.of(
                            ErrorCode.REQUEST_UNSUPPORTED, "nothing can be undone: " + String.valueOf(e.getMessage()))
                    .help("take back what a migration did with a new migration")
                    .because(e)
                    .build();
        }
    }

    /** The order of names is what people have in mind. */
    private void tellOrder(UndoPlan plan) {
        List<String> undone = plan.undone();
        for (int i = 1; i < undone.size(); i++) {
            if (undone.get(i - 1).compareTo(undone.get(i)) < 0) {
                options.listener()
                        .told(Message.note(Text.of(undone.get(i - 1) + " is undone before " + undone.get(i)
                                + ": it was applied after that one")));
            }
        }
    }

    /** Under the names that are recorded: those of files may be composed in another way. */
    private AppliedLog log(Interruption interruption) {
        return database.log(List.of(), options, interruption);
    }

    /** For good, or as a dry run. */
    @FunctionalInterface
    private interface Way {
        MigrationReport of(MigrationRun run) throws SQLException;
    }
}
