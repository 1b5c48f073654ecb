package io.migri.spi;

/** What a connection is wanted for. */
public enum Purpose {
    /** To change the database. */
    CHANGE,
    /** To look, and to change nothing. Makes no database. If the other purpose would make one, it counts as there and empty. */
    LOOK
}
