package io.migri.core.source;

import io.migri.api.undo.Undo;

/** Whether a script takes the database forwards or back, in words. */
public enum Direction {
    /** A migration. */
    FORWARD("applied"),
    /** What takes one back. */
    BACK("undone");

    private final String done;

    Direction(String done) {
        this.done = done;
    }

    /** That of the script of that name. */
    public static Direction of(String name) {
        return Undo.isName(name) ? BACK : FORWARD;
    }

    /** What the migration is once the script was executed: applied or undone. */
    public String done() {
        return done;
    }

    /** How a message begins that says what to do where no script was executed. */
    public String nothing() {
        return "nothing was " + done + "; ";
    }
}
