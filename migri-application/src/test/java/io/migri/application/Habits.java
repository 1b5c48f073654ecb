package io.migri.application;

import org.jspecify.annotations.Nullable;

/**
 * How a pool hands its connections out.
 *
 * @param first a statement that it executes on each new connection; null where there is none
 */
record Habits(
        boolean autoCommit,
        boolean readOnly,
        boolean serializable,
        @Nullable String first) {
    static final Habits USUAL = new Habits(true, false, false, null);

    Habits withoutAutoCommit() {
        return new Habits(false, readOnly, serializable, first);
    }

    Habits readingOnly() {
        return new Habits(autoCommit, true, serializable, first);
    }

    Habits inSerializable() {
        return new Habits(autoCommit, readOnly, true, first);
    }

    Habits after(String statement) {
        return new Habits(autoCommit, readOnly, serializable, statement);
    }
}
