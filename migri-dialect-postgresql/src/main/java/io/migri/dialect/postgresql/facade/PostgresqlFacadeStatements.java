package io.migri.dialect.postgresql.facade;

import io.migri.dialect.postgresql.facade.codec.PostgresqlRowFrame;
import io.migri.dialect.postgresql.facade.codec.PostgresqlTooManyArguments;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Field;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.ParameterList;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.SqlCommand;
import org.postgresql.core.TransactionState;

/** The statements, results and cursors that a script has open, by numbers. Used by one thread. */
final class PostgresqlFacadeStatements implements AutoCloseable {
    private static final int COMMON = QueryExecutor.QUERY_SUPPRESS_BEGIN;
    private static final int DESCRIBE = COMMON | QueryExecutor.QUERY_DESCRIBE_ONLY;
    private static final int EXTENDED = COMMON | QueryExecutor.QUERY_BOTH_ROWS_AND_STATUS;
    private static final int SIMPLE = EXTENDED | QueryExecutor.QUERY_EXECUTE_AS_SIMPLE;
    private static final int WITHOUT_ROWS = EXTENDED | QueryExecutor.QUERY_NO_METADATA;
    private static final int PORTAL = COMMON | QueryExecutor.QUERY_FORWARD_CURSOR;
    /** So many, and the driver waits for the server anyway. */
    private static final int TOGETHER = 250;
    /** asyncpg sends no more of them, and the driver cannot. */
    private static final int MOST_PARAMETERS = 32767;

    private final QueryExecutor executor;
    private final PostgresqlFacadeEvents events;
    private final Map<Integer, PostgresqlFacadeStatement> statements = new HashMap<>();
    private final Map<Integer, PostgresqlFacadeRows> results = new HashMap<>();
    private final Map<Integer, Portal> portals = new HashMap<>();
    private final Set<Integer> receivedBinary;
    private int lastNumber;

    private record Portal(ResultCursor cursor, PostgresqlRowFrame frame) {}

    PostgresqlFacadeStatements(QueryExecutor executor, PostgresqlFacadeEvents events) {
        this.executor = executor;
        this.events = events;
        this.receivedBinary = receivedBinary(executor);
        executor.setBinaryReceiveOids(PostgresqlRowFrame.BINARY);
    }

    /** Executes statements without parameters: {@code (tag of the last, events)}. */
    @Nullable
    Object[] run(String text) throws SQLException {
        Query query = executor.wrap(List.of(new NativeQuery(text, null, false, SqlCommand.BLANK)));
        PostgresqlFacadeAnswer answer = answer(false);
        executor.execute(query, null, answer, 0, 0, SIMPLE);
        return new @Nullable Object[] {answer.orThrow().tag(), events.take()};
    }

    /** {@code (number, parameter types, [(column, type), …], events)}. */
    @Nullable
    Object[] prepare(String text) throws SQLException {
        if (PostgresqlParameters.highest(text) > MOST_PARAMETERS) {
            throw new PostgresqlTooManyArguments(MOST_PARAMETERS);
        }
        PostgresqlFacadeStatement statement = new PostgresqlFacadeStatement(executor, text);
        ParameterList parameters = statement.noValues();
        PostgresqlFacadeAnswer answer = answer(true);
        executor.execute(statement.query(), parameters, answer, 0, 0, DESCRIBE);
        Field[] described = answer.orThrow().fields();
        Object[] columns = columns(described);
        statement.describe(parameters.getTypeOIDs(), described);
        statements.put(++lastNumber, statement);
        return new @Nullable Object[] {lastNumber, types(parameters), columns, events.take()};
    }

    /**
     * Executes: {@code (tag, rows, number of more or 0, events)}.
     *
     * @param limit at most so many rows; 0 for all
     */
    @Nullable
    Object[] query(int number, List<?> values, int limit) throws SQLException {
        PostgresqlFacadeStatement statement = statement(number);
        PostgresqlFacadeAnswer answer = answer(true);
        executor.execute(statement.query(), statement.values(values), answer, limit, 0, EXTENDED);
        statement.requireSame(answer.orThrow().fields());
        PostgresqlFacadeRows rows = new PostgresqlFacadeRows(answer);
        byte[] first = rows.next();
        return new @Nullable Object[] {answer.tag(), first, keep(rows), events.take()};
    }

    /** {@code (rows, number of more or 0, null)}. */
    @Nullable
    Object[] more(int number) {
        PostgresqlFacadeRows rows = results.remove(number);
        byte[] next = rows == null ? null : rows.next();
        return new @Nullable Object[] {next, rows == null ? 0 : keep(rows), null};
    }

