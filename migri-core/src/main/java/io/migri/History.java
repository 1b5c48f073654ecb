package io.migri;

import static java.util.Objects.requireNonNull;

import io.migri.api.HistoryChange;
import io.migri.api.HistoryCheck;
import io.migri.api.HistoryProblem;
import io.migri.api.MigrationStatus;
import io.migri.api.MigriException;
import io.migri.api.adopt.Adoption;
import io.migri.core.history.Adopting;
import io.migri.core.history.HistoryStep;
import io.migri.core.history.Marking;
import io.migri.core.history.RecordedHistory;
import io.migri.core.history.RecordedText;
import io.migri.core.history.Repair;
import io.migri.core.history.Statuses;
import io.migri.core.history.Validation;
import io.migri.core.source.RepeatableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What is recorded as applied, beside the files that there are: to look at, and to put right. Made by {@link Migri#history}; as safe
 * for use by several threads as that one.
 *
 * <p>What only looks takes no lock and changes nothing. What changes the history takes a run's lock, touches nothing else in the
 * database, and does all or nothing, in one transaction. Each method uses one connection, and throws {@link MigriException} where
 * there is none to be had or the lock is not to be got.
 */
public final class History {
    private final Opener opener;

    History(Opener opener) {
        this.opener = opener;
    }

    /** How each migration stands, in the order of the files; those that have no file stand where they would. */
    public List<MigrationStatus> status() {
        return opener.look(Statuses::of);
    }

    /**
     * Everything in which files and history do not agree, and every pending file that cannot be read or understood; empty where all
     * is well.
     */
    public List<HistoryProblem> validate() {
        return check().problems();
    }

    /** The same, with how many migrations there are, and of how many nothing is recorded that their files could be compared with. */
    public HistoryCheck check() {
        return opener.look(Validation::of);
    }

    /**
     * The file of a migration as it was when it was applied, byte for byte.
     *
     * @throws MigriException with code {@code CONFIGURATION_INVALID} where it is not recorded, or was not kept
     */
    public byte[] show(String name) {
        requireNonNull(name, "name");
        return opener.look(past -> RecordedText.of(past, name));
    }

    /**
     * Makes the history agree with the files.
     *
     * @param kinds which repairs: {@code ACCEPT_CHANGED}, {@code RECORD}, {@code FORGET_MISSING}, {@code CLEAR_JOURNAL}
     * @param names of which migrations; of all where there are none
     * @param announce told of each change before the first is done
     * @return what was done
     * @throws MigriException with code {@code VALIDATION} where nothing that is recorded has a file, and all of it would be forgotten: the
     *     directory is another one then. What is named is forgotten all the same.
     */
    public List<HistoryChange> repair(
            Set<HistoryChange.Kind> kinds, List<String> names, Consumer<HistoryChange> announce) {
        return change(past -> new Repair(past, Set.copyOf(kinds), List.copyOf(names), false).steps(), announce);
    }

    /** What {@link #repair} would do, in words that say so. Refuses nothing. */
    public List<HistoryChange> planRepair(Set<HistoryChange.Kind> kinds, List<String> names) {
        return opener.look(past -> new Repair(past, Set.copyOf(kinds), List.copyOf(names), true)
                .steps().stream().map(HistoryStep::change).toList());
    }

    /**
     * Records every file up to and including {@code last} as applied, with what it says, and runs none.
     *
     * @throws MigriException with code {@code VALIDATION} where something is recorded that does not belong to these
     */
    public List<HistoryChange> baseline(String last) {
        requireNonNull(last, "last");
        return change(past -> new Marking(past).baseline(last), change -> {});
    }

    /**
     * The same, and records the repeatables as they are: the next run applies those alone that have changed by then.
     *
     * @throws MigriException as {@link #baseline(String)}
     */
    public List<HistoryChange> baselineWithRepeatables(String last) {
        requireNonNull(last, "last");
        return changeBoth(past -> {
            Marking marking = new Marking(past);
            List<HistoryStep> steps = new ArrayList<>(marking.baseline(last));
            steps.addAll(marking.repeatables());
            return steps;
        });
    }

    /** Records files as applied, with what they say, and runs none. Those that are recorded already stay as they are. */
    public List<HistoryChange> mark(List<String> names) {
        return change(past -> new Marking(past).mark(List.copyOf(names)), change -> {});
    }

    /**
     * Removes entries, and nothing that their migrations did: the next run applies those that have a file once more. A repeatable is called
     * {@code repeatable/NAME}; repeatables and migrations cannot be named together.
     */
    public List<HistoryChange> unmark(List<String> names) {
        if (!names.isEmpty() && names.stream().allMatch(RepeatableName::is)) {
            return changeBoth(past -> new Marking(past).unmarkRepeatables(List.copyOf(names)));
        }
        return change(past -> new Marking(past).unmark(List.copyOf(names)), change -> {});
    }

    /**
     * Records as applied what another tool has recorded in this database, and runs none. Leaves the other tool's table alone. What is recorded
     * already stays as it is.
     *
     * @param announce told of each change before the first is done
     * @return what was done; nothing where no other tool's history is there
     * @throws MigriException with code {@code VALIDATION} where something else is recorded, or the other tool has left something half done
     */
    public List<HistoryChange> adopt(Adoption adoption, Consumer<HistoryChange> announce) {
        requireNonNull(adoption, "adoption");
        return change(past -> new Adopting(past, adoption).steps(), announce);
    }

    /** What {@link #adopt} would do. */
    public List<HistoryChange> planAdopt(Adoption adoption) {
        requireNonNull(adoption, "adoption");
        return opener.look(past -> new Adopting(past, adoption)
                .steps().stream().map(HistoryStep::change).toList());
    }

    private List<HistoryChange> change(Planning planning, Consumer<HistoryChange> announce) {
        return opener.open(past -> {
            List<HistoryChange> changes = new ArrayList<>();
            past.change(() -> planning.steps(past), change -> {
                changes.add(change);
                announce.accept(change);
            });
            return changes;
        });
    }

    private List<HistoryChange> changeBoth(Planning planning) {
        return opener.open(past -> {
            List<HistoryChange> changes = new ArrayList<>();
            past.changeBoth(() -> planning.steps(past), changes::add);
            return changes;
        });
    }

    /** Finds out what is to be done. */
    @FunctionalInterface
    private interface Planning {
        List<HistoryStep> steps(RecordedHistory past) throws SQLException;
    }

    /** Something to do with an open history. */
    @FunctionalInterface
    interface Visit<T> {
        T with(RecordedHistory past) throws SQLException;
    }

    /** Opens the history for the time of a visit. */
    interface Opener {
        <T> T open(Visit<T> visit);

        /** The same for what changes nothing: a database that is not there is not made. */
        <T> T look(Visit<T> visit);
    }
}
