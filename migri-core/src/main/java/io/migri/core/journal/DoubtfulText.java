package io.migri.core.journal;

import io.migri.core.reading.Prepared;
import io.migri.core.source.ReadFailure;
import io.migri.spi.DialectSession;
import io.migri.spi.history.JournalEntry;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The text of a statement in doubt. The journal may have only its hash. Then Migri looks for the text in the file.
 *
 * @param session knows the passwords in a text
 */
record DoubtfulText(Prepared prepared, DialectSession session) {

    /** The doubt about a text, where the file still has it; as it was read, where it has not. */
    JournalEntry.Doubt of(JournalEntry entry, JournalEntry.Doubt stored) throws SQLException {
        if (!KeptTexts.isHashed(stored.statement())) {
            return stored;
        }
        AtomicReference<@Nullable String> found = new AtomicReference<>();
        try {
            prepared.script().show(statement -> {
                if (statement.ordinal() >= entry.first() && statement.ordinal() < entry.through()) {
                    String discreet = session.language().withoutSecrets(statement.text());
                    if (KeptTexts.hashed(discreet).equals(stored.statement())) {
                        found.set(discreet);
                    }
                }
            });
        } catch (IOException e) {
            throw ReadFailure.of(prepared.migration(), e, "");
        }
        String text = found.get();
        return text == null ? stored : new JournalEntry.Doubt(text, stored.before());
    }
}
