package io.migri.dialect.sqlite.facade;

import static java.util.Objects.requireNonNull;

import io.migri.dialect.sqlite.language.SqliteParameterNames;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.DB;

/** Executes statements as the methods of a cursor of {@code sqlite3} do. */
final class SqliteFacadeExecution {
    private final DB database;
    private final SqliteFacadeTransaction transaction;
    private final SqliteFacadeGate gate;
    private final SqliteFacadeStatements statements;
    private final SqliteFacadeCursors cursors;
    private long seenChanges = -1;
    private long lastRowId;

    SqliteFacadeExecution(
            DB database,
            SqliteFacadeTransaction transaction,
            SqliteFacadeGate gate,
            SqliteFacadeStatements statements,
            SqliteFacadeCursors cursors) {
        this.database = database;
        this.transaction = transaction;
        this.gate = gate;
        this.statements = statements;
        this.cursors = cursors;
    }

    /** Columns, first rows, number of the cursor or 0, rows changed or -1, last row id. */
    Object execute(String sql, List<? extends @Nullable Object> values, long rows, boolean raw) throws SQLException {
        SqliteFacadeStatementKind kind = SqliteFacadeStatementKind.of(sql);
        if (kind == SqliteFacadeStatementKind.EMPTY) {
            return new Object[] {null, List.of(), 0L, -1L, null};
        }
        gate.check(kind, sql);
        SqliteFacadeStatement statement = statements.take(sql);
        boolean open = false;
        try {
            gate.beginFor(kind);
            if (kind.isControl()) {
                gate.control(kind, sql);
            } else {
                statement.execute(values, raw);
            }
            List<@Nullable Object[]> first = statement.fetch(rows);
            open = statement.hasMore();
            return new Object[] {statement.columns(), first, open ? cursors.keep(statement) : 0L, changes(kind), rowId()
            };
        } finally {
            release(statement, kind, open);
        }
    }

    private void release(SqliteFacadeStatement statement, SqliteFacadeStatementKind kind, boolean open)
            throws SQLException {
        if (!open) {
            statements.giveBack(statement);
        }
        if (kind != SqliteFacadeStatementKind.CHANGE && kind != SqliteFacadeStatementKind.QUERY) {
            statements.close();
        }
    }

    /** How many rows it changed, or -1. */
    Object executeMany(String sql, List<? extends @Nullable Object> rows) throws SQLException {
        SqliteFacadeStatementKind kind = SqliteFacadeStatementKind.of(sql);
        gate.check(kind, sql);
        if (kind == SqliteFacadeStatementKind.EMPTY) {
            throw onlyChanges();
        }
        SqliteFacadeStatement statement = statements.take(sql);
        try {
            if (kind.isControl() || (kind != SqliteFacadeStatementKind.CHANGE && statement.columns() != null)) {
                throw onlyChanges();
            }
            gate.beginFor(kind);
            long changes = statement.executeMany(rows);
            return kind == SqliteFacadeStatementKind.CHANGE ? changes : -1L;
        } finally {
            release(statement, kind, false);
        }
    }

    private static SqliteFacadeRefusal onlyChanges() {
        return new SqliteFacadeRefusal("ProgrammingError", "executemany() can only execute DML statements.");
    }

    /** Executes all statements of {@code text}, after a commit, as {@code executescript()} does. */
    void script(String text) throws SQLException, IOException {
        if (transaction.isOpen()) {
            transaction.commit();
        }
        statements.close();
        new SqliteFacadeScript(text).forEach(this::executeOfScript, database::_exec);
    }

    private void executeOfScript(String statement) throws SQLException {
        SqliteFacadeStatementKind kind = SqliteFacadeStatementKind.of(statement);
        gate.check(kind, statement);
        if (kind.isControl()) {
            statements.giveBack(statements.take(statement));
            gate.control(kind, statement);
        } else {
            database._exec(statement);
        }
    }

    /** The names of the parameters by their order; how many there are is what SQLite says. */
    Object parameters(String sql) throws SQLException {
        if (SqliteFacadeStatementKind.of(sql) == SqliteFacadeStatementKind.EMPTY) {
            return List.of();
        }
        SqliteFacadeStatement statement = statements.take(sql);
        List<@Nullable String> names = new ArrayList<>(SqliteParameterNames.of(sql));
        while (names.size() < statement.parameters()) {
            names.add(null);
        }
        List<@Nullable String> exactly = new ArrayList<>(names.subList(0, statement.parameters()));
        statements.giveBack(statement);
        return exactly;
    }

    private long changes(SqliteFacadeStatementKind kind) throws SQLException {
        return kind == SqliteFacadeStatementKind.CHANGE ? database.changes() : -1;
    }

    /** The row id can only have changed where rows have. */
    private long rowId() throws SQLException {
        long changes = database.total_changes();
        if (changes != seenChanges) {
            SqliteFacadeStatement statement = statements.take("select last_insert_rowid()");
            statement.execute(List.of(), false);
            lastRowId = (Long) requireNonNull(statement.fetch(1).get(0)[0]);
            statements.giveBack(statement);
            seenChanges = changes;
        }
        return lastRowId;
    }
}
