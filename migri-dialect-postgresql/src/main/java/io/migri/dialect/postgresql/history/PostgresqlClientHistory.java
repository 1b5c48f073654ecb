package io.migri.dialect.postgresql.history;

import io.migri.api.AppliedMigration;
import io.migri.dialect.postgresql.language.PostgresqlText;
import io.migri.spi.history.ClientHistory;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.StoredScript;
import io.migri.spi.support.HistoryStatements;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The history as a script for {@code psql} has it. A migration is dated by the beginning of its last transaction.
 *
 * @param table with the schema where it is, or is going to be
 * @param found what it held; empty where there is none
 */
record PostgresqlClientHistory(HistoryTable table, HistoryStatements statements, Optional<PostgresqlHistory> found)
        implements ClientHistory {
    private static final String EQ = PostgresqlText.EQ;

    private static final String BEGAN = "pg_catalog.transaction_timestamp()";
    private static final String TOOK = "cast(pg_catalog.date_part('epoch', pg_catalog.clock_timestamp()"
            + " operator(pg_catalog.-) " + BEGAN + ") operator(pg_catalog.*) 1000 as bigint)";

    /** Until the end of the transaction: nobody else's functions or operators, and no limits. */
    private static final String OWN = "do 'begin perform pg_catalog.set_config(''statement_timeout'', ''0'', true);"
            + " perform pg_catalog.set_config(''row_security'', ''off'', true);"
            + " perform pg_catalog.set_config(''search_path'', ''pg_catalog, pg_temp'', true); end'";

    @Override
    public List<String> making() {
        if (found.isEmpty()) {
            String there = "pg_catalog.to_regclass(" + PostgresqlText.literal(statements.name()) + ") is not null";
            return List.of(refusingIf(there, "a history is there by now"), PostgresqlHistoryTable.making(table));
        }
        return found.get().complete() ? List.of() : List.of(PostgresqlHistoryTable.evolving(table));
    }

    @Override
    public List<String> unchanged() {
        List<AppliedMigration> applied = found.map(PostgresqlHistory::applied).orElse(List.of());
        String from = " from " + statements.name() + " h";
        StringBuilder changed = new StringBuilder("(select pg_catalog.count(h.\"name\")")
                .append(from)
                .append(") operator(pg_catalog.<>) ")
                .append(applied.size());
        if (!applied.isEmpty()) {
            String last = applied.get(applied.size() - 1).name();
            Long number = found.get().last();
            changed.append(" or not exists (select")
                    .append(from)
                    .append(" where h.\"name\"")
                    .append(EQ)
                    .append(PostgresqlText.literal(last))
                    .append(number == null ? "" : " and h.\"id\"" + EQ + number)
                    .append(')');
        }
        return List.of(refusingIf(changed.toString(), "the history is not what it was when this script was made"));
    }

    @Override
    public List<String> append(AppliedMigration migration, StoredScript script) {
        String there = "exists (select from " + statements.name() + " h where h.\"name\"" + EQ
                + PostgresqlText.literal(migration.name()) + ")";
        List<String> all = new ArrayList<>(List.of(
                OWN,
                refusingIf(there, "this migration was recorded by somebody else meanwhile"),
                statements.insertAt(migration, BEGAN, TOOK),
                refusingIf("not " + there, "the row was swallowed by a trigger, a rule or a policy")));
        if (found.isEmpty() || found.get().sources() || !found.get().complete()) {
            all.add(statements.deleteSource(migration.name()));
            all.add(statements.insertSource(migration.name(), script));
        }
        return all;
    }

    @Override
    public List<String> keepUndo(String migration, StoredScript undo) {
        return found.isEmpty() || found.get().sources() || !found.get().complete()
                ? statements.replaceUndo(migration, undo)
                : List.of();
    }

    private static String refusingIf(String condition, String complaint) {
        return PostgresqlPrivacy.command("if " + condition + " then raise exception '" + complaint + "'; end if; ");
    }
}
