package io.migri.core.history;

import static java.util.Objects.requireNonNull;

import io.migri.api.ErrorCode;
import io.migri.api.HistoryChange;
import io.migri.api.HistoryChange.Kind;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.api.text.Operation;
import io.migri.api.text.Text;
import io.migri.core.repeatable.Standing;
import io.migri.core.selection.Names;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Records migrations as applied, or as not applied, without running anything. */
public final class Marking {
    /** Where not all of something can be recorded. */
    static final Text SINGLY =
            Text.of("see `", Operation.STATUS, "`; single migrations can be recorded with `", Operation.MARK, "`");

    private final RecordedHistory past;

    public Marking(RecordedHistory past) {
        this.past = past;
    }

    /** Records those that are named. */
    public List<HistoryStep> mark(List<String> names) throws SQLException {
        HistoryAndFiles both = HistoryAndFiles.read(past);
        List<HistoryStep> steps = new ArrayList<>();
        Set<String> known = new LinkedHashSet<>(both.files().keySet());
        known.addAll(both.entries().keySet());
        for (String name : Names.meant(names, known)) {
            if (both.entries().containsKey(name)) {
                steps.add(RecordedHistory.nothing(
                        new HistoryChange(name, Kind.NOTHING, name + " is recorded as applied already")));
            } else if (both.files().containsKey(name)) {
                steps.add(mark(both, name));
            } else {
                throw Names.unknown(name, both.files().keySet(), "no migration here");
            }
        }
        return steps;
    }

    /** Records every file up to and including {@code given}. */
    public List<HistoryStep> baseline(String given) throws SQLException {
        HistoryAndFiles both = HistoryAndFiles.read(past);
        String last = Names.meant(given, both.files().keySet());
        if (!both.files().containsKey(last)) {
            throw Names.unknown(last, both.files().keySet(), "no migration here");
        }
        List<String> names = new ArrayList<>(both.files().keySet());
        List<String> marked = names.subList(0, names.indexOf(last) + 1);
        refuseContradiction(both, marked, last);
        return mark(marked);
    }

    /** Records the repeatables as they are, in their order. Those that are recorded so already stay as they are. */
    public List<HistoryStep> repeatables() throws SQLException {
        Optional<Standing> standing = past.repeatables(past.history());
        List<HistoryStep> steps = new ArrayList<>();
        if (standing.isPresent()) {
            for (Migration file : standing.get().due(past.repeatableFiles())) {
                steps.add(past.mark(
                        new HistoryChange(
                                file.name(),
                                Kind.MARK,
                                "records " + file.name() + " as applied as it is, without running it"),
                        file));
            }
        }
        return steps;
    }

    /** Removes what is recorded of repeatables. */
    public List<HistoryStep> unmarkRepeatables(List<String> names) throws SQLException {
        Set<String> recorded = past.repeatables(past.history())
                .map(standing -> standing.entries().keySet())
                .orElse(Set.of());
        List<HistoryStep> steps = new ArrayList<>();
        for (String name : names) {
            steps.add(
                    recorded.contains(name) ? past.remove(unmarked(name), false) : RecordedHistory.nothing(idle(name)));
        }
        return steps;
    }

    private static HistoryChange unmarked(String name) {
        return new HistoryChange(
                name,
                Kind.UNMARK,
                "removes what is recorded of " + name
                        + "; the next run applies it if it has a file; what it did stays in the database");
    }

    private static HistoryChange idle(String name) {
        return new HistoryChange(name, Kind.NOTHING, name + " is not recorded as applied");
    }

    private static void refuseContradiction(HistoryAndFiles both, List<String> marked, String last) {
        for (String name : both.entries().keySet()) {
            if (!marked.contains(name)) {
                String what = both.missing(name) ? "has no file" : "comes after " + last;
                throw MigriException.of(
                                ErrorCode.VALIDATION,
                                name + " is recorded as applied already, and " + what + ", so a baseline does not fit")
                        .help(SINGLY)
                        .build();
            }
        }
    }

    private HistoryStep mark(HistoryAndFiles both, String name) {
        if (both.begun().containsKey(name)) {
            throw MigriException.of(
                            ErrorCode.VALIDATION,
                            Text.of(
                                    name + " was begun and is not finished: ",
                                    HistoryAndFiles.spoken(
                                            requireNonNull(both.begun().get(name)))))
                    .help(Text.of(
                            "finish it with `",
                            Operation.MIGRATE,
                            "`, or say that it is done with `",
                            Operation.RESUME_MARK_APPLIED,
                            "`"))
                    .build();
        }
        return past.mark(
                new HistoryChange(name, Kind.MARK, "records " + name + " as applied, without running it"),
                requireNonNull(both.files().get(name)));
    }

    /** Removes the entries of those that are named. */
    public List<HistoryStep> unmark(List<String> names) throws SQLException {
        HistoryAndFiles both = HistoryAndFiles.read(past);
        List<HistoryStep> steps = new ArrayList<>();
        Set<String> known = new LinkedHashSet<>(both.entries().keySet());
        known.addAll(both.files().keySet());
        for (String name : Names.meant(names, known)) {
            if (!both.entries().containsKey(name) && !both.files().containsKey(name)) {
                throw Names.unknown(name, both.entries().keySet(), "no recorded migration");
            }
            steps.add(unmark(both, name));
        }
        return steps;
    }

    private HistoryStep unmark(HistoryAndFiles both, String name) {
        if (!both.entries().containsKey(name)) {
            return RecordedHistory.nothing(idle(name));
        }
        String next = both.missing(name) ? "" : ", so that the next run applies it";
        return past.remove(
                new HistoryChange(
                        name,
                        Kind.UNMARK,
                        "removes " + name + " from the history" + next + "; what it did stays in the database"),
                both.isUndoBegun(name));
    }
}
