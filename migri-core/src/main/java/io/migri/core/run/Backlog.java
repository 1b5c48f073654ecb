package io.migri.core.run;

import io.migri.api.AppliedMigration;
import io.migri.api.Migration;
import io.migri.api.MigrationReport;
import io.migri.api.event.MigrationListener.Message;
import io.migri.api.event.MigrationListener.Planned;
import io.migri.api.text.Text;
import io.migri.api.undo.Undo;
import io.migri.core.options.RunOptions;
import io.migri.core.record.Comparison;
import io.migri.core.record.LostLetters;
import io.migri.core.record.MigrationFiles;
import io.migri.core.record.Warnings;
import io.migri.core.refusal.Strictness;
import io.migri.core.repeatable.Repeatables;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The migrations there are, held against those that were applied. */
record Backlog(MigrationFiles files, DialectSession session, RunOptions options, Optional<Repeatables> repeatables) {

    /** All that a run may take up, in order. */
    private List<Migration> all() {
        return repeatables.isPresent() ? files.withRepeatables() : files.all();
    }

    /** What was not applied, in order. */
    List<Migration> pending(Optional<List<AppliedMigration>> history) {
        Set<String> names = names(history);
        List<Migration> pending =
                all().stream().filter(one -> !names.contains(one.name())).toList();
        LostLetters.refuse(pending, history.orElse(List.of()));
        return pending;
    }

    /** What this run takes up of it. */
    Due due(Optional<List<AppliedMigration>> history) {
        List<Migration> pending = pending(history);
        List<Migration> taken = options.selection().of(files.all(), pending);
        List<String> left = new ArrayList<>();
        for (Migration one : pending.subList(taken.size(), pending.size())) {
            left.add(one.name());
        }
        return new Due(all().size(), taken, left);
    }

    /** Those that were applied. */
    static Set<String> names(Optional<List<AppliedMigration>> history) {
        Set<String> names = new HashSet<>();
        history.ifPresent(all -> all.forEach(one -> names.add(one.name())));
        return names;
    }

    /** Tells what is not as it was recorded, or which of those to apply is not in order, or refuses it. */
    void warn(AppliedLog log, Optional<List<AppliedMigration>> history, Due due) throws SQLException {
        List<AppliedMigration> recorded = history.orElse(List.of());
        List<AppliedMigration> migrations = repeatables.isPresent() ? Repeatables.without(recorded) : recorded;
        Set<String> applied = names(Optional.of(migrations));
        options.foreign().require(files.all(), applied, options.listener());
        Warnings all = new Warnings(files.all(), migrations);
        warnOfMisfit(all);
        List<Message> warnings =
                all.of(due.migrations(), new Comparison(session, files.executors(), log, files.hashes()));
        if (options.strict() && !warnings.isEmpty()) {
            throw Strictness.refusal(warnings, applied);
        }
        if (options.foreign().source().refusesLate()) {
            refuseLate(all, due);
        }
        warnings.forEach(options.listener()::told);
        if (repeatables.isPresent()) {
            repeatables.get().tell(due.migrations(), options.listener());
        }
    }

    private static void refuseLate(Warnings all, Due due) {
        for (Migration file : due.migrations()) {
            Optional<String> other = all.overtaking(file);
            if (other.isPresent()) {
                throw Strictness.late(file, other.get());
            }
        }
    }

    private void warnOfMisfit(Warnings all) {
        Optional<Message> unfit = all.unfit();
        if (unfit.isPresent()) {
            if (options.strict()) {
                throw Strictness.unfit(unfit.get());
            }
            options.listener().told(unfit.get());
        } else if (all.newer() > 0) {
            options.listener()
                    .told(Message.info(Text.of(
                            all.newer() == 1
                                    ? "1 newer migration is recorded, and has no file here"
                                    : all.newer() + " newer migrations are recorded, and have no files here")));
        }
    }

    /** The end of a run that finds everything applied, or all that it is to take up. */
    MigrationReport nothingToDo(AppliedLog log, Optional<List<AppliedMigration>> history, Due due, boolean dryRun)
            throws SQLException {
        warn(log, history, due);
        if (!files.all().isEmpty() && Undo.isName(files.all().get(0).name())) {
            options.listener().told(Message.note(Text.of("another run has undone it meanwhile")));
        } else {
            options.listener().planned(new Planned(due.found(), List.of(), due.remaining()));
        }
        return new MigrationReport(due.found(), dryRun, List.of(), Optional.empty(), due.remaining());
    }
}