    /**
     * Executes many times: {@code (rows, number of more or 0, events)}.
     *
     * @param columns a list of values for each parameter
     * @param count how many values each of them has
     * @param keepsRows whether the rows are wanted
     */
    @Nullable
    Object[] each(int number, List<?> columns, int count, boolean keepsRows) throws SQLException {
        PostgresqlFacadeStatement statement = statement(number);
        PostgresqlFacadeAnswer answer = answer(keepsRows);
        for (int start = 0; start < count; start += TOGETHER) {
            int end = Math.min(start + TOGETHER, count);
            Query repeated = statement.repeated(end - start);
            ParameterList values = statement.values(executor, columns, start, end);
            executor.execute(repeated, values, answer, 0, 0, keepsRows ? EXTENDED : WITHOUT_ROWS);
            answer.orThrow();
        }
        if (keepsRows && count > 0) {
            statement.requireSame(answer.fields());
        }
        PostgresqlFacadeRows rows = new PostgresqlFacadeRows(answer);
        byte[] first = keepsRows ? rows.next() : null;
        return new @Nullable Object[] {first, keepsRows ? keep(rows) : 0, events.take()};
    }

    /** Opens a cursor and takes its first rows: {@code (number or 0 where there are no more, rows, events)}. */
    @Nullable
    Object[] open(int number, List<?> values, int count) throws SQLException {
        PostgresqlFacadeStatement statement = statement(number);
        PostgresqlFacadeAnswer answer = answer(true);
        executor.execute(statement.query(), statement.values(values), answer, 0, count, PORTAL);
        statement.requireSame(answer.orThrow().fields());
        return portion(++lastNumber, answer, new PostgresqlRowFrame(answer.fields()));
    }

    /** Takes more rows from a cursor; the same answer. */
    @Nullable
    Object[] advance(int number, int count) throws SQLException {
        Portal portal = portals.get(number);
        if (portal == null) {
            return new @Nullable Object[] {0, new PostgresqlRowFrame(new Field[0]).encode(List.of()), null};
        }
        PostgresqlFacadeAnswer answer = answer(true);
        executor.fetch(portal.cursor(), answer, count, false);
        answer.orThrow();
        return portion(number, answer, portal.frame());
    }

    /** Closes a cursor. */
    @Nullable
    Object shut(int number) {
        Portal portal = portals.remove(number);
        if (portal != null) {
            portal.cursor().close();
        }
        return null;
    }

    /** Closes statements. */
    @Nullable
    Object forget(List<?> numbers) {
        for (Object number : numbers) {
            PostgresqlFacadeStatement statement = statements.remove(((Number) number).intValue());
            if (statement != null) {
                statement.close();
            }
        }
        return null;
    }

    @Override
    public void close() {
        List.copyOf(portals.keySet()).forEach(this::shut);
        forget(List.copyOf(statements.keySet()));
        results.clear();
        executor.setBinaryReceiveOids(receivedBinary);
    }

    boolean inFailedTransaction() {
        return executor.getTransactionState() == TransactionState.FAILED;
    }

    /** The driver has no other way to tell what is to be put back. */
    @SuppressWarnings("deprecation")
    private static Set<Integer> receivedBinary(QueryExecutor executor) {
        return Set.copyOf(executor.getBinaryReceiveOids());
    }

    private @Nullable Object[] portion(int number, PostgresqlFacadeAnswer answer, PostgresqlRowFrame frame) {
        ResultCursor cursor = answer.cursor();
        if (cursor == null) {
            portals.remove(number);
        } else {
            portals.put(number, new Portal(cursor, frame));
        }
        byte[] rows = frame.encode(answer.rows());
        return new @Nullable Object[] {cursor == null ? 0 : number, rows, events.take()};
    }

    private int keep(PostgresqlFacadeRows rows) {
        if (rows.isEmpty()) {
            return 0;
        }
        results.put(++lastNumber, rows);
        return lastNumber;
    }

    private PostgresqlFacadeStatement statement(int number) {
        PostgresqlFacadeStatement statement = statements.get(number);
        if (statement == null) {
            throw new IllegalArgumentException("there is no statement " + number);
        }
        return statement;
    }

    private PostgresqlFacadeAnswer answer(boolean keepsRows) {
        return new PostgresqlFacadeAnswer(events, keepsRows);
    }

    private static Object[] types(ParameterList parameters) {
        int[] oids = parameters.getTypeOIDs();
        Object[] types = new Object[oids.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = Integer.toUnsignedLong(oids[i]);
        }
        return types;
    }

    private static Object[] columns(Field[] fields) {
        Object[] columns = new Object[fields.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new Object[] {fields[i].getColumnLabel(), Integer.toUnsignedLong(fields[i].getOID())};
        }
        return columns;
    }
}
