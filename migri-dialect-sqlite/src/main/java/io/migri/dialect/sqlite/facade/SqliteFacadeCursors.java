package io.migri.dialect.sqlite.facade;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.DB;

/** Statements of which rows are still to be fetched, by number. */
final class SqliteFacadeCursors {
    private final DB database;
    private final SqliteFacadeStatements statements;
    private final Map<Long, SqliteFacadeStatement> open = new HashMap<>();
    private long last;

    SqliteFacadeCursors(DB database, SqliteFacadeStatements statements) {
        this.database = database;
        this.statements = statements;
    }

    /** The number of {@code statement} from now on. */
    long keep(SqliteFacadeStatement statement) {
        open.put(++last, statement);
        return last;
    }

    /** More rows, and whether there are still more. */
    Object fetch(long cursor, long rows) throws SQLException {
        SqliteFacadeStatement statement = open.get(cursor);
        if (statement == null) {
            return new Object[] {List.of(), false, -1L};
        }
        boolean hasMore = false;
        try {
            List<@Nullable Object[]> more = statement.fetch(rows);
            if (more.isEmpty()) {
                more = statement.fetch(rows);
            }
            hasMore = statement.hasMore();
            return new Object[] {more, hasMore, database.changes()};
        } finally {
            if (!hasMore) {
                open.remove(cursor);
                statements.giveBack(statement);
            }
        }
    }

    void close(List<? extends @Nullable Object> numbers) throws SQLException {
        for (Object number : numbers) {
            SqliteFacadeStatement statement = number == null ? null : open.remove((Long) number);
            if (statement != null) {
                statements.giveBack(statement);
            }
        }
    }

    void closeAll() throws SQLException {
        close(new ArrayList<>(open.keySet()));
    }
}
