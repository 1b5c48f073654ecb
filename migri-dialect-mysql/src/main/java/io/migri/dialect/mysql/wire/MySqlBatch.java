package io.migri.dialect.mysql.wire;

import io.migri.dialect.mysql.connection.MySqlAnswers;
import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.spi.wire.StatementFailedException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.LongConsumer;

/** Sends several statements in one message and counts the answers, to know which one failed. */
final class MySqlBatch {
    /** At most three bytes go for a character, and the driver adds a few of its own. */
    private static final int BYTES_PER_CHARACTER = 4;

    private final MySqlConnection connection;
    private String watched = "";
    private LongConsumer keys = key -> {};

    MySqlBatch(MySqlConnection connection) {
        this.connection = connection;
    }

    /** Has {@code keys} told of the key that the server generates for {@code insert}, whenever that is executed. */
    void watch(String insert, LongConsumer listener) {
        watched = insert;
        keys = listener;
    }

    void execute(List<String> statements) throws StatementFailedException {
        int from = 0;
        while (from < statements.size()) {
            int to = end(statements, from);
            long ignored = send(statements, from, to);
            from = to;
        }
    }

    /** Executes one statement; returns how many rows it changed, negative where it returned rows. */
    long count(String statement) throws StatementFailedException {
        return send(List.of(statement), 0, 1);
    }

    /** Where a message that begins with the statement at {@code from} ends. */
    private int end(List<String> statements, int from) {
        if (!connection.takesSeveralStatements()) {
            return from + 1;
        }
        int room = connection.packetLimit() / BYTES_PER_CHARACTER;
        int to = from;
        do {
            room -= statements.get(to).length() + 1;
            to++;
        } while (to < statements.size() && statements.get(to).length() < room && !endsMessage(statements.get(to - 1)));
        return to;
    }

    private long send(List<String> statements, int from, int to) throws StatementFailedException {
        MySqlAnswers answers = connection.countAnswers();
        try (answers;
                Statement statement = connection.connection().createStatement()) {
            statement.setEscapeProcessing(false);
            if (connection.streamsFreely()) {
                statement.setFetchSize(Integer.MIN_VALUE);
            }
            boolean rows = statement.execute(joined(statements, from, to));
            long changed = rows ? -1 : statement.getLargeUpdateCount();
            for (int next = from; rows || statement.getUpdateCount() >= 0; next++) {
                if (rows) {
                    drop(statement.getResultSet());
                } else if (next < to && statements.get(next).equals(watched)) {
                    connection.generatedKey(statement).ifPresent(keys);
                }
                rows = statement.getMoreResults();
            }
            return changed;
        } catch (SQLException failure) {
            throw new StatementFailedException(Math.min(from + answers.count(), to - 1), failure);
        }
    }

    /** The driver loses count of what it streams unless every row is taken. */
    private static void drop(ResultSet rows) throws SQLException {
        while (rows.next()) {
            // nobody wants it
        }
    }

    private static String joined(List<String> statements, int from, int to) {
        if (to - from == 1) {
            return statements.get(from);
        }
        int length = to - from;
        for (int i = from; i < to; i++) {
            length += statements.get(i).length();
        }
        StringBuilder text = new StringBuilder(length);
        for (int i = from; i < to; i++) {
            text.append(i == from ? "" : ";").append(statements.get(i));
        }
        return text.toString();
    }

    private static boolean endsMessage(String statement) {
        return answersSeveralTimes(statement) || mayHaveABody(statement);
    }

    /**
     * Whether it may create a routine, a trigger or an event. MySQL looks on for a label after a body's end, and would keep the
     * separator that it finds there as a part of the body.
     */
    private static boolean mayHaveABody(String statement) {
        return (begins(statement, "CREATE") || begins(statement, "ALTER") || begins(statement, "/*"))
                && (mentions(statement, "PROCEDURE")
                        || mentions(statement, "FUNCTION")
                        || mentions(statement, "TRIGGER")
                        || mentions(statement, "PACKAGE")
                        || mentions(statement, "EVENT"));
    }

    private static boolean mentions(String statement, String word) {
        for (int i = 0; i <= statement.length() - word.length(); i++) {
            if (statement.regionMatches(true, i, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }

    /** Whether a statement may have any number of results. It then ends its message, or the others could not be told apart. */
    private static boolean answersSeveralTimes(String statement) {
        return begins(statement, "CALL")
                || begins(statement, "EXECUTE")
                || begins(statement, "BEGIN NOT")
                || begins(statement, "IF")
                || begins(statement, "CASE")
                || begins(statement, "LOOP")
                || begins(statement, "WHILE")
                || begins(statement, "REPEAT")
                || begins(statement, "FOR");
    }

    private static boolean begins(String statement, String word) {
        return statement.regionMatches(true, 0, word, 0, word.length());
    }
}
