package io.migri.spi;

import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.HistoryTable;
import java.util.Optional;
import java.util.function.Function;

/** Opens applied logs of one sort, chosen by name. Stateless; found by {@link java.util.ServiceLoader}. */
public interface AppliedLogProvider {

    /** A stable, unique, lower-case name. */
    String name();

    /**
     * A log for the database of {@code session}.
     *
     * @param table what the user calls the history
     */
    AppliedLog open(DialectSession session, HistoryTable table);

    /**
     * The same for one that can be set up. By default there is nothing to set up.
     *
     * @param settings what the user set under a name, such as {@code audit.url}
     */
    default AppliedLog open(DialectSession session, HistoryTable table, Function<String, Optional<String>> settings) {
        return open(session, table);
    }
}
