package io.migri.spi.support;

import io.migri.spi.history.JournalEntry;
import io.migri.spi.history.JournalNotes;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Writes a journal that is a table.
 *
 * @param before gives an expression for the present state of the objects that a statement in doubt names
 */
public record TableNotes(JournalStatements statements, UnaryOperator<String> before) implements JournalNotes {

    @Override
    public List<String> add(JournalEntry entry) {
        JournalEntry.Doubt doubt = entry.doubt();
        return List.of(
                doubt == null ? statements.done(entry) : statements.doubt(entry, before.apply(doubt.statement())));
    }

    @Override
    public List<String> confirm(JournalEntry entry) {
        return List.of(statements.confirm(entry));
    }

    @Override
    public List<String> withdraw(JournalEntry entry) {
        return List.of(statements.withdraw(entry));
    }

    @Override
    public List<String> forget(String migration) {
        return List.of(statements.forget(migration));
    }
}
