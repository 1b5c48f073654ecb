package io.migri.spi.script;

import static java.util.Objects.requireNonNull;

/**
 * Something that a session remembers from one statement to a later one, and that ends with it.
 *
 * @param name in the form in which two of the same value are equal, without quotes; {@link #ANY} for all of the kind
 * @param undone whether {@code ROLLBACK} takes a change of it back
 */
public record SessionValue(Kind kind, String name, boolean undone) {
    /** Stands for every name. */
    public static final String ANY = "*";

    /** What there is to remember. */
    public enum Kind {
        /** What {@code SET} changes. Every later statement depends on it, whether it names it or not. */
        SETTING,
        /** A variable of the user's, such as MySQL's {@code @n}. */
        VARIABLE,
        TEMPORARY_TABLE,
        CURSOR,
        PREPARED_STATEMENT,
        /** The key that a statement generated: {@code LAST_INSERT_ID()}, {@code lastval()}, {@code last_insert_rowid()}. */
        GENERATED_KEY,
        /** What the last statement did: {@code ROW_COUNT()}, {@code FOUND_ROWS()}, {@code changes()}. */
        LAST_RESULT,
        /** A lock that the session holds beyond its transactions. */
        LOCK
    }

    public SessionValue {
        requireNonNull(kind, "kind");
        requireNonNull(name, "name");
    }

    /** Whether a change of this one is a change of {@code other}. */
    public boolean concerns(SessionValue other) {
        return kind == other.kind && (name.equals(other.name) || name.equals(ANY) || other.name.equals(ANY));
    }
}
