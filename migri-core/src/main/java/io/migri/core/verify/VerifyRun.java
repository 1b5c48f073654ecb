package io.migri.core.verify;

import static java.util.Objects.requireNonNull;

import io.migri.api.AppliedMigration;
import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener;
import io.migri.api.text.Text;
import io.migri.api.undo.SchemaDifference;
import io.migri.api.undo.Undo;
import io.migri.api.undo.UndoCheck;
import io.migri.api.undo.UndoCheck.State;
import io.migri.api.undo.Verification;
import io.migri.core.audience.Audience;
import io.migri.core.format.OtherReading;
import io.migri.core.lock.Interruption;
import io.migri.core.options.RunOptions;
import io.migri.core.record.MigrationFiles;
import io.migri.core.record.OpenDatabase;
import io.migri.core.record.UndoText;
import io.migri.core.run.MigrationRun;
import io.migri.core.source.ReadFailure;
import io.migri.spi.schema.SchemaReader;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tries the undos of migrations in a rehearsal: up, down, and up again. What the database holds afterwards in its schema is compared with what it held
 * before. An undo that fails is left out of a further rehearsal, so that those behind it are tried, too.
 */
public final class VerifyRun {
    private final OpenDatabase database;
    private final MigrationFiles files;
    private final RunOptions given;
    private final RunOptions options;
    private final Map<String, Text> failures = new HashMap<>();
    /** What was seen of those that failed, until they did. */
    private final Map<String, List<SchemaDifference>> forgotten = new HashMap<>();

    public VerifyRun(OpenDatabase database, MigrationFiles files, RunOptions options) {
        this.database = database;
        this.files = files;
        this.given = options;
        this.options = options.ofUndo();
    }

    /**
     * Tries them.
     *
     * @param all whether the undos of applied migrations are tried as well
     * @throws MigriException with code {@code REQUEST_UNSUPPORTED} where the dialect does not tell what a schema is made of
     */
    public Verification verify(boolean all) throws SQLException {
        SchemaReader reader = database.session().schema().orElseThrow(this::unsupported);
        List<AppliedMigration> history = history();
        if (files.mayBeForeign(given.foreign(), Optional.of(history))) {
            Optional<OtherReading> other = OtherReading.of(files, given, Optional.of(history));
            if (other.isPresent()) {
                return new VerifyRun(database, other.get().files(), other.get().options()).verify(all);
            }
        }
        Set<String> recorded = new TreeSet<>();
        history.forEach(one -> recorded.add(one.name()));
        List<Trial.Way> pending = new ArrayList<>();
        Map<String, Trial.Way> applied = new LinkedHashMap<>();
        for (Migration file : files.all()) {
            Trial.Way way = way(file);
            if (recorded.contains(file.name())) {
                applied.put(file.name(), way);
            } else {
                pending.add(way);
            }
        }
        List<Trial.Way> back = all ? back(history, applied) : List.of();
        Map<String, List<SchemaDifference>> differences = tried(back, pending);
        List<Trial.Way> looked = new ArrayList<>(all ? applied.values() : List.of());
        looked.addAll(pending);
        return new Verification(checks(looked, differences), reader.passedOver());
    }

    private MigriException unsupported() {
        return MigriException.of(
                        ErrorCode.REQUEST_UNSUPPORTED,
                        "undos cannot be verified here: the dialect of "
                                + database.session().server() + " does not tell what a schema is made of")
                .help("look at the schema yourself, before and after")
                .build();
    }

    private List<AppliedMigration> history() throws SQLException {
        try (Interruption interruption = new Interruption(options.cancellation(), database.session())) {
            return database.log(files.all(), options, interruption).read().orElse(List.of());
        }
    }

    private Trial.Way way(Migration file) {
        try {
            return new Trial.Way(
                    file,
                    new UndoText(files.executors(), database.session()).of(file).orElse(null));
        } catch (IOException e) {
            throw ReadFailure.of(file, e, "nothing was tried; ");
        }
    }

