package io.migri.core.selection;

import io.migri.api.Migration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of the pending migrations a run takes up: the first of them, in order, up to a limit. The rest stays pending.
 *
 * @param last the last in the order of the files, applied or not; null where there is no such limit
 * @param most how many at the most
 */
public record Selection(@Nullable String last, int most) {
    /** All of them. */
    public static final Selection ALL = new Selection(null, Integer.MAX_VALUE);

    public Selection {
        if (most < 1) {
            throw new IllegalArgumentException("less than one migration");
        }
    }

    /** Those up to and including the migration of that name. */
    public static Selection upTo(String name) {
        return new Selection(name, Integer.MAX_VALUE);
    }

    /** That many at the most. */
    public static Selection first(int most) {
        return new Selection(null, most);
    }

    /** Whether it leaves nothing, whatever is pending. */
    public boolean isAll() {
        return last == null && most == Integer.MAX_VALUE;
    }

    /**
     * The same, where {@code last} is the name of one of {@code files}, to the letter.
     *
     * @throws io.migri.api.MigriException with code {@code CONFIGURATION_INVALID} where it means none of them
     */
    public Selection among(List<Migration> files) {
        if (last == null) {
            return this;
        }
        List<String> names = names(files);
        String meant = Names.meant(last, names);
        if (!names.contains(meant)) {
            throw Names.unknown(last, names, "no migration here");
        }
        return new Selection(meant, most);
    }

    /**
     * The beginning of {@code pending} that it takes.
     *
     * @param files all there are, in order, {@link #among} which it was looked for
     * @param pending those of them that are not applied, in order
     */
    public List<Migration> of(List<Migration> files, List<Migration> pending) {
        if (last == null) {
            return pending.subList(0, Math.min(most, pending.size()));
        }
        List<String> names = names(files);
        Set<String> reached = new HashSet<>(names.subList(0, names.indexOf(last) + 1));
        return pending.stream()
                .takeWhile(one -> reached.contains(one.name()))
                .limit(most)
                .toList();
    }

    private static List<String> names(List<Migration> files) {
        return files.stream().map(Migration::name).toList();
    }
}
