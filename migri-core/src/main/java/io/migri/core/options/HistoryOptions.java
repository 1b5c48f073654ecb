package io.migri.core.options;

import io.migri.spi.history.HistoryTable;

/**
 * Where and how a run keeps the history.
 *
 * @param texts whether what migrations say is stored, and not only hashes of it
 * @param anew whether a new history may begin beside another one that has the same migrations
 */
public record HistoryOptions(HistoryTable table, boolean texts, boolean anew) {
    /** As it is where nobody wishes anything. */
    static final HistoryOptions USUAL = new HistoryOptions(HistoryTable.USUAL, true, false);

    /** The same with another table. */
    HistoryOptions in(HistoryTable other) {
        return new HistoryOptions(other, texts, anew);
    }

    /** The same with texts, or without. */
    HistoryOptions storing(boolean stored) {
        return new HistoryOptions(table, stored, anew);
    }

    /** The same for a new history. */
    HistoryOptions beginning(boolean allowed) {
        return new HistoryOptions(table, texts, allowed);
    }
}
