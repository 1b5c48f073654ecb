package io.migri.core.journal;

import io.migri.core.script.ScriptShape;
import io.migri.spi.history.JournalEntry;
import io.migri.spi.history.RecoveryJournal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known to be done, and is said with the next mark where the statement behind it would notice one of its own. */
final class Confirmation {
    private final ScriptShape shape;
    private @Nullable JournalEntry waiting;

    Confirmation(ScriptShape shape) {
        this.shape = shape;
    }

    /** Says that {@code done} is, now or with the next mark. */
    List<String> of(JournalEntry done, RecoveryJournal journal) {
        waiting = done;
        return shape.noticedBefore(done.through()) ? List.of() : with(journal, List.of());
    }

    /** What waits, in front of {@code more}. */
    List<String> with(RecoveryJournal journal, List<String> more) {
        JournalEntry done = waiting;
        waiting = null;
        List<String> statements =
                new ArrayList<>(done == null ? List.of() : journal.notes().confirm(done));
        statements.addAll(more);
        return statements;
    }

    void clear() {
        waiting = null;
    }
}
