package io.migri.dialect.postgresql;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.ParameterList;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.SqlCommand;

/**
 * A statement with the server's own parameters ({@code $1}), which the driver would not understand in its own statements: it has
 * only {@code ?}, which cannot stand twice for the same value. Used by one thread.
 */
final class PostgresqlScriptStatement {
    private static final String EMPTY_HEX = "\\x";
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final String text;
    private final int parameters;
    private final Query query;

    PostgresqlScriptStatement(QueryExecutor executor, String text) {
        this.text = text;
        this.parameters = PostgresqlParameters.highest(text);
        this.query = executor.wrap(List.of(nativeQuery()));
    }

    Query query() {
        return query;
    }

    ParameterList noValues() {
        return query.createParameterList();
    }

    ParameterList values(List<?> values) throws SQLException {
        ParameterList list = query.createParameterList();
        set(list, 0, values);
        return list;
    }

    /** The values of all of {@code rows}, one after the other. Parameters of the driver's come in this form only from its own queries. */
    ParameterList valuesOfAll(QueryExecutor executor, List<?> rows) throws SQLException {
        NativeQuery[] copies = new NativeQuery[rows.size()];
        java.util.Arrays.fill(copies, nativeQuery());
        ParameterList list = executor.wrap(List.of(copies)).createParameterList();
        int before = 0;
        for (Object row : rows) {
            set(list, before, (List<?>) row);
            before += parameters;
        }
        return list;
    }

    void close() {
        query.close();
    }

    private NativeQuery nativeQuery() {
        return new NativeQuery(text, new int[parameters], false, SqlCommand.BLANK);
    }

    private void set(ParameterList list, int before, List<?> values) throws SQLException {
        if (values.size() != parameters) {
            throw new IllegalArgumentException(parameters + " values are needed, not " + values.size());
        }
        for (int i = 0; i < parameters; i++) {
            Object value = values.get(i);
            if (value == null) {
                list.setNull(before + i + 1, 0);
            } else {
                list.setStringParameter(before + i + 1, literal(value), 0);
            }
        }
    }

    private static String literal(@Nullable Object value) {
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
