package io.migri.api.undo;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Which applied migrations are to be undone: the last of them, in the order in which they were applied.
 *
 * @param to the name of the last one that stays; null where there is no such limit
 * @param most how many at the most
 * @param fromDatabase whether the undo that was recorded with a migration is run, rather than the one that is among the files
 */
public record Undo(@Nullable String to, int most, boolean fromDatabase) {
    /** The folder beside the migrations that has their undos, and what their names begin with in reports and messages. */
    public static final String FOLDER = "undo";

    private static final String PREFIX = FOLDER + "/";

    public Undo {
        if (most < 1) {
            throw new IllegalArgumentException("less than one migration: " + most);
        }
    }

    /** The last that many. */
    public static Undo last(int count) {
        return new Undo(null, count, false);
    }

    /** All that were applied after the migration of that name, which stays. */
    public static Undo to(String name) {
        return new Undo(requireNonNull(name, "name"), Integer.MAX_VALUE, false);
    }

    /** All of them. */
    public static Undo all() {
        return last(Integer.MAX_VALUE);
    }

    /** The same by what was recorded with the migrations, for where their files are gone. */
    public Undo recorded() {
        return new Undo(to, most, true);
    }

    /** What the undo of a migration is called, such as {@code undo/0007_users}. */
    public static String nameOf(String migration) {
        return PREFIX + migration;
    }

    /** Whether it is the name of an undo. No migration has a slash in its name. */
    public static boolean isName(String name) {
        return name.startsWith(PREFIX);
    }

    /** The migration that an undo of that name takes back; the name itself where it is no undo's. */
    public static String migrationOf(String name) {
        return isName(name) ? name.substring(PREFIX.length()) : name;
    }
}
