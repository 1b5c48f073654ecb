package io.migri.dialect.mysql.journal;

import io.migri.dialect.mysql.language.MySqlText;
import io.migri.spi.history.JournalEntry;
import io.migri.spi.history.JournalNotes;
import io.migri.spi.support.TableNotes;
import java.util.List;

/** How the journal is written, where a statement that failed may have done a part of its work. */
record MySqlJournalNotes(TableNotes plain) implements JournalNotes {
    /** A text of no letters, also where MariaDB is set to take {@code ''} for NULL. */
    static final String EMPTY = MySqlText.literal("");

    @Override
    public List<String> add(JournalEntry entry) {
        return plain.add(entry);
    }

    @Override
    public List<String> confirm(JournalEntry entry) {
        return plain.confirm(entry);
    }

    /** Without a look from before, none is taken. */
    @Override
    public List<String> failedPartly(JournalEntry entry) {
        return List.of("update " + plain.statements().table() + " set `objects_before` = " + EMPTY
                + plain.statements().where(entry));
    }

    @Override
    public List<String> withdraw(JournalEntry entry) {
        return plain.withdraw(entry);
    }

    @Override
    public List<String> forget(String migration) {
        return plain.forget(migration);
    }
}
