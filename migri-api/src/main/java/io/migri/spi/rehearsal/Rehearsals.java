package io.migri.spi.rehearsal;

import io.migri.spi.history.HistoryTable;
import java.sql.SQLException;

/**
 * Opens places to try migrations out in. Bound to one connection. Implemented by dialects; it grows only by default methods.
 *
 * @param <S> a session
 */
@FunctionalInterface
public interface Rehearsals<S> {

    /**
     * Opens a place, made to measure where the dialect can do so.
     *
     * @throws io.migri.api.MigriException with code {@code DRY_RUN_UNSUPPORTED} and the reason where this database has none
     */
    Rehearsal<S> open(RehearsalRequest request) throws SQLException;

    /** Opens one that nobody listens to. */
    default Rehearsal<S> open() throws SQLException {
        return open(RehearsalRequest.quiet(HistoryTable.USUAL));
    }
}
