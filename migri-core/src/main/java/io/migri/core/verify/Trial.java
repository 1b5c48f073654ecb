package io.migri.core.verify;

import static java.util.Objects.requireNonNull;

import io.migri.api.Migration;
import io.migri.api.undo.Undo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rehearsal executes to try undos, and which of the states that it goes through should be alike.
 *
 * @param steps in order; each has a name of its own
 * @param comparisons of states
 */
record Trial(List<Migration> steps, List<Comparison> comparisons) {
    /** What a migration is called that is applied once more. */
    private static final String AGAIN = "again/";

    /** The state before the first step. */
    private static final int START = 0;

    Trial {
        steps = List.copyOf(steps);
        comparisons = List.copyOf(comparisons);
    }

    /**
     * The trial of those that are applied, from the newest back as far as there are undos, and of those that are pending.
     *
     * @param applied the newest first
     * @param pending in order
     */
    static Trial of(List<Way> applied, List<Way> pending) {
        List<Migration> steps = new ArrayList<>();
        List<Comparison> comparisons = new ArrayList<>();
        back(applied, steps, comparisons);
        for (Way way : pending) {
            int before = steps.size();
            steps.add(way.migration());
            Migration undo = way.undo();
            if (undo != null) {
                steps.add(undo);
                steps.add(again(way));
                comparisons.add(new Comparison(way.name(), before, before + 2, false, false));
                comparisons.add(new Comparison(way.name(), before + 1, before + 3, true, false));
            }
        }
        return new Trial(steps, comparisons);
    }

    /**
     * Down to where the oldest of them was not yet applied, and up again. What is seen on the way down should be seen on the way up. What an undo
     * leaves is seen both ways: there the migration itself stumbles over it.
     */
    private static void back(List<Way> applied, List<Migration> steps, List<Comparison> comparisons) {
        int count = applied.size();
        applied.forEach(way -> steps.add(way.requireUndo()));
        for (int i = count - 1; i >= 0; i--) {
            steps.add(again(applied.get(i)));
        }
        for (int i = 0; i < count; i++) {
            String name = applied.get(i).name();
            if (i == 0) {
                comparisons.add(new Comparison(name, START, 2 * count, true, false));
            }
            if (i < count - 1) {
                comparisons.add(new Comparison(name, 2 * count - i - 1, i + 1, false, true));
            }
        }
    }

    private static Migration again(Way way) {
        return way.migration().named(AGAIN + way.name());
    }

    /** The migration that a step of that name is about. */
    static String migrationOf(String step) {
        return step.startsWith(AGAIN) ? step.substring(AGAIN.length()) : Undo.migrationOf(step);
    }

    /** Whether a step of that name applies a migration for the first time. */
    static boolean isFirst(String step) {
        return !step.startsWith(AGAIN) && !Undo.isName(step);
    }

    /**
     * A migration both ways.
     *
     * @param undo null where there is none
     */
    record Way(Migration migration, @Nullable Migration undo) {
        String name() {
            return migration.name();
        }

        Migration requireUndo() {
            return requireNonNull(undo);
        }
    }

    /**
     * Two states that should be alike.
     *
     * @param expected how many steps were executed by then
     * @param found the same
     * @param again whether the second is that after the migration was applied once more
     * @param inherits whether the second has what a comparison before it has told of already
     */
    record Comparison(String migration, int expected, int found, boolean again, boolean inherits) {}
}
