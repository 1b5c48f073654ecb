package io.migri.spi;

import io.migri.spi.history.AppliedLog;

/** Opens applied logs of one sort, chosen by name. Stateless; found by {@link java.util.ServiceLoader}. */
public interface AppliedLogProvider {

    /** A stable, unique, lower-case name. */
    String name();

    /** A log for the database of {@code session}. */
    AppliedLog open(DialectSession session, String table);
}
