package io.migri.dialect.sqlite.report;

import io.migri.api.report.Blocking;
import io.migri.api.report.Effect;
import io.migri.api.report.Effect.Kind;
import java.util.Optional;

/** What to write instead of what takes long. SQLite has one writer at a time, so it is seldom another statement. */
final class SqliteAdvice {
    private static final String ALONE =
            "in a migration of its own and when nobody needs to write, because writers wait until its transaction ends";

    private SqliteAdvice() {}

    /** {@code effect} of the statement with what is better, if there is something. */
    static Effect on(Effect effect, SqliteAction action) {
        return about(effect.kind(), action)
                .map(advice -> effect.advised(advice + alsoForReaders(effect)))
                .orElse(effect);
    }

    private static Optional<String> about(Kind kind, SqliteAction action) {
        return switch (kind) {
            case REWRITE -> Optional.of(rewrite(action));
            case REBUILD ->
                Optional.of(
                        "write ALTER TABLE ADD COLUMN or RENAME COLUMN where that is enough, which change only the schema;"
                                + " else rebuild it " + ALONE);
            case INDEX_BUILD -> Optional.of("build the index " + ALONE);
            case VALIDATION -> Optional.of(validation(action));
            case SCAN -> Optional.of("do it " + ALONE);
            case MASS_CHANGE ->
                Optional.of("change the rows in batches, each in a transaction of its own, for example with a Python"
                        + " migration");
            default -> Optional.empty();
        };
    }

    private static String rewrite(SqliteAction action) {
        return action.is("VACUUM")
                ? "do it when nobody needs the database; where auto_vacuum is incremental, PRAGMA incremental_vacuum(N)"
                        + " gives back a few pages at a time"
                : "leave the column where it is and no longer use it, or drop it " + ALONE;
    }

    private static String validation(SqliteAction action) {
        boolean column = action.has("ADD", "COLUMN") || !action.has("SET", "NOT", "NULL");
        return column && action.has("CHECK")
                ? "leave the CHECK out and have a trigger look at new rows, or add it " + ALONE
                : "do it " + ALONE;
    }

    private static String alsoForReaders(Effect effect) {
        return effect.blocks() == Blocking.READS_AND_WRITES
                ? "; with PRAGMA journal_mode = wal readers are not kept out"
                : "";
    }
}
