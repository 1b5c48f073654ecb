package io.migri.core.journal;

import io.migri.core.reading.Prepared;
import io.migri.core.script.PrefixDigest;
import io.migri.spi.history.JournalEntry;
import io.migri.spi.history.RecoveryJournal;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the journal is told of a migration that has failed, so that the next run goes on at the right place. Sends nothing itself. */
public final class FailureMarks {
    private final RecoveryJournal journal;
    private final Stretch stretch;
    private final SentEntries sent;
    private final boolean held;

    FailureMarks(RecoveryJournal journal, Stretch stretch, SentEntries sent, boolean held) {
        this.journal = journal;
        this.stretch = stretch;
        this.sent = sent;
        this.held = held;
    }

    /**
     * A statement that was executed is no longer in doubt; one that failed without leaving anything never ran.
     *
     * @param lasting how many statements are committed
     * @param cleanly whether the one that failed left nothing
     */
    public List<String> settled(int lasting, boolean cleanly) {
        List<String> statements = new ArrayList<>();
        if (held) {
            return statements;
        }
        JournalEntry done = null;
        JournalEntry never = null;
        for (JournalEntry entry : sent.all()) {
            if (entry.through() > lasting) {
                // of a longer stretch a part was executed all the same
                never = cleanly && lasting <= entry.first() ? entry : null;
                break;
            }
            done = entry;
        }
        if (done != null) {
            statements.addAll(journal.notes().confirm(done.done()));
        }
        if (never != null) {
            statements.addAll(journal.notes().withdraw(never));
        }
        return statements;
    }

    /**
     * The statement in doubt failed half way.
     *
     * @param lasting how many statements are committed
     */
    public List<String> failedPartly(int lasting) {
        return held
                ? List.of()
                : sent.all().stream()
                        .filter(entry -> entry.through() > lasting)
                        .findFirst()
                        .map(entry -> journal.notes().failedPartly(entry))
                        .orElse(List.of());
    }

    /**
     * Statements were rolled back, but not as a whole: they are in doubt. None where they are marked so already.
     *
     * @param from the first of them
     * @param through ordinal after the last one
     */
    public List<String> left(Prepared prepared, int from, int through) throws SQLException, IOException {
        if (sent.all().stream().anyMatch(entry -> entry.doubt() != null && entry.through() > from)) {
            return List.of();
        }
        PrefixDigest all = new PrefixDigest();
        List<String> texts = new ArrayList<>();
        prepared.script().show(statement -> {
            if (statement.ordinal() < through) {
                all.add(statement.text());
                texts.add(statement.text());
            }
        });
        String text = texts.isEmpty() ? "" : texts.get(texts.size() - 1);
        return journal.notes()
                .add(new JournalEntry(
                        prepared.migration().name(), from, through, all.value(), List.of(), stretch.doubt(text)));
    }
}
