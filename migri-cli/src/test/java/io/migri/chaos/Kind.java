package io.migri.chaos;

import java.util.Locale;

/** How a run is ended before its time. */
enum Kind {
    /** The connection breaks around one of its messages. */
    CONNECTION_CUT,
    /** Its JVM halts before or after one statement. */
    JVM_HALTED_AT_A_STATEMENT,
    /** Its JVM is killed while the server is busy with a certain statement. */
    JVM_KILLED_WITHIN_A_STATEMENT,
    /** Its JVM is killed whenever. */
    JVM_KILLED_AT_RANDOM,
    /** Its JVM is killed whenever, and so is that of the run after it. */
    JVM_KILLED_TWICE_AT_RANDOM,
    /** Its JVM is killed whenever, and another one waits for the lock. */
    ONE_OF_TWO_KILLED_AT_RANDOM,
    /** The server is killed while it is busy with a certain statement, and started again. */
    SERVER_KILLED_WITHIN_A_STATEMENT,
    /** The server is killed whenever, and started again. */
    SERVER_KILLED_AT_RANDOM,
    /** The same, and another run waits for the lock. */
    SERVER_KILLED_UNDER_TWO_RUNS;

    /** The one that is called so in the tables of results. */
    static Kind named(String name) {
        return valueOf(name.strip().toUpperCase(Locale.ROOT).replace(' ', '_'));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
