package io.migri.spi.history;

import java.util.List;

/**
 * How a journal is written. Implemented by dialects; it grows only by default methods.
 *
 * <p>Nothing here sends anything. Each method returns complete statements, values included, which the core sends along with the
 * migration's. They mean the same whatever the migration did to the session.
 */
public interface JournalNotes {

    /**
     * Statements that add an entry. One that is done shares the transaction of what it is about. One in {@link JournalEntry#doubt() doubt} is
     * committed before its statement is executed, and keeps what there is then of the objects that the statement names.
     */
    List<String> add(JournalEntry entry);

    /**
     * Statements that turn an entry in doubt into one that is done. It begins where {@code entry} does, and is done through the end of
     * {@code entry}.
     */
    List<String> confirm(JournalEntry entry);

    /**
     * Statements that note that the statement in doubt failed, and may have done a part of its work. A change of what it names is then no
     * sign that it was executed. None where a look at the database settles it all the same.
     */
    default List<String> failedPartly(JournalEntry entry) {
        return List.of();
    }

    /** Statements that take back an entry in doubt. */
    List<String> withdraw(JournalEntry entry);

    /** Statements that remove all entries of a migration; they share the transaction of its row. */
    List<String> forget(String migration);
}
