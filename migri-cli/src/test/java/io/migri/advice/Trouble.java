package io.migri.advice;

/** What ends the first run. All but the first strike at the statement that says {@code here}. */
enum Trouble {
    /** The file itself. */
    FILE,
    /** Somebody asks for the end while the statement waits for the table {@code pace}. */
    INTERRUPTED,
    /** The process is gone before the message with the statement is sent. */
    KILLED_BEFORE,
    /** The process is gone when the message with the statement has been executed. */
    KILLED_AFTER,
    /** The connection breaks, and the server does not get the message with the statement. */
    LOST_BEFORE,
    /** The connection breaks, and the server executes the message with the statement. */
    LOST_AFTER,
    /** The server ends the session while the statement waits for the table {@code pace}. */
    ENDED,
    /** The statement waits longer for the table {@code pace} than {@code --lock-timeout} lets it. */
    WAITED
}
