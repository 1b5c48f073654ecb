package io.migri.dialect.postgresql.facade;

import io.migri.dialect.postgresql.facade.codec.PostgresqlBinaryNumber;
import io.migri.dialect.postgresql.facade.codec.PostgresqlOutdatedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Field;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.ParameterList;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.SqlCommand;

/**
 * A statement with the server's own parameters ({@code $1}), which the driver would not understand in its own statements: it has
 * only {@code ?}, which cannot stand twice for the same value. Used by one thread.
 */
final class PostgresqlFacadeStatement {
    private static final String EMPTY_HEX = "\\x";
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final int parameters;
    private final Query query;
    private int[] types = {};
    private Field[] columns = {};

    PostgresqlFacadeStatement(QueryExecutor executor, String text) {
        this.parameters = PostgresqlParameters.highest(text);
        this.query = executor.wrap(List.of(new NativeQuery(text, new int[parameters], false, SqlCommand.BLANK)));
    }

    Query query() {
        return query;
    }

    ParameterList noValues() {
        return query.createParameterList();
    }

    /** What the server said of the parameters and the columns. */
    void describe(int[] parameterTypes, Field[] described) {
        types = parameterTypes;
        columns = described;
    }

    /** @throws PostgresqlOutdatedStatement where the columns are not those that were described */
    void requireSame(Field[] found) throws PostgresqlOutdatedStatement {
        boolean same = found.length == columns.length;
        for (int i = 0; same && i < found.length; i++) {
            same = found[i].getOID() == columns[i].getOID();
        }
        if (!same) {
            throw new PostgresqlOutdatedStatement();
        }
    }

    ParameterList values(List<?> values) throws SQLException {
        ParameterList list = query.createParameterList();
        if (values.size() != parameters) {
            throw new IllegalArgumentException(parameters + " values are needed, not " + values.size());
        }
        for (int i = 0; i < parameters; i++) {
            set(list, i + 1, i, values.get(i));
        }
        return list;
    }

    /**
     * The values from {@code start} to {@code end} of all columns, execution by execution. A list for many executions is to be had from
     * the driver only by way of a query of as many parts.
     */
    ParameterList values(QueryExecutor executor, List<?> columns, int start, int end) throws SQLException {
        if (columns.size() != parameters) {
            throw new IllegalArgumentException(parameters + " values are needed, not " + columns.size());
        }
        NativeQuery[] parts = new NativeQuery[end - start];
        Arrays.fill(parts, new NativeQuery("", new int[parameters], false, SqlCommand.BLANK));
        ParameterList list = executor.wrap(List.of(parts)).createParameterList();
        int before = 0;
        for (int i = start; i < end; i++) {
            for (int column = 0; column < parameters; column++) {
                set(list, ++before, column, ((List<?>) columns.get(column)).get(i));
            }
        }
        return list;
    }

    /** The driver has simple parameters for a query of one part, and composite ones for others. */
    Query repeated(int times) {
        return times == 1 ? query : new PostgresqlRepeatedQuery(query, times);
    }

    void close() {
        query.close();
    }

    private void set(ParameterList list, int index, int parameter, @Nullable Object value) throws SQLException {
        if (value == null) {
            list.setNull(index, 0);
        } else if (value instanceof Number number) {
            PostgresqlBinaryNumber.set(list, index, types[parameter], number);
        } else {
            list.setStringParameter(index, literal(value), 0);
        }
    }

    private static String literal(Object value) {
        return value instanceof byte[] bytes ? hex(bytes) : String.valueOf(value);
    }

    private static String hex(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length * 2 + 2).append(EMPTY_HEX);
        for (byte one : bytes) {
            text.append(HEX[(one >> 4) & 0xF]).append(HEX[one & 0xF]);
        }
        return text.toString();
    }
}
