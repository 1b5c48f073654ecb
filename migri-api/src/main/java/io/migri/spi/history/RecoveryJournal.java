package io.migri.spi.history;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What of unfinished migrations is done, so that another run can go on where one ended. The dialect brings one that is a table
 * beside the history; it is made when a migration first needs it. Implemented by dialects; it grows only by default methods.
 *
 * <p>This is who asks the server. What is written while a migration runs are {@link JournalNotes}, which the core sends itself.
 */
public interface RecoveryJournal {

    /** Reads it with one query, each migration's entries in the order of their statements; empty where there is no journal yet. */
    Optional<List<JournalEntry>> read() throws SQLException;

    /**
     * Creates it, or adds what one of an earlier version lacks. Called with the lock held, outside of a transaction, before anything is
     * written to it.
     */
    void prepare() throws SQLException;

    /** What is written to it. Called after {@link #read}, and again after {@link #prepare}. Sends nothing. */
    JournalNotes notes();

    /**
     * Looks whether an entry is there that begins where {@code entry} does. Called where code that a statement executed ended the
     * transaction in which the entry was noted: where it is not there, the server has rolled that transaction back.
     */
    default boolean has(JournalEntry entry) throws SQLException {
        return true;
    }

    /**
     * Looks whether the statement in doubt was executed. Called with the lock held, outside of a transaction, when no other run can
     * be executing it. May remove what it left unfinished, so that it can be executed again.
     */
    Verdict settle(JournalEntry.Doubt doubt) throws SQLException;

    /**
     * How the journal can be written around {@code statement}, which is about to be executed outside of a transaction. Told of each
     * such statement in order.
     */
    default Reach reach(String statement) {
        return Reach.ONE;
    }

    /** What looking told about a statement in doubt. */
    enum Verdict {
        /** It was executed. */
        HAPPENED,
        /** It was not, or does no harm when it is executed twice. */
        REPEATABLE,
        /** The database does not show it. */
        UNKNOWN
    }

    /** How many statements one entry in doubt is about. */
    enum Reach {
        /** The statement alone. */
        ONE,
        /** It and all that follow up to {@link #CLOSES}, since nothing can be noted down between them: {@code LOCK TABLES}. */
        OPENS,
        /** The last of those. */
        CLOSES
    }
}
