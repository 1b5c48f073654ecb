package io.migri.core.run;

import io.migri.api.Migration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a run takes up.
 *
 * @param found how many migrations there are, applied or not
 * @param migrations the pending ones to apply, in order
 * @param remaining the names of the pending ones that it leaves, in order
 */
record Due(int found, List<Migration> migrations, List<String> remaining) {

    Due {
        migrations = List.copyOf(migrations);
        remaining = List.copyOf(remaining);
    }

    boolean isEmpty() {
        return migrations.isEmpty();
    }

    /** The same without what another run has applied meanwhile. */
    Due among(List<Migration> pending) {
        Set<String> left = names(pending);
        return new Due(
                found,
                migrations.stream().filter(one -> left.contains(one.name())).toList(),
                remaining.stream().filter(left::contains).toList());
    }

    /** The names of those to apply. */
    Set<String> names() {
        return names(migrations);
    }

    private static Set<String> names(List<Migration> migrations) {
        Set<String> names = new HashSet<>();
        migrations.forEach(one -> names.add(one.name()));
        return names;
    }
}
