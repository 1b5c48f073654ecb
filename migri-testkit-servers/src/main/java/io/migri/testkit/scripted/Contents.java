package io.migri.testkit.scripted;

import io.migri.api.AppliedMigration;
import io.migri.spi.history.JournalEntry;
import io.migri.spi.history.StoredScript;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a scripted database holds, as one transaction sees it. */
final class Contents {
    boolean hasHistory;
    boolean hasJournal;
    boolean hasRepeatables;
    final List<AppliedMigration> repeatables = new ArrayList<>();
    final List<AppliedMigration> history = new ArrayList<>();
    /** What the transaction took out of the history. */
    final Set<String> removed = new HashSet<>();

    final Map<String, StoredScript> scripts = new LinkedHashMap<>();
    final List<JournalEntry> journal = new ArrayList<>();
    final List<String> executed = new ArrayList<>();

    /** How a stretch of a migration's statements is called. */
    static String stretch(JournalEntry entry) {
        return entry.migration() + " " + entry.first() + "-" + entry.through();
    }

    Contents copy() {
        Contents copy = new Contents();
        copy.become(this);
        return copy;
    }

    /** Holds the same as {@code other} from now on. */
    void become(Contents other) {
        hasHistory = other.hasHistory;
        hasJournal = other.hasJournal;
        hasRepeatables = other.hasRepeatables;
        refill(repeatables, other.repeatables);
        refill(history, other.history);
        removed.clear();
        removed.addAll(other.removed);
        scripts.clear();
        scripts.putAll(other.scripts);
        refill(journal, other.journal);
        refill(executed, other.executed);
    }

    private static <T> void refill(List<T> list, List<T> others) {
        list.clear();
        list.addAll(others);
    }

    boolean records(String name) {
        return history.stream().anyMatch(one -> one.name().equals(name));
    }
}
