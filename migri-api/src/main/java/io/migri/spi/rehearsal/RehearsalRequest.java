package io.migri.spi.rehearsal;

import static java.util.Objects.requireNonNull;

import io.migri.api.ConnectionConfig;
import io.migri.api.text.Text;
import io.migri.spi.history.HistoryTable;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * What a dry run asks of the place where it happens. A dialect that rehearses in the database itself, or on a copy of all of it, has
 * no use for rows.
 *
 * @param rows how many rows of a table to copy at most; empty for all
 * @param history with the tables beside it it is needed whole, wherever it is
 * @param elsewhere the server to rehearse on, where it is not to be that of the database; only for a dialect that does not {@link
 *     io.migri.spi.Dialect#refusesScratchServer refuse} it. It names no database
 * @param inform told what only those want to know who look closely
 * @param warn told what everybody has to know, such as what could not be copied
 */
public record RehearsalRequest(
        OptionalLong rows,
        HistoryTable history,
        Optional<ConnectionConfig> elsewhere,
        Consumer<Text> inform,
        Consumer<Text> warn) {

    /** So many rows of a table, if nobody says otherwise. */
    public static final long DEFAULT_ROWS = 1000;

    public RehearsalRequest {
        requireNonNull(rows, "rows");
        requireNonNull(history, "history");
        requireNonNull(elsewhere, "elsewhere");
        requireNonNull(inform, "inform");
        requireNonNull(warn, "warn");
    }

    /** One that nobody listens to, with the default number of rows. */
    public static RehearsalRequest quiet(HistoryTable history) {
        return new RehearsalRequest(
                OptionalLong.of(DEFAULT_ROWS), history, Optional.empty(), message -> {}, message -> {});
    }
}
