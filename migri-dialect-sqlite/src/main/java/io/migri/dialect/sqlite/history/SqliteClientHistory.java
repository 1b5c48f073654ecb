package io.migri.dialect.sqlite.history;

import io.migri.api.AppliedMigration;
import io.migri.dialect.sqlite.language.SqliteQuoting;
import io.migri.spi.history.ClientHistory;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.StoredScript;
import io.migri.spi.support.HistoryStatements;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The history as a script for {@code sqlite3} has it. SQLite has no users, and nothing to keep the time in when a migration began: it is the time
 * of the row.
 *
 * @param found what it held; empty where there is none
 */
record SqliteClientHistory(HistoryTable table, Optional<SqliteHistory> found) implements ClientHistory {
    private static final String NOW = "strftime('%Y-%m-%d %H:%M:%f', 'now') || '000+00:00'";

    @Override
    public List<String> making() {
        List<String> statements = new ArrayList<>();
        if (found.isEmpty()) {
            statements.addAll(SqliteHistoryTable.making(table));
        } else if (!found.get().missing().isEmpty()) {
            statements.add(SqliteHistoryTable.making(table).get(0));
            found.get().missing().forEach(column -> statements.add(SqliteHistoryTable.adding(table, column)));
        }
        return statements;
    }

    @Override
    public List<String> unchanged() {
        List<AppliedMigration> applied = found.map(SqliteHistory::applied).orElse(List.of());
        String history = statements().name();
        String same = "(select count(*) from " + history + ") = " + applied.size();
        if (!applied.isEmpty()) {
            String last = applied.get(applied.size() - 1).name();
            same += " and exists (select 1 from " + history + " where name = " + SqliteQuoting.text(last)
                    + (found.get().numbered() ? " and _rowid_ = " + found.get().last() : "") + ")";
        }
        return List.of(failingUnless(same, "the history is not what it was when this script was made"));
    }

    @Override
    public List<String> append(AppliedMigration migration, StoredScript script) {
        HistoryStatements statements = statements();
        String row = " from " + statements.name() + " where name = " + SqliteQuoting.text(migration.name()) + ")";
        return List.of(
                failingUnless("not exists (select 1" + row, "this migration was recorded by somebody else meanwhile"),
                statements.insertAt(migration, NOW, "null"),
                failingUnless("exists (select 1" + row, "the row was swallowed by a trigger or constraint"),
                statements.deleteSource(migration.name()),
                statements.insertSource(migration.name(), script));
    }

    @Override
    public List<String> keepUndo(String migration, StoredScript undo) {
        return statements().replaceUndo(migration, undo);
    }

    private HistoryStatements statements() {
        return new HistoryStatements(new SqliteSpelling(), table, "null");
    }

    /** Prints nothing, and fails with a message that quotes {@code complaint}: a path into JSON begins with a dollar sign. */
    private static String failingUnless(String condition, String complaint) {
        return "select 1 where json_extract('{}', case when " + condition + " then '$' else "
                + SqliteQuoting.text(complaint) + " end) is null";
    }
}
