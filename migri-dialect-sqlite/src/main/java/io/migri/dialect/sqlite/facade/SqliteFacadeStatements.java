package io.migri.dialect.sqlite.facade;

import io.migri.dialect.sqlite.language.SqliteSplitter;
import io.migri.dialect.sqlite.language.SqliteStatement;
import io.migri.dialect.sqlite.language.SqliteTokens;
import io.migri.spi.script.ScriptException;
import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sqlite.SQLiteConnection;

/** Prepared statements that nobody uses at the moment, kept for the next who wants the same. */
final class SqliteFacadeStatements implements AutoCloseable {
    /** As many as Python's {@code sqlite3} keeps. */
    private static final int KEPT = 128;

    private final SQLiteConnection connection;
    private final Map<String, SqliteFacadeStatement> idle = new LinkedHashMap<>();

    SqliteFacadeStatements(SQLiteConnection connection) {
        this.connection = connection;
    }

    /** A statement that is the caller's until {@link #giveBack}. */
    SqliteFacadeStatement take(String sql) throws SQLException {
        SqliteFacadeStatement known = idle.remove(sql);
        return known != null ? known : prepared(sql);
    }

    void giveBack(SqliteFacadeStatement statement) throws SQLException {
        statement.reset();
        if (!statement.usable() || idle.containsKey(statement.sql())) {
            statement.close();
            return;
        }
        idle.put(statement.sql(), statement);
        if (idle.size() > KEPT) {
            idle.remove(idle.keySet().iterator().next()).close();
        }
    }

    /** To be called when tables may have changed, and with them the columns of statements. */
    @Override
    public void close() throws SQLException {
        for (SqliteFacadeStatement statement : new ArrayList<>(idle.values())) {
            statement.close();
        }
        idle.clear();
    }

    private SqliteFacadeStatement prepared(String sql) throws SQLException {
        SqliteFacadeStatement statement = new SqliteFacadeStatement(connection, sql);
        if (sql.indexOf(';') >= 0 && holdsSeveral(sql)) {
            statement.close();
            throw new SqliteFacadeRefusal("ProgrammingError", "You can only execute one statement at a time.");
        }
        return statement;
    }

    private static boolean holdsSeveral(String sql) {
        try (SqliteSplitter splitter = new SqliteSplitter(new StringReader(sql))) {
            SqliteStatement first = splitter.next(false);
            int start = first == null ? -1 : sql.indexOf(first.text());
            return first != null
                    && start >= 0
                    && continues(new SqliteTokens(sql, start + first.text().length()));
        } catch (ScriptException e) {
            return false;
        } catch (IOException e) {
            throw new AssertionError("a text in memory cannot fail", e);
        }
    }

    /** Whether anything stands behind the semicolon. */
    private static boolean continues(SqliteTokens tokens) {
        boolean semicolon = tokens.next();
        return semicolon && tokens.next();
    }
}
