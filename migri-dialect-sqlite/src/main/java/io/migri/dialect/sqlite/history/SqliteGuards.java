package io.migri.dialect.sqlite.history;

import io.migri.api.AppliedMigration;
import io.migri.dialect.sqlite.language.SqliteQuoting;
import java.util.Optional;

/**
 * Statements that fail unless something holds, so that the commit behind them does not happen. They use no function, for a program may
 * have put its own in the place of SQLite's: a text as {@code LIMIT} is an error once it is reached.
 *
 * @param history the table as it stands in statements
 * @param rows whether its rows have a number, as they always have but in a table of somebody's own
 */
public record SqliteGuards(String history, boolean rows) {
    private static final String BEGINNING = "select 1 limit case when ";
    private static final String RECORDED = " then 'recorded meanwhile' else 1 end";
    private static final String SWALLOWED = " then 1 else 'swallowed' end";

    /** Fails if {@code name} is in a row behind {@code last}. */
    String absent(String name, long last) {
        return BEGINNING + "exists (select 1 from " + history + " where " + (rows ? "_rowid_ > " + last + " and " : "")
                + "name = " + SqliteQuoting.text(name) + ")" + RECORDED;
    }

    /** Fails unless the row that was just inserted is there: a trigger or a constraint can swallow it. */
    String inserted(AppliedMigration migration) {
        return BEGINNING + "exists (select 1 from " + history + " where "
                + (rows ? "_rowid_ = last_insert_rowid() and " : "")
                + "name = " + SqliteQuoting.text(migration.name()) + ")" + SWALLOWED;
    }

    /** What it means that {@code statement} failed; empty if it is none of these. */
    public static Optional<String> meaning(String statement) {
        if (!statement.startsWith(BEGINNING)) {
            return Optional.empty();
        }
        return statement.endsWith(SWALLOWED)
                ? Optional.of(
                        "the migration could not be recorded: a trigger or constraint of the history swallowed its row")
                : Optional.of("the migration has been recorded by another run meanwhile");
    }
}
