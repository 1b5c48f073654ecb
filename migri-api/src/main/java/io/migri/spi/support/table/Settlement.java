package io.migri.spi.support.table;

import io.migri.spi.history.JournalEntry;
import io.migri.spi.history.RecoveryJournal.Verdict;
import java.sql.SQLException;

/**
 * How a database tells whether a statement in doubt was executed: it looks at the objects that the statement names, before and
 * after. Implemented by dialects; it grows only by default methods.
 */
public interface Settlement {
    /** Never tells, so that Migri asks the user. */
    Settlement UNKNOWN = new Settlement() {
        @Override
        public String before(String statement) {
            return "null";
        }

        @Override
        public Verdict settle(JournalEntry.Doubt doubt) {
            return Verdict.UNKNOWN;
        }
    };

    /**
     * An expression for the state of the objects that {@code statement} names, as a text; {@code null} where there is nothing to see. The
     * database evaluates it in the statement that writes the journal. Sends nothing.
     */
    String before(String statement);

    /** What {@link io.migri.spi.history.RecoveryJournal#settle} says. */
    Verdict settle(JournalEntry.Doubt doubt) throws SQLException;
}
