package io.migri.spi.rehearsal;

import java.util.Optional;

/**
 * A throw-away copy of the database, where anything goes. Implemented by dialects; it grows only by default methods.
 *
 * @param <S> a session
 */
public non-sealed interface OnCopy<S> extends Rehearsal<S> {

    /** What cannot be rehearsed here; empty where everything can, or where that shows only at executing. */
    default Optional<Restriction> restriction() {
        return Optional.empty();
    }
}
