package io.migri.core.history;

import static java.util.Objects.requireNonNull;

import io.migri.api.AppliedMigration;
import io.migri.api.ErrorCode;
import io.migri.api.HistoryChange;
import io.migri.api.HistoryChange.Kind;
import io.migri.api.MigriException;
import io.migri.core.selection.Names;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
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
        HistoryAndFiles both = HistoryAndFiles.read(past);
        Set<String> meant = Names.meant(names, all(both));
        refuseUnknown(both, meant);
        refuseToForgetAll(both);
        List<HistoryStep> steps = new ArrayList<>();
        for (String name : all(both)) {
            if (meant.isEmpty() || meant.contains(name)) {
                entry(both, name, steps);
                journal(both, name, steps);
            }
        }
        return steps;
    }

    private static void refuseUnknown(HistoryAndFiles both, Set<String> meant) {
        Set<String> known = all(both);
        for (String name : meant) {
            if (!known.contains(name)) {
                throw Names.unknown(name, known, "no migration");
            }
        }
    }

    private void refuseToForgetAll(HistoryAndFiles both) {
        if (!planned && names.isEmpty() && kinds.contains(Kind.FORGET_MISSING) && both.unfit()) {
            throw MigriException.of(
                            ErrorCode.VALIDATION,
                            "none of the " + both.entries().size()
                                    + " recorded migrations has a file here, so this is another directory or database;"
                                    + " nothing was changed")
                    .help("name the directory that was applied, or name single migrations to forget")
                    .build();
        }
    }

    private static Set<String> all(HistoryAndFiles both) {
        Set<String> all = new LinkedHashSet<>(both.names());
        all.addAll(both.begun().keySet());
        return all;
    }

    private void entry(HistoryAndFiles both, String name, List<HistoryStep> steps) throws SQLException {
        AppliedMigration entry = both.entries().get(name);
        if (entry == null) {
            return;
        }
        if (kinds.contains(Kind.FORGET_MISSING) && both.missing(name)) {
            String when = entry.appliedAt()
                    .map(at -> ", recorded " + at.truncatedTo(ChronoUnit.SECONDS))
                    .orElse("");
            String what = name + " from the history" + when + "; its file is gone, what it did stays in the database";
            steps.add(past.remove(change(name, Kind.FORGET_MISSING, "remove", what), both.isUndoBegun(name)));
        } else if (kinds.contains(Kind.ACCEPT_CHANGED) && both.changed(name)) {
            String what = "the new text of " + name
                    + "; it is not run again, so the database still has what the old text made";
            HistoryChange change = change(name, Kind.ACCEPT_CHANGED, "accept", what);
            steps.add(past.accept(change, entry, requireNonNull(both.files().get(name))));
        } else if (kinds.contains(Kind.RECORD) && both.isUncompared(entry)) {
            String what = "the text of " + name + " as it is now; it is not run again";
            HistoryChange change = change(name, Kind.RECORD, "record", what);
            steps.add(past.accept(change, entry, requireNonNull(both.files().get(name))));
        }
    }

    private void journal(HistoryAndFiles both, String name, List<HistoryStep> steps) {
        if (kinds.contains(Kind.CLEAR_JOURNAL) && both.begun().containsKey(name)) {
            String what = "the journal of " + name
                    + ": what it did so far stays in the database, and the next run begins at its first statement";
            steps.add(past.clearJournal(change(name, Kind.CLEAR_JOURNAL, "clear", what)));
        }
    }

    private HistoryChange change(String name, Kind kind, String verb, String what) {
        return new HistoryChange(name, kind, (planned ? "would " + verb : verb + "s") + " " + what);
    }
}
