package io.migri.core.journal;

import io.migri.spi.history.JournalEntry;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/** The entries about which the journal may have to be told more after a failure. */
final class SentEntries {
    /** More are not in one message, and those of earlier messages are confirmed. */
    private static final int MOST = 1_000;

    private final Deque<JournalEntry> entries = new ArrayDeque<>();

    void add(JournalEntry entry) {
        entries.addLast(entry);
        if (entries.size() > MOST) {
            entries.removeFirst();
        }
    }

    /** The last one turned out to be {@code entry}: a stretch may have grown since it was noted as in doubt. */
    void replaceLast(JournalEntry entry) {
        entries.pollLast();
        entries.addLast(entry);
    }

    void clear() {
        entries.clear();
    }

    /** The entries, the oldest first. */
    Collection<JournalEntry> all() {
        return entries;
    }
}
