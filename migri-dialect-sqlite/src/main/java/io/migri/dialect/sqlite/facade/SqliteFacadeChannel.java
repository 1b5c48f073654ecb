package io.migri.dialect.sqlite.facade;

import static java.util.Objects.requireNonNull;

import io.migri.dialect.sqlite.connection.SqliteFailure;
import io.migri.dialect.sqlite.language.SqliteTokens;
import io.migri.dialect.sqlite.rehearsal.SqliteOtherFiles;
import io.migri.spi.binding.ScriptChannel;
import io.migri.spi.binding.ScriptHost;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.core.DB;

/** What the facade of aiosqlite asks for. The operations are the methods that {@link #call} names. */
final class SqliteFacadeChannel implements ScriptChannel {
    private final SQLiteConnection connection;
    private final DB database;
    private final ScriptHost host;
    private final SqliteOtherFiles otherFiles;
    private final SqliteFacadeStatements statements;
    private final SqliteFacadeTransaction transaction;
    private final Map<Long, SqliteFacadeStatement> cursors = new HashMap<>();
    private final List<SqliteFacadeFunction> functions = new ArrayList<>();
    private final SqliteFacadePlace place;
    private final SqliteFacadePatience patience;
    private final boolean nested;
    private @Nullable String implicitBegin;
    private Optional<String> note = Optional.empty();
    private long lastCursor;
    private long seenChanges = -1;
    private long lastRowId;

    SqliteFacadeChannel(SQLiteConnection connection, ScriptHost host, SqliteOtherFiles otherFiles) throws SQLException {
        this.connection = connection;
        this.database = connection.getDatabase();
        this.host = host;
        this.otherFiles = otherFiles;
        this.nested = host.transactional() || host.onlyInTransaction();
        this.statements = new SqliteFacadeStatements(connection);
        this.transaction = new SqliteFacadeTransaction(database, nested);
        this.place = new SqliteFacadePlace(connection, nested);
        this.patience = SqliteFacadePatience.of(connection);
        this.implicitBegin = nested ? "BEGIN" : null;
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
        note = Optional.empty();
        try {
            return answer(operation, arguments);
        } catch (SqliteFacadeRefusal | SqliteUnsupported e) {
            throw e;
        } catch (SQLException e) {
            transaction.lookWhetherItIsLost();
            throw e;
        }
    }

    private @Nullable Object answer(String operation, List<? extends @Nullable Object> arguments)
            throws SQLException, IOException {
        return switch (operation) {
            case "execute" ->
                execute(text(arguments, 0), list(arguments, 1), number(arguments, 2), truth(arguments, 3));
            case "fetch" -> fetch(number(arguments, 0), number(arguments, 1));
            case "close" -> closeCursors(list(arguments, 0));
            case "many" -> executeMany(text(arguments, 0), list(arguments, 1));
            case "script" -> script(text(arguments, 0));
            case "parameters" -> parameters(text(arguments, 0));
            case "remark" -> place.remark(text(arguments, 0)).orElse(null);
            case "commit" -> commit();
            case "rollback" -> rollback();
            case "in_transaction" -> transaction.isOpen();
            case "isolation" -> isolation((String) arguments.get(0));
            case "total_changes" -> database.total_changes();
            case "function" ->
                function(text(arguments, 0), number(arguments, 1), number(arguments, 2), truth(arguments, 3));
            case "finish" -> finish();
            default -> throw new IllegalArgumentException("unknown operation " + operation);
        };
    }

    @Override
    public Map<String, ? extends @Nullable Object> explain(SQLException failure) {
        Map<String, @Nullable Object> told = new HashMap<>();
        told.put("message", SqliteFailure.message(failure));
        note.ifPresent(text -> told.put("note", text));
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
        closeCursors(new ArrayList<>(cursors.keySet()));
        statements.close();
        functions.forEach(SqliteFacadeFunction::end);
        patience.end();
        transaction.check();
    }

