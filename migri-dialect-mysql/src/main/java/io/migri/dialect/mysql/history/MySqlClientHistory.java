package io.migri.dialect.mysql.history;

import io.migri.api.AppliedMigration;
import io.migri.dialect.mysql.language.MySqlCheck;
import io.migri.spi.history.ClientHistory;
import io.migri.spi.history.StoredScript;
import io.migri.spi.support.HistoryStatements;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * The history as a script for {@code mysql} has it.
 *
 * @param temporaryTables whether a script makes some, which may go by the name of the history
 * @param fitting leaves out a file that the server would not take
 * @param found what it held; empty where there is none
 */
record MySqlClientHistory(
        MySqlSpelling spelling,
        HistoryStatements statements,
        BooleanSupplier temporaryTables,
        UnaryOperator<StoredScript> fitting,
        Optional<MySqlHistory> found)
        implements ClientHistory {
    private static final String BEGAN = "@`migri began`";

    @Override
    public List<String> making() {
        if (found.isPresent() && found.get().missing().isEmpty()) {
            return List.of();
        }
        return found.isEmpty()
                ? MySqlHistoryTable.making(spelling.database(), statements.table())
                : MySqlHistoryTable.evolving(
                        spelling.database(), statements.table(), found.get().missing());
    }

    @Override
    public List<String> unchanged() {
        List<AppliedMigration> applied = found.map(MySqlHistory::applied).orElse(List.of());
        String from = " from " + statements.name();
        String same = "(select count(`name`)" + from + ") = " + applied.size();
        if (!applied.isEmpty()) {
            same += " and exists (select 1" + from + " where `id` = "
                    + found.get().last() + " and "
                    + spelling.same(applied.get(applied.size() - 1).name()) + ")";
        }
        return MySqlCheck.require(same, "the history is not what it was when this script was made");
    }

    @Override
    public List<String> beginning() {
        return List.of("set " + BEGAN + " = utc_timestamp(6)");
    }

    @Override
    public List<String> append(AppliedMigration migration, StoredScript script) {
        String there = "exists (select 1 from " + statements.name() + " where " + spelling.same(migration.name()) + ")";
        List<String> all = new ArrayList<>();
        if (temporaryTables.getAsBoolean()) {
            all.add(new MySqlGuards(spelling, statements.table()).dropTemporary());
        }
        all.addAll(MySqlCheck.require("not " + there, "this migration was recorded by somebody else meanwhile"));
        all.add(statements.insertAt(migration, date(), took()));
        all.addAll(MySqlCheck.require(there, "the row was swallowed by a trigger"));
        all.add(statements.deleteSource(migration.name()));
        all.add(statements.insertSource(migration.name(), fitting.apply(script)));
        return all;
    }

    @Override
    public List<String> keepUndo(String migration, StoredScript undo) {
        return statements.replaceUndo(migration, fitting.apply(undo));
    }

    private String date() {
        return spelling.wholeSeconds() ? "substring_index(" + BEGAN + ", '.', 1)" : BEGAN;
    }

    private static String took() {
        return "greatest(0, timestampdiff(microsecond, " + BEGAN + ", utc_timestamp(6)) div 1000)";
    }
}
