package io.migri.core.history;

import static java.util.Objects.requireNonNull;

import io.migri.api.AppliedMigration;
import io.migri.api.ErrorCode;
import io.migri.api.HistoryChange;
import io.migri.api.HistoryChange.Kind;
import io.migri.api.MigriException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes the history agree with the files. */
public final class Repair {
    private final RecordedHistory past;
    private final Set<Kind> kinds;
    private final List<String> names;
    private final boolean planned;

    /**
     * A repair.
     *
     * @param names those alone, or all where there are none
     * @param planned whether it is only spoken of
     */
    public Repair(RecordedHistory past, Set<Kind> kinds, List<String> names, boolean planned) {
        this.past = past;
        this.kinds = kinds;
        this.names = names;
        this.planned = planned;
    }

    /** What there is to do. */
    public List<HistoryStep> steps() throws SQLException {
        Ledger ledger = Ledger.read(past);
        Set<String> meant = Names.meant(names, all(ledger));
        refuseUnknown(ledger, meant);
        refuseToForgetAll(ledger);
        List<HistoryStep> steps = new ArrayList<>();
        for (String name : all(ledger)) {
            if (meant.isEmpty() || meant.contains(name)) {
                entry(ledger, name, steps);
                journal(ledger, name, steps);
            }
        }
        return steps;
    }

    private static void refuseUnknown(Ledger ledger, Set<String> meant) {
        Set<String> known = all(ledger);
        for (String name : meant) {
            if (!known.contains(name)) {
                throw Names.unknown(name, known, "no migration");
            }
        }
    }

    private void refuseToForgetAll(Ledger ledger) {
        if (!planned && names.isEmpty() && kinds.contains(Kind.FORGET_MISSING) && ledger.unfit()) {
            throw new MigriException(
                    ErrorCode.VALIDATION,
                    "none of the " + ledger.entries().size()
                            + " recorded migrations has a file here, so this is another directory, or another database;"
                            + " nothing was changed",
                    "name the directory that was applied, or name single migrations to forget",
                    null,
                    null,
                    null);
        }
    }

    private static Set<String> all(Ledger ledger) {
        Set<String> all = new LinkedHashSet<>(ledger.names());
        all.addAll(ledger.begun().keySet());
        return all;
    }

    private void entry(Ledger ledger, String name, List<HistoryStep> steps) throws SQLException {
        AppliedMigration entry = ledger.entries().get(name);
        if (entry == null) {
            return;
        }
        if (kinds.contains(Kind.FORGET_MISSING) && ledger.missing(name)) {
            String when = entry.appliedAt().map(at -> " recorded " + at + ",").orElse("");
            steps.add(past.remove(change(name, Kind.FORGET_MISSING, "forget", name + ":" + when + " no file")));
        } else if (kinds.contains(Kind.ACCEPT_CHANGED) && ledger.changed(name)) {
            HistoryChange change =
                    change(name, Kind.ACCEPT_CHANGED, "accept", name + " as it is now; it is not run again");
            steps.add(past.accept(change, entry, requireNonNull(ledger.files().get(name))));
        } else if (kinds.contains(Kind.RECORD) && ledger.uncompared().contains(entry)) {
            HistoryChange change =
                    change(name, Kind.RECORD, "record", "what " + name + " says now; it is not run again");
            steps.add(past.accept(change, entry, requireNonNull(ledger.files().get(name))));
        }
    }

    private void journal(Ledger ledger, String name, List<HistoryStep> steps) {
        if (kinds.contains(Kind.CLEAR_JOURNAL) && ledger.begun().containsKey(name)) {
            String what = "the journal of " + name
                    + ": what it did so far stays in the database, and the next run begins at its first statement";
            steps.add(past.clearJournal(change(name, Kind.CLEAR_JOURNAL, "clear", what)));
        }
    }

    private HistoryChange change(String name, Kind kind, String verb, String what) {
        return new HistoryChange(name, kind, (planned ? "would " + verb : verb + "s") + " " + what);
    }
}
