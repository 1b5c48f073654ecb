package io.migri.core.ledger;

import static java.util.Objects.requireNonNull;

import io.migri.api.AppliedMigration;
import io.migri.api.HistoryChange;
import io.migri.api.HistoryChange.Kind;
import io.migri.core.run.HistoryDesk;
import io.migri.core.run.HistoryStep;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes the history agree with the files. */
public final class Repair {
    private final HistoryDesk desk;
    private final Set<Kind> kinds;
    private final List<String> names;

    /** @param names those alone, or all where there are none */
    public Repair(HistoryDesk desk, Set<Kind> kinds, List<String> names) {
        this.desk = desk;
        this.kinds = kinds;
        this.names = names;
    }

    /** What there is to do. */
    public List<HistoryStep> steps() throws SQLException {
        Ledger ledger = Ledger.read(desk);
        refuseUnknown(ledger);
        List<HistoryStep> steps = new ArrayList<>();
        for (String name : all(ledger)) {
            if (names.isEmpty() || names.contains(name)) {
                entry(ledger, name, steps);
                journal(ledger, name, steps);
            }
        }
        return steps;
    }

    private void refuseUnknown(Ledger ledger) {
        Set<String> known = all(ledger);
        for (String name : names) {
            if (!known.contains(name)) {
                throw Names.unknown(name, known, "no migration");
            }
        }
    }

    private static Set<String> all(Ledger ledger) {
        Set<String> all = new LinkedHashSet<>(ledger.names());
        all.addAll(ledger.begun().keySet());
        return all;
    }

    private void entry(Ledger ledger, String name, List<HistoryStep> steps) throws SQLException {
        AppliedMigration entry = ledger.entries().get(name);
        if (kinds.contains(Kind.FORGET_MISSING) && entry != null && ledger.missing(name)) {
            String when = entry.appliedAt().map(at -> " recorded " + at + ",").orElse("");
            steps.add(desk.remove(change(name, Kind.FORGET_MISSING, "forgets " + name + ":" + when + " no file")));
        } else if (kinds.contains(Kind.ACCEPT_CHANGED) && entry != null && ledger.changed(name)) {
            HistoryChange change =
                    change(name, Kind.ACCEPT_CHANGED, "accepts " + name + " as it is now; it is not run again");
            steps.add(desk.accept(change, entry, requireNonNull(ledger.files().get(name))));
        }
    }

    private void journal(Ledger ledger, String name, List<HistoryStep> steps) {
        if (kinds.contains(Kind.CLEAR_JOURNAL) && ledger.begun().containsKey(name)) {
            steps.add(
                    desk.clearJournal(
                            change(
                                    name,
                                    Kind.CLEAR_JOURNAL,
                                    "clears the journal of " + name
                                            + ": what it did so far stays in the database, and the next run begins at its first statement")));
        }
    }

    private static HistoryChange change(String name, Kind kind, String message) {
        return new HistoryChange(name, kind, message);
    }
}
