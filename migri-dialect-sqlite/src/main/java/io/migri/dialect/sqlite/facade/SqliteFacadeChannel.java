package io.migri.dialect.sqlite.facade;

import io.migri.dialect.sqlite.connection.SqliteReason;
import io.migri.dialect.sqlite.rehearsal.reach.SqliteReach;
import io.migri.spi.binding.ScriptChannel;
import io.migri.spi.binding.ScriptHost;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.core.DB;

/** What the facade of aiosqlite asks for. The operations are the methods that {@link #call} names. */
final class SqliteFacadeChannel implements ScriptChannel {
    private final DB database;
    private final boolean nested;
    private final SqliteFacadeTransaction transaction;
    private final SqliteFacadePlace place;
    private final SqliteFacadeGate gate;
    private final SqliteFacadeStatements statements;
    private final SqliteFacadeCursors cursors;
    private final SqliteFacadeExecution execution;
    private final SqliteFacadeFunctions functions;
    private final SqliteFacadePatience patience;

    SqliteFacadeChannel(SQLiteConnection connection, ScriptHost host, SqliteReach reach) throws SQLException {
        this.database = connection.getDatabase();
        this.nested = host.transactional() || host.onlyInTransaction();
        this.transaction = new SqliteFacadeTransaction(database, nested);
        this.place = new SqliteFacadePlace(connection, nested);
        this.gate = new SqliteFacadeGate(transaction, place, reach, nested ? "BEGIN" : null);
        this.statements = new SqliteFacadeStatements(connection);
        this.cursors = new SqliteFacadeCursors(database, statements);
        this.execution = new SqliteFacadeExecution(database, transaction, gate, statements, cursors);
        this.functions = new SqliteFacadeFunctions(connection, host);
        this.patience = SqliteFacadePatience.of(connection);
    }

    @Override
    public boolean mayChange(String operation) {
        return switch (operation) {
            case "parameters", "remark", "in_transaction", "total_changes", "close", "finish", "rollback" -> false;
            default -> true;
        };
    }

    @Override
    public @Nullable Object call(String operation, List<? extends @Nullable Object> arguments)
            throws SQLException, IOException {
        transaction.check();
        gate.restart();
        try {
            return answer(operation, new SqliteFacadeArguments(arguments));
        } catch (SqliteFacadeRefusal | SqliteUnsupported e) {
            throw e;
        } catch (SQLException e) {
            transaction.lookWhetherItIsLost();
            throw e;
        }
    }

    private @Nullable Object answer(String operation, SqliteFacadeArguments given) throws SQLException, IOException {
        return switch (operation) {
            case "execute" -> execution.execute(given.text(0), given.list(1), given.number(2), given.truth(3));
            case "fetch" -> cursors.fetch(given.number(0), given.number(1));
            case "many" -> execution.executeMany(given.text(0), given.list(1));
            case "parameters" -> execution.parameters(given.text(0));
            case "remark" -> place.remark(given.text(0)).orElse(null);
            case "in_transaction" -> transaction.isOpen();
            case "total_changes" -> database.total_changes();
            case "finish" -> finish();
            default -> {
                perform(operation, given);
                yield null;
            }
        };
    }

    /** What has no answer. */
    private void perform(String operation, SqliteFacadeArguments given) throws SQLException, IOException {
        switch (operation) {
            case "close" -> cursors.close(given.list(0));
            case "script" -> execution.script(given.text(0));
            case "commit" -> commit();
            case "rollback" -> rollback();
            case "isolation" -> isolation(given.textOrNull(0));
            case "function" -> functions.add(given.text(0), given.number(1), given.number(2), given.truth(3));
            default -> throw new IllegalArgumentException("unknown operation " + operation);
        }
    }

    @Override
    public Map<String, ? extends @Nullable Object> explain(SQLException failure) {
        Map<String, @Nullable Object> told = new HashMap<>();
        told.put("message", SqliteReason.message(failure));
        gate.note().ifPresent(text -> told.put("note", text));
        if (failure instanceof SqliteFacadeRefusal refusal) {
            told.put("exception", refusal.exception());
        } else if (failure instanceof SqliteUnsupported unsupported) {
            told.put("unsupported", new Object[] {unsupported.what(), unsupported.instead()});
        } else {
            SQLiteErrorCode code = code(failure);
            told.put("code", code.code);
            told.put("name", code.name());
        }
        return told;
    }

    @Override
    public void cancel() {
        try {
            database.interrupt();
        } catch (SQLException e) {
            // it is closed, so that nothing is under way
        }
    }

    @Override
    public void close() throws SQLException {
        cursors.closeAll();
        statements.close();
        functions.end();
        patience.end();
        transaction.check();
    }

    private void commit() throws SQLException {
        if (transaction.isOpen()) {
            transaction.commit();
        }
    }

    private void rollback() throws SQLException {
        if (transaction.isOpen()) {
            transaction.rollback();
        }
    }

    private void isolation(@Nullable String level) throws SQLException {
        gate.isolation(level);
        if (level == null) {
            commit();
        }
    }

    /** Whether a transaction was left open that is none of the run's. */
    private Object finish() throws SQLException {
        cursors.closeAll();
        boolean open = transaction.isOpen();
        if (open && nested) {
            transaction.commit();
        } else if (open) {
            transaction.rollback();
        }
        return open && !nested;
    }

    private static SQLiteErrorCode code(SQLException failure) {
        SQLiteException cause = SqliteReason.cause(failure);
        return cause == null ? SQLiteErrorCode.SQLITE_ERROR : cause.getResultCode();
    }
}
