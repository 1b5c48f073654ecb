package io.migri.testkit.scripted;

import io.migri.spi.history.JournalEntry;
import io.migri.spi.history.JournalNotes;
import io.migri.spi.history.RecoveryJournal;
import java.util.List;
import java.util.Optional;

/**
 * The journal of a scripted database. Its statements say which stretch they are about: {@code DONE 0001 0-3} is about the statements 0 to 2 of
 * the migration 0001.
 */
record ScriptedJournal(ScriptedDatabase database, ScriptedTransaction transaction) implements RecoveryJournal {
    @Override
    public Optional<List<JournalEntry>> read() throws ScriptedFailure {
        database.asked("read journal");
        Contents contents = transaction.contents();
        return contents.hasJournal ? Optional.of(List.copyOf(contents.journal)) : Optional.empty();
    }

    @Override
    public void prepare() throws ScriptedFailure {
        database.asked("make journal");
        transaction.contents().hasJournal = true;
    }

    @Override
    public boolean has(JournalEntry entry) throws ScriptedFailure {
        database.asked("has " + Contents.stretch(entry));
        return transaction.contents().journal.stream().anyMatch(one -> same(one, entry));
    }

    @Override
    public JournalNotes notes() {
        return new ScriptedNotes(database);
    }

    @Override
    public Verdict settle(JournalEntry.Doubt doubt) throws ScriptedFailure {
        database.asked("settle " + doubt.statement());
        Verdict verdict = database.conditions().verdict;
        if (verdict != null) {
            return verdict;
        }
        return transaction.contents().executed.contains(doubt.statement()) ? Verdict.HAPPENED : Verdict.REPEATABLE;
    }

    /** {@code {opens}} and {@code {closes}} are about a stretch in which nothing can be noted. */
    @Override
    public Reach reach(String statement) {
        Meaning meaning = Meaning.of(statement);
        return meaning.says("opens") ? Reach.OPENS : meaning.says("closes") ? Reach.CLOSES : Reach.ONE;
    }

    static boolean same(JournalEntry one, JournalEntry other) {
        return one.migration().equals(other.migration()) && one.first() == other.first();
    }
}