    /** Columns, first rows, number of the cursor or 0, rows changed or -1, last row id. */
    private Object execute(String sql, List<? extends @Nullable Object> values, long rows, boolean raw)
            throws SQLException {
        SqliteFacadeStatementKind kind = SqliteFacadeStatementKind.of(sql);
        if (kind == SqliteFacadeStatementKind.EMPTY) {
            return new Object[] {null, List.of(), 0L, -1L, null};
        }
        check(kind, sql);
        SqliteFacadeStatement statement = statements.take(sql);
        boolean open = false;
        try {
            beginFor(kind);
            if (kind.isControl()) {
                control(kind, sql);
            } else {
                statement.execute(values, raw);
            }
            List<@Nullable Object[]> first = statement.fetch(rows);
            open = statement.hasMore();
            return new Object[] {statement.columns(), first, open ? keep(statement) : 0L, changes(kind), rowId()};
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

    private long keep(SqliteFacadeStatement statement) {
        cursors.put(++lastCursor, statement);
        return lastCursor;
    }

    /** More rows, and whether there are still more. */
    private Object fetch(long cursor, long rows) throws SQLException {
        SqliteFacadeStatement statement = cursors.get(cursor);
        if (statement == null) {
            return new Object[] {List.of(), false, -1L};
        }
        boolean open = false;
        try {
            List<@Nullable Object[]> more = statement.fetch(rows);
            if (more.isEmpty()) {
                more = statement.fetch(rows);
            }
            open = statement.hasMore();
            return new Object[] {more, open, database.changes()};
        } finally {
            if (!open) {
                cursors.remove(cursor);
                statements.giveBack(statement);
            }
        }
    }

    private @Nullable Object closeCursors(List<? extends @Nullable Object> numbers) throws SQLException {
        for (Object number : numbers) {
            SqliteFacadeStatement statement = number == null ? null : cursors.remove((Long) number);
            if (statement != null) {
                statements.giveBack(statement);
            }
        }
        return null;
    }

    private Object executeMany(String sql, List<? extends @Nullable Object> rows) throws SQLException {
        SqliteFacadeStatementKind kind = SqliteFacadeStatementKind.of(sql);
        check(kind, sql);
        if (kind == SqliteFacadeStatementKind.EMPTY) {
            throw onlyChanges();
        }
        SqliteFacadeStatement statement = statements.take(sql);
        try {
            if (kind.isControl() || (kind != SqliteFacadeStatementKind.CHANGE && statement.columns() != null)) {
                throw onlyChanges();
            }
            beginFor(kind);
            long changes = statement.executeMany(rows);
            return kind == SqliteFacadeStatementKind.CHANGE ? changes : -1L;
        } finally {
            release(statement, kind, false);
        }
    }

    private static SqliteFacadeRefusal onlyChanges() {
        return new SqliteFacadeRefusal("ProgrammingError", "executemany() can only execute DML statements.");
    }

    private @Nullable Object script(String text) throws SQLException, IOException {
        if (transaction.isOpen()) {
            transaction.commit();
        }
        statements.close();
        new SqliteFacadeScript(text).forEach(this::executeOfScript, database::_exec);
        return null;
    }

    private void executeOfScript(String statement) throws SQLException {
        SqliteFacadeStatementKind kind = SqliteFacadeStatementKind.of(statement);
        check(kind, statement);
        if (kind.isControl()) {
            statements.giveBack(statements.take(statement));
            control(kind, statement);
        } else {
            database._exec(statement);
        }
    }

    /** The names of the parameters by their order; how many there are is what SQLite says. */
    private Object parameters(String sql) throws SQLException {
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

    private @Nullable Object commit() throws SQLException {
        if (transaction.isOpen()) {
            transaction.commit();
        }
        return null;
    }

    private @Nullable Object rollback() throws SQLException {
        if (transaction.isOpen()) {
            transaction.rollback();
        }
        return null;
    }

    private @Nullable Object isolation(@Nullable String level) throws SQLException {
        implicitBegin = level == null ? null : ("BEGIN " + level).trim();
        return level == null ? commit() : null;
    }

    private @Nullable Object function(String name, long arity, long function, boolean deterministic)
            throws SQLException {
        SqliteFacadeFunction added = new SqliteFacadeFunction(host, function);
        Function.create(connection, name, added, (int) arity, deterministic ? Function.FLAG_DETERMINISTIC : 0);
        functions.add(added);
        return null;
    }

    /** Whether a transaction was left open that is none of the run's. */
    private Object finish() throws SQLException {
        closeCursors(new ArrayList<>(cursors.keySet()));
        boolean open = transaction.isOpen();
        if (open && nested) {
            transaction.commit();
        } else if (open) {
            transaction.rollback();
        }
        return open && !nested;
    }

    private void check(SqliteFacadeStatementKind kind, String statement) throws SQLException {
        if (kind == SqliteFacadeStatementKind.OTHER) {
            note = transaction.isOpen() ? place.advice(statement) : place.checked(statement);
            SqliteTokens tokens = new SqliteTokens(statement);
            do {
                tokens.next();
            } while (tokens.is(";"));
            otherFiles.check(statement.substring(tokens.start()));
        }
    }

    private void beginFor(SqliteFacadeStatementKind kind) throws SQLException {
        String begin = implicitBegin;
        if (kind == SqliteFacadeStatementKind.CHANGE && begin != null && !transaction.isOpen()) {
            transaction.begin(begin);
        }
    }

    private void control(SqliteFacadeStatementKind kind, String statement) throws SQLException {
        switch (kind) {
            case BEGIN -> transaction.begin(statement);
            case COMMIT -> transaction.commit();
            case ROLLBACK -> transaction.rollback();
            case SAVEPOINT -> transaction.savepoint(SqliteFacadeStatementKind.savepoint(statement), statement);
            case RELEASE -> transaction.release(SqliteFacadeStatementKind.savepoint(statement), statement);
            case ROLLBACK_TO -> transaction.rollbackTo(SqliteFacadeStatementKind.savepoint(statement), statement);
            case EMPTY, CHANGE, QUERY, OTHER -> {}
        }
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

    private static SQLiteErrorCode code(SQLException failure) {
        for (Throwable one = failure; one != null; one = one.getCause()) {
            if (one instanceof SQLiteException e) {
                return e.getResultCode();
            }
        }
        return SQLiteErrorCode.SQLITE_ERROR;
    }

    private static String text(List<? extends @Nullable Object> arguments, int index) {
        return (String) requireNonNull(arguments.get(index));
    }

    private static long number(List<? extends @Nullable Object> arguments, int index) {
        return (Long) requireNonNull(arguments.get(index));
    }

    private static boolean truth(List<? extends @Nullable Object> arguments, int index) {
        return Boolean.TRUE.equals(arguments.get(index));
    }

    private static List<? extends @Nullable Object> list(List<? extends @Nullable Object> arguments, int index) {
        return (List<?>) requireNonNull(arguments.get(index));
    }
}
