package io.migri;

import io.migri.api.MigriException;
import io.migri.spi.ConnectionSource;
import java.util.Optional;

/** Where a run gets its connection from, and whether it closes it. */
interface Target {

    /**
     * A connection in auto-commit mode and the dialect that it speaks.
     *
     * @throws MigriException with code {@code DATABASE_UNAVAILABLE} where there is none to be had
     */
    OpenTarget open(Errand errand);

    /** Whether {@code failure}, by which {@link #open} has ended, may go away by itself. */
    boolean mayComeUp(MigriException failure);

    /** What it leads to, for messages. */
    String name();

    /** Further connections to the same place; none where one connection is all there is. */
    ConnectionSource others();

    /** What {@link #open} would make to change it, though nobody said that it is a thing to be made; empty where it makes nothing. */
    default Optional<String> creates() {
        return Optional.empty();
    }
}
