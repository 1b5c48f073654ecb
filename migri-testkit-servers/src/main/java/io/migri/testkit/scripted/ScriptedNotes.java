package io.migri.testkit.scripted;

import io.migri.api.DatabaseError.Kind;
import io.migri.spi.history.JournalEntry;
import io.migri.spi.history.JournalNotes;
import java.util.List;

/** What is written to the journal of a scripted database. */
record ScriptedNotes(ScriptedDatabase database) implements JournalNotes {

    @Override
    public List<String> add(JournalEntry entry) {
        return statement(
                (entry.doubt() == null ? "DONE " : "DOUBT ") + Contents.stretch(entry),
                contents -> contents.journal.add(entry));
    }

    @Override
    public List<String> confirm(JournalEntry entry) {
        return statement(
                "CONFIRM " + Contents.stretch(entry),
                contents -> contents.journal.replaceAll(one -> ScriptedJournal.same(one, entry) ? entry.done() : one));
    }

    @Override
    public List<String> failedPartly(JournalEntry entry) {
        return database.conditions().notesFailures
                ? statement("FAILED " + Contents.stretch(entry), contents -> {})
                : List.of();
    }

    @Override
    public List<String> withdraw(JournalEntry entry) {
        return statement(
                "WITHDRAW " + Contents.stretch(entry),
                contents -> contents.journal.removeIf(one -> ScriptedJournal.same(one, entry)));
    }

    @Override
    public List<String> forget(String migration) {
        return statement(
                "FORGET " + migration,
                contents -> contents.journal.removeIf(one -> one.migration().equals(migration)));
    }

    private List<String> statement(String text, ScriptedDatabase.OwnStatement deed) {
        return List.of(database.own(text, contents -> {
            if (!contents.hasJournal) {
                throw ScriptedFailure.of(Kind.STATEMENT, "there is no journal");
            }
            deed.execute(contents);
        }));
    }
}
