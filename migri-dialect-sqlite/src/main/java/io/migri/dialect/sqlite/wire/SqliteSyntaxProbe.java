package io.migri.dialect.sqlite.wire;

import io.migri.dialect.sqlite.connection.SqliteReason;
import io.migri.dialect.sqlite.language.SqliteQuoting;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalInt;
import java.util.Properties;
import org.sqlite.SQLiteConnection;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * Tells which of several equal tokens SQLite stumbled over, by letting an empty database in memory try the beginnings of the
 * statement, none of which is executed. The parser stops at its first error, so a beginning fails in the same way exactly if it
 * reaches that far.
 */
final class SqliteSyntaxProbe {
    private static final int LONGEST = 200_000;
    private static final int MOST_TABLES = 5;

    private final SQLiteConnection memory;
    private final String message;
    private final String statement;

    private SqliteSyntaxProbe(SQLiteConnection memory, String message, String statement) {
        this.memory = memory;
        this.message = message;
        this.statement = statement;
    }

    /**
     * The first of {@code starts} up to which the statement fails with {@code message}; empty where that cannot be seen.
     *
     * @param length how long the token is that stands at each of them
     */
    static OptionalInt firstThatFails(String message, String statement, List<Integer> starts, int length) {
        if (starts.isEmpty() || statement.length() > LONGEST) {
            return OptionalInt.empty();
        }
        try (SQLiteConnection memory = new JDBC4Connection("jdbc:sqlite::memory:", ":memory:", new Properties())) {
            return new SqliteSyntaxProbe(memory, message, statement).firstThatFails(starts, length);
        } catch (SQLException e) {
            return OptionalInt.empty();
        }
    }

    private OptionalInt firstThatFails(List<Integer> starts, int length) throws SQLException {
        if (!failsAlike(statement.length())) {
            return OptionalInt.empty();
        }
        int low = 0;
        int high = starts.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (failsAlike(starts.get(middle) + length)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return failsAlike(starts.get(low) + length) ? OptionalInt.of(starts.get(low)) : OptionalInt.empty();
    }

    /** Some statements look for their table before their end is read; it is made up then. */
    private boolean failsAlike(int end) throws SQLException {
        String failure = failure(end);
        for (int made = 0; made < MOST_TABLES && failure.startsWith("no such table: "); made++) {
            makeTable(failure.substring(failure.indexOf(": ") + 2));
            failure = failure(end);
        }
        return failure.equals(message);
    }

    private String failure(int end) {
        try {
            memory.prepareStatement(statement.substring(0, end)).close();
            return "";
        } catch (SQLException e) {
            return SqliteReason.message(e);
        }
    }

    private void makeTable(String name) throws SQLException {
        String simple = SqliteQuoting.name(name.substring(name.indexOf('.') + 1));
        memory.getDatabase()._exec("create table if not exists " + simple + " (made_up)");
    }
}
