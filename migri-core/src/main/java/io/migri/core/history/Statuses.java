package io.migri.core.history;

import io.migri.api.AppliedMigration;
import io.migri.api.Migration;
import io.migri.api.MigrationStatus;
import io.migri.api.MigrationStatus.State;
import io.migri.api.text.Text;
import io.migri.api.undo.Undo;
import io.migri.core.repeatable.Standing;
import io.migri.core.source.Repeatable;
import io.migri.spi.history.JournalEntry;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How each migration stands. */
public final class Statuses {

    private Statuses() {}

    /** All of them, in order. */
    public static List<MigrationStatus> of(RecordedHistory past) throws SQLException {
        HistoryAndFiles both = HistoryAndFiles.read(past);
        List<MigrationStatus> statuses = new ArrayList<>();
        for (String name : both.names()) {
            AppliedMigration entry = both.entries().get(name);
            statuses.add(entry == null ? pending(both, name) : recorded(both, entry));
        }
        Optional<Standing> repeatables =
                past.repeatables(List.copyOf(both.entries().values()));
        if (repeatables.isPresent()) {
            repeatables(past, both, repeatables.get(), statuses);
        }
        return statuses;
    }

    /** In the order of a run, and those that are gone behind. */
    private static void repeatables(
            RecordedHistory past, HistoryAndFiles both, Standing standing, List<MigrationStatus> statuses) {
        for (Repeatable file : past.repeatableFiles()) {
            String name = file.name();
            JournalEntry begun = both.begun().get(name);
            AppliedMigration entry = standing.entries().get(name);
            Text reason = standing.due().get(name);
            if (begun != null) {
                statuses.add(begun(name, begun));
            } else if (reason != null) {
                statuses.add(open(name, State.PENDING, reason));
            } else if (entry != null) {
                statuses.add(status(entry, State.APPLIED, Optional.empty()));
            }
        }
        for (String name : standing.gone()) {
            AppliedMigration entry = standing.entries().get(name);
            if (entry != null) {
                statuses.add(status(entry, State.MISSING, Optional.empty()));
            }
        }
    }

    private static MigrationStatus recorded(HistoryAndFiles both, AppliedMigration entry) throws SQLException {
        JournalEntry undo = both.begun().get(Undo.nameOf(entry.name()));
        if (undo != null) {
            Text note = Text.of("its undo is not finished: ", HistoryAndFiles.spoken(undo));
            return status(entry, State.PARTLY_UNDONE, Optional.of(note));
        }
        State state =
                both.missing(entry.name()) ? State.MISSING : both.changed(entry.name()) ? State.CHANGED : State.APPLIED;
        Optional<Text> note =
                both.unreadable(entry.name()) ? Optional.of(Text.of("its file cannot be read")) : Optional.empty();
        return status(entry, state, note);
    }

    private static MigrationStatus status(AppliedMigration entry, State state, Optional<Text> note) {
        return new MigrationStatus(entry.name(), state, entry.appliedAt(), entry.took(), entry.appliedBy(), note);
    }

    private static MigrationStatus pending(HistoryAndFiles both, String name) {
        JournalEntry begun = both.begun().get(name);
        if (begun != null) {
            return begun(name, begun);
        }
        Migration file = both.files().get(name);
        Optional<String> other = file == null ? Optional.empty() : both.overtaking(file);
        return other.map(behind -> open(name, State.LATE, Text.of("comes before " + behind)))
                .orElseGet(() -> open(name, State.PENDING, Text.of("")));
    }

    private static MigrationStatus begun(String name, JournalEntry begun) {
        return open(name, begun.doubt() == null ? State.PARTLY_APPLIED : State.IN_DOUBT, HistoryAndFiles.spoken(begun));
    }

    private static MigrationStatus open(String name, State state, Text note) {
        return new MigrationStatus(
                name,
                state,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(note).filter(text -> !text.isEmpty()));
    }
}
