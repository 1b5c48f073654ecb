package io.migri.core.undo;

import io.migri.api.AppliedMigration;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.undo.Undo;
import io.migri.core.selection.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which migrations are taken back, and which stay.
 *
 * @param undone the newest first, by the names that are recorded
 * @param staying the names of the others
 * @param again whether those that are taken back are applied again afterwards
 */
record UndoPlan(List<String> undone, Set<String> staying, boolean again) {

    UndoPlan {
        undone = List.copyOf(undone);
        staying = Set.copyOf(staying);
    }

    /**
     * The plan for what {@code undo} means.
     *
     * @param history in the order in which it was applied
     * @throws MigriException with code {@code CONFIGURATION_INVALID} where nothing is recorded under the name that is to stay
     */
    static UndoPlan of(List<AppliedMigration> history, Undo undo, boolean again) {
        List<String> names = new ArrayList<>(
                history.stream().map(AppliedMigration::name).distinct().toList());
        int kept = undo.to() == null ? 0 : position(names, undo.to()) + 1;
        kept = Math.max(kept, names.size() - Math.min(undo.most(), names.size()));
        List<String> undone = new ArrayList<>(names.subList(kept, names.size()));
        Collections.reverse(undone);
        return new UndoPlan(undone, new HashSet<>(names.subList(0, kept)), again);
    }

    private static int position(List<String> names, String to) {
        String meant = Names.meant(to, names);
        if (!names.contains(meant)) {
            throw Names.unknown(to, names, "no applied migration");
        }
        return names.indexOf(meant);
    }

    /** The plan to take back that one alone, whatever was applied behind it. */
    static UndoPlan ofOne(List<AppliedMigration> history, String name) {
        Set<String> others =
                new HashSet<>(history.stream().map(AppliedMigration::name).toList());
        others.remove(name);
        return new UndoPlan(List.of(name), others, false);
    }

    boolean isEmpty() {
        return undone.isEmpty();
    }

    /** What is to be executed, by name and in order. */
    List<String> steps() {
        List<String> steps = new ArrayList<>(undone.stream().map(Undo::nameOf).toList());
        if (again) {
            List<String> forward = new ArrayList<>(undone);
            Collections.reverse(forward);
            steps.addAll(forward);
        }
        return steps;
    }

    /**
     * Looks whether others came in between. Once all is undone, that is no matter.
     *
     * @param gone those whose entries were not there at some time
     * @throws MigriException with code {@code VALIDATION} where another run has applied something since the plan was made
     */
    void requireNothingNew(Collection<String> recorded, Set<String> gone) {
        if (undone.stream().noneMatch(name -> recorded.contains(name) && !gone.contains(name))) {
            return;
        }
        for (String name : recorded) {
            if (!staying.contains(name) && (!undone.contains(name) || gone.contains(name))) {
                throw MigriException.of(
                                ErrorCode.VALIDATION,
                                "another run has applied " + name + " meanwhile, so "
                                        + (gone.isEmpty() ? "nothing" : "no more") + " was undone")
                        .help("run again if you still want to")
                        .build();
            }
        }
    }
}
