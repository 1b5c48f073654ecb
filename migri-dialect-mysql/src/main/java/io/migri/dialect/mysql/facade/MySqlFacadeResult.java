package io.migri.dialect.mysql.facade;

import com.mysql.cj.jdbc.ClientPreparedStatement;
import com.mysql.cj.jdbc.StatementImpl;
import com.mysql.cj.jdbc.result.ResultSetInternalMethods;
import com.mysql.cj.result.Field;
import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.dialect.mysql.language.MySqlRawText;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The results of one text, read as they come. A result without rows is {@code ("done", affected, insert id, next, escapes,
 * warnings)}, one with rows {@code ("rows", columns, rows, whether there are more, next, escapes, warnings)}, where a column is
 * {@code (name, type code, flags, collation, length, decimals, table)}. Next tells whether another result follows; also where that
 * is not known yet. Escapes tells whether a backslash in a string means something from now on. Warnings are texts, and None where
 * there are none or rows are left.
 */
final class MySqlFacadeResult implements AutoCloseable {
    /** The result of what was not sent. */
    static Object nothing() {
        return new @Nullable Object[] {"done", 0L, 0L, false, null, null};
    }

    private final MySqlConnection connection;
    private final Statement statement;
    private boolean rows;
    private boolean advanced;
    private boolean pending;
    private @Nullable SQLException failure;
    private @Nullable ResultSet open;
    private MySqlFacadeValue @Nullable [] values;

    private MySqlFacadeResult(MySqlConnection connection, Statement statement) {
        this.connection = connection;
        this.statement = statement;
    }

    static MySqlFacadeResult of(MySqlConnection connection, String sql) throws SQLException {
        boolean raw = MySqlRawText.holdsBytes(sql);
        Statement statement =
                raw ? ofBytes(connection, sql) : connection.connection().createStatement();
        MySqlFacadeResult result = new MySqlFacadeResult(connection, statement);
        try {
            statement.setEscapeProcessing(false);
            if (connection.streamsFreely()) {
                statement.setFetchSize(Integer.MIN_VALUE);
            }
            // The driver refuses an empty text; the server has an error of its own for it.
            result.rows = statement instanceof PreparedStatement prepared
                    ? prepared.execute()
                    : statement.execute(sql.isBlank() ? ";" : sql);
            return result;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    /** The driver sends texts in an encoding; only what it takes for a value can be bytes: all but the first word. */
    private static Statement ofBytes(MySqlConnection connection, String sql) throws SQLException {
        String text = sql.strip();
        int word = MySqlRawText.firstWord(text);
        if (word == 0) {
            throw new SQLException("a statement with bytes that are no text has to begin with a word", "0A000");
        }
        PreparedStatement statement = connection.connection().prepareStatement(text.substring(0, word) + " ?");
        statement.unwrap(ClientPreparedStatement.class).setBytes(1, MySqlRawText.bytes(text.substring(word)), false);
        return statement;
    }

    /** How many rows the first result tells to have been changed; negative where it has rows itself. */
    long affected() throws SQLException {
        return rows ? -1 : statement.getLargeUpdateCount();
    }

    /** The first result, with at most {@code limit} rows. */
    Object first(int limit) throws SQLException {
        return rows ? opened(limit) : done();
    }

    /** The next result; null behind the last. */
    @Nullable
    Object next(int limit) throws SQLException {
        drop();
        if (!advanced) {
            advance();
        }
        advanced = false;
        if (failure != null) {
            throw failure;
        }
        return pending ? first(limit) : null;
    }

    /** Goes to the next result ahead of time, so that nobody has to ask whether there is one. */
    private boolean advance() {
        advanced = true;
        try {
            rows = statement.getMoreResults();
            pending = rows || statement.getLargeUpdateCount() >= 0;
            return pending;
        } catch (SQLException late) {
            failure = late;
            pending = false;
            return true;
        }
    }

    /** More rows of the result that is open. */
    Object rows(int limit) throws SQLException {
        List<@Nullable Object> found = new ArrayList<>(Math.min(limit, 1024));
        boolean more = fetch(limit, found);
        return new @Nullable Object[] {found, more, more ? null : warnings()};
    }

    private Object done() throws SQLException {
        StatementImpl driver = statement.unwrap(StatementImpl.class);
        long affected = driver.getLargeUpdateCount();
        long inserted = driver.getLastInsertID();
        @Nullable List<String> warnings = warnings();
        boolean next = advance();
        return new @Nullable Object[] {"done", affected, inserted, next, connection.backslashEscapes(), warnings};
    }

    private Object opened(int limit) throws SQLException {
        ResultSet result = statement.getResultSet();
        open = result;
        Field[] fields = result.unwrap(ResultSetInternalMethods.class)
                .getColumnDefinition()
                .getFields();
        MySqlFacadeValue[] each = new MySqlFacadeValue[fields.length];
        List<Object> columns = new ArrayList<>(fields.length);
        for (int i = 0; i < fields.length; i++) {
            each[i] = MySqlFacadeValue.of(fields[i]);
            columns.add(column(fields[i]));
        }
        values = each;
        List<@Nullable Object> found = new ArrayList<>();
        boolean more = fetch(limit, found);
        @Nullable List<String> warnings = more ? null : warnings();
        boolean next = more || advance();
        return new @Nullable Object[] {"rows", columns, found, more, next, connection.backslashEscapes(), warnings};
    }

    /** The driver asks the server for them only if the last answer says that there are some. */
    private @Nullable List<String> warnings() throws SQLException {
        List<String> texts = new ArrayList<>();
        for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
            texts.add(String.valueOf(warning.getMessage()));
        }
        return texts.isEmpty() ? null : texts;
    }

    private static Object[] column(Field field) {
        return new Object[] {
            field.getName(),
            field.getMysqlTypeId(),
            field.getFlags() & 0xFFFF,
            field.getCollationIndex(),
            MySqlFacadeWidth.of(field),
            MySqlFacadeWidth.decimals(field),
            field.getTableName() == null ? "" : field.getTableName()
        };
    }

    private boolean fetch(int limit, List<@Nullable Object> found) throws SQLException {
        ResultSet result = open;
        MySqlFacadeValue[] each = values;
        if (result == null || each == null) {
            return false;
        }
        while (found.size() < limit) {
            if (!result.next()) {
                drop();
                return false;
            }
            @Nullable Object[] row = new @Nullable Object[each.length];
            for (int i = 0; i < each.length; i++) {
                row[i] = each[i].of(result.getBytes(i + 1));
            }
            found.add(row);
        }
        return true;
    }

    /** The driver loses count of what it streams unless every row is taken. */
    private void drop() throws SQLException {
        ResultSet result = open;
        open = null;
        while (result != null && result.next()) {
            // nobody wants it
        }
    }

    @Override
    public void close() throws SQLException {
        try (Statement closing = statement) {
            drop();
            if (!advanced) {
                advance();
            }
            while (pending) {
                open = rows ? closing.getResultSet() : null;
                drop();
                advance();
            }
        }
    }
}
