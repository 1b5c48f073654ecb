package io.migri.testkit.fault;

/** When, around a message and its answer, a connection breaks. */
public enum Moment {
    /** The server gets nothing of the message. */
    BEFORE_MESSAGE,
    /** The server gets it, and the client is gone at once. */
    AFTER_MESSAGE,
    /** The server gets it, and begins to answer; the client hears nothing of that. */
    BEFORE_ANSWER
}
