package io.migri;

import io.migri.spi.Purpose;

/** What a connection is wanted for. */
enum Errand {
    /** To look; nothing is changed, and nothing is made that is not there. */
    LOOK,
    /** To try changes and undo them; nothing is made that is not there. */
    REHEARSE,
    /** To change something for good. */
    CHANGE;

    /** The same for a connection that a dialect opens. */
    Purpose purpose() {
        return this == CHANGE ? Purpose.CHANGE : Purpose.LOOK;
    }

    /** Whether a connection has to take changes. */
    boolean writes() {
        return this != LOOK;
    }
}
