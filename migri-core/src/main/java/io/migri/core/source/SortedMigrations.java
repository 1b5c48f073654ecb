package io.migri.core.source;

import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import io.migri.spi.source.MigrationSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Reads a source, refuses two migrations of one name, and sorts by the code points of the full file name, unless the source is ordered. */
public final class SortedMigrations {

    private SortedMigrations() {}

    /** All that {@code source} has, of whatever kind. */
    public static List<Migration> of(MigrationSource source) {
        return sorted(source, read(source::migrations));
    }

    /**
     * Those of certain kinds.
     *
     * @param passedOver told the names of other files
     */
    public static List<Migration> of(MigrationSource source, Set<String> kinds, Consumer<String> passedOver) {
        return sorted(source, read(() -> source.migrations(kinds, passedOver)));
    }

    private static List<Migration> sorted(MigrationSource source, List<Migration> migrations) {
        List<Migration> sorted = new ArrayList<>(migrations);
        refuseTwins(sorted);
        if (!source.isOrdered()) {
            sorted.sort((left, right) -> compareCodePoints(left.fileName(), right.fileName()));
        }
        return sorted;
    }

    private static List<Migration> read(Listing source) {
        try {
            return source.list();
        } catch (IOException e) {
            throw MigriException.of(
                            ErrorCode.SOURCE_UNREADABLE, "the migrations cannot be listed: " + ReadFailure.reason(e))
                    .help(Text.of("make the place of the migrations readable, or name another with ", Option.LOCATION))
                    .because(e)
                    .build();
        }
    }

    private static void refuseTwins(List<Migration> migrations) {
        Map<String, Migration> byName = new HashMap<>();
        for (Migration migration : migrations) {
            // names that differ only in how their letters are composed are one name to a person
            String name = Composed.of(migration.name());
            Migration twin = byName.putIfAbsent(name, migration);
            if (twin != null) {
                throw MigriException.of(
                                ErrorCode.MIGRATIONS_INVALID,
                                "two migrations have the name \"" + migration.name() + "\": "
                                        + inOrder(twin, migration))
                        .help("rename one of them; nothing was applied")
                        .build();
            }
        }
    }

    private static String inOrder(Migration left, Migration right) {
        boolean ordered = compareCodePoints(left.fileName(), right.fileName()) <= 0;
        return (ordered ? left : right).origin() + " and " + (ordered ? right : left).origin();
    }

    /** {@link String#compareTo} compares UTF-16 units, which puts some characters above the basic plane too low. */
    static int compareCodePoints(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            if (left.charAt(i) != right.charAt(i)) {
                return Integer.compare(codePointAround(left, i), codePointAround(right, i));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    private static int codePointAround(String text, int index) {
        boolean inPair = index > 0
                && Character.isLowSurrogate(text.charAt(index))
                && Character.isHighSurrogate(text.charAt(index - 1));
        return text.codePointAt(inPair ? index - 1 : index);
    }

    /** Lists what a source has. */
    @FunctionalInterface
    private interface Listing {
        List<Migration> list() throws IOException;
    }
}
