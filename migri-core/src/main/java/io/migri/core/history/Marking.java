package io.migri.core.history;

import static java.util.Objects.requireNonNull;

import io.migri.api.ErrorCode;
import io.migri.api.HistoryChange;
import io.migri.api.HistoryChange.Kind;
import io.migri.api.MigriException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Records migrations as applied, or as not applied, without running anything. */
public final class Marking {
    private final RecordedHistory past;

    public Marking(RecordedHistory past) {
        this.past = past;
    }

    /** Records those that are named. */
    public List<HistoryStep> mark(List<String> names) throws SQLException {
        Ledger ledger = Ledger.read(past);
        List<HistoryStep> steps = new ArrayList<>();
        Set<String> known = new LinkedHashSet<>(ledger.files().keySet());
        known.addAll(ledger.entries().keySet());
        for (String name : Names.meant(names, known)) {
            if (ledger.entries().containsKey(name)) {
                steps.add(RecordedHistory.nothing(
                        new HistoryChange(name, Kind.NOTHING, name + " is recorded as applied already")));
            } else if (ledger.files().containsKey(name)) {
                steps.add(mark(ledger, name));
            } else {
                throw Names.unknown(name, ledger.files().keySet(), "no file");
            }
        }
        return steps;
    }

    /** Records every file up to and including {@code given}. */
    public List<HistoryStep> baseline(String given) throws SQLException {
        Ledger ledger = Ledger.read(past);
        String last = Names.meant(given, ledger.files().keySet());
        if (!ledger.files().containsKey(last)) {
            throw Names.unknown(last, ledger.files().keySet(), "no file");
        }
        List<String> names = new ArrayList<>(ledger.files().keySet());
        List<String> marked = names.subList(0, names.indexOf(last) + 1);
        refuseContradiction(ledger, marked, last);
        return mark(marked);
    }

    private static void refuseContradiction(Ledger ledger, List<String> marked, String last) {
        for (String name : ledger.entries().keySet()) {
            if (!marked.contains(name)) {
                String what = ledger.missing(name) ? "has no file" : "sorts behind " + last;
                throw new MigriException(
                        ErrorCode.VALIDATION,
                        name + " is recorded as applied already, and " + what + ", so that this is no beginning",
                        "see `migri status`; single migrations can be recorded with `migri mark`",
                        null,
                        null,
                        null);
            }
        }
    }

    private HistoryStep mark(Ledger ledger, String name) {
        if (ledger.begun().containsKey(name)) {
            throw new MigriException(
                    ErrorCode.VALIDATION,
                    name + " was begun and is not finished: "
                            + Ledger.spoken(requireNonNull(ledger.begun().get(name))),
                    "finish it with `migri migrate`, or say that it is done with `migri resume --mark-applied`",
                    null,
                    null,
                    null);
        }
        return past.mark(
                new HistoryChange(name, Kind.MARK, "marks " + name + " as applied; it is not run"),
                requireNonNull(ledger.files().get(name)));
    }

    /** Removes the entries of those that are named. */
    public List<HistoryStep> unmark(List<String> names) throws SQLException {
        Ledger ledger = Ledger.read(past);
        List<HistoryStep> steps = new ArrayList<>();
        Set<String> known = new LinkedHashSet<>(ledger.entries().keySet());
        known.addAll(ledger.files().keySet());
        for (String name : Names.meant(names, known)) {
            if (!ledger.entries().containsKey(name) && !ledger.files().containsKey(name)) {
                throw Names.unknown(name, ledger.entries().keySet(), "no entry");
            }
            steps.add(unmark(ledger, name));
        }
        return steps;
    }

    private HistoryStep unmark(Ledger ledger, String name) {
        if (!ledger.entries().containsKey(name)) {
            return RecordedHistory.nothing(new HistoryChange(name, Kind.NOTHING, name + " is not recorded as applied"));
        }
        String next = ledger.missing(name) ? "" : ", so that the next run applies it";
        return past.remove(
                new HistoryChange(name, Kind.UNMARK, "unmarks " + name + next + "; what it did stays in the database"));
    }
}
