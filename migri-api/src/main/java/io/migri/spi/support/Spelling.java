package io.migri.spi.support;

import java.time.Instant;

/**
 * How a database spells names and values in a statement, so that they mean the same whatever a migration did to the session. Implemented by
 * dialects; it grows only by default methods. Sends nothing.
 */
public interface Spelling {

    /** A table of Migri's, along with the schema or database where it is. */
    String table(String name);

    /** A column of Migri's tables. */
    String column(String name);

    /** A text. */
    String text(String value);

    /** Bytes, of which there is at least one. */
    String bytes(byte[] value);

    /** A time, as the history keeps it. */
    String time(Instant value);

    /** The condition that two expressions are equal. */
    String equal(String left, String right);

    /** An expression for the milliseconds since then, by the database's clock; {@code null} where it cannot tell. */
    default String millisecondsSince(Instant began) {
        return "null";
    }

    /**
     * The condition for the entries of a migration in the history, and what has to follow it in an update or delete. To be overridden where
     * the column may take two names for one.
     */
    default String named(String migration) {
        return equal(column("name"), text(migration));
    }
}
