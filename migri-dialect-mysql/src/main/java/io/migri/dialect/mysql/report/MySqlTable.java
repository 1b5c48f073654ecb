package io.migri.dialect.mysql.report;

import java.util.OptionalLong;

/**
 * A table that was there before the run.
 *
 * @param name that it had then
 * @param bytes its size with its indexes, as the server estimates it
 * @param rows 0 only where it is known to be empty
 */
record MySqlTable(String name, String engine, OptionalLong bytes, OptionalLong rows) {

    /** Whether it is known to have no rows. */
    boolean empty() {
        return rows.isPresent() && rows.getAsLong() == 0;
    }

    boolean inInnoDb() {
        return engine.equalsIgnoreCase("InnoDB");
    }
}