    /** The newest first, down to the first that cannot be taken back. */
    private static List<Trial.Way> back(List<AppliedMigration> history, Map<String, Trial.Way> applied) {
        List<AppliedMigration> newest = new ArrayList<>(history);
        Collections.reverse(newest);
        List<Trial.Way> back = new ArrayList<>();
        for (AppliedMigration one : newest) {
            Trial.Way way = applied.get(one.name());
            if (way == null || way.undo() == null) {
                break;
            }
            back.add(way);
        }
        return back;
    }

    private Map<String, List<SchemaDifference>> tried(List<Trial.Way> back, List<Trial.Way> pending)
            throws SQLException {
        List<Trial.Way> applied = back;
        List<Trial.Way> next = pending;
        while (true) {
            Trial trial = Trial.of(applied, next);
            if (trial.steps().isEmpty()) {
                return Map.of();
            }
            Snapshots snapshots = new Snapshots(database.table());
            try {
                rehearse(trial, snapshots);
                snapshots.require();
                return differences(trial, snapshots);
            } catch (MigrationFailedException e) {
                String step = e.migration();
                if (Trial.isFirst(step)) {
                    throw e;
                }
                String failed = Trial.migrationOf(step);
                failures.put(failed, Text.of(step + ": ", e.text()));
                forgotten.put(failed, differences(trial, snapshots).getOrDefault(failed, List.of()));
                applied = until(applied, failed);
                next = without(next, failed);
            }
        }
    }

    private static List<Trial.Way> until(List<Trial.Way> some, String failed) {
        List<Trial.Way> kept = new ArrayList<>();
        for (Trial.Way way : some) {
            if (way.name().equals(failed)) {
                return kept;
            }
            kept.add(way);
        }
        return kept;
    }

    private static List<Trial.Way> without(List<Trial.Way> some, String failed) {
        return some.stream()
                .map(way -> way.name().equals(failed) ? new Trial.Way(way.migration(), null) : way)
                .toList();
    }

    private void rehearse(Trial trial, Snapshots snapshots) throws SQLException {
        OpenDatabase trying = new OpenDatabase(
                database.dialect(),
                database.session(),
                database.table(),
                session -> new TrialLog(database.logs().open(session)));
        MigrationFiles steps = files.chosen(trial.steps());
        MigrationListener both = Audience.of(List.of(snapshots, options.listener()), false);
        new MigrationRun(trying, steps, options.apart().hearing(both)).rehearse(snapshots::begin);
    }

    private static Map<String, List<SchemaDifference>> differences(Trial trial, Snapshots snapshots) {
        Map<String, List<SchemaDifference>> differences = new HashMap<>();
        for (Migration step : trial.steps()) {
            if (Undo.isName(step.name())) {
                differences.put(Undo.migrationOf(step.name()), new ArrayList<>());
            }
        }
        Set<SchemaDifference> told = new HashSet<>();
        for (Trial.Comparison comparison : trial.comparisons()) {
            List<SchemaDifference> known = requireNonNull(differences.get(comparison.migration()));
            for (SchemaDifference one : snapshots.differences(comparison)) {
                boolean inherited = comparison.inherits() && !told.add(one);
                // what shows after the undo is not told again
                if (!inherited
                        && known.stream().noneMatch(other -> other.statement().equals(one.statement()))) {
                    known.add(one);
                }
            }
        }
        return differences;
    }

    private List<UndoCheck> checks(List<Trial.Way> looked, Map<String, List<SchemaDifference>> differences) {
        List<UndoCheck> checks = new ArrayList<>();
        for (Trial.Way way : looked) {
            List<SchemaDifference> found =
                    differences.getOrDefault(way.name(), forgotten.getOrDefault(way.name(), List.of()));
            Optional<Text> failure = Optional.ofNullable(failures.get(way.name()));
            State state = failure.isPresent() ? State.FAILED : state(way, differences.get(way.name()));
            checks.add(new UndoCheck(way.name(), state, found, failure));
        }
        return checks;
    }

    /** @param found null where it was not tried */
    private static State state(Trial.Way way, @Nullable List<SchemaDifference> found) {
        if (found != null) {
            return found.isEmpty() ? State.COMPLETE : State.INCOMPLETE;
        }
        return way.undo() == null ? State.NO_UNDO : State.NOT_REACHED;
    }
}
