package io.migri.spi;

/** What a connection is wanted for. */
public enum Purpose {
    /** To change the database. */
    CHANGE,
    /** To look, and to change nothing. Makes no database: one that the other purpose would make is as if it were there and empty. */
    LOOK
}
