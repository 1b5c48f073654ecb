package io.migri.dialect.postgresql.wire;

import io.migri.dialect.postgresql.effect.PostgresqlTransactionRules;
import io.migri.dialect.postgresql.language.PostgresqlSetting;
import io.migri.dialect.postgresql.language.PostgresqlWords;
import io.migri.spi.script.TransactionEffect;
import io.migri.spi.wire.StatementFailedException;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.SqlCommand;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Several statements as one message of the simple query protocol, which the server parses as a whole before it executes the first of
 * them (<a href="https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-MULTI-STATEMENT">manual</a>). The driver's own
 * statements would look for parameters and escapes, and take a result for each.
 */
final class PostgresqlMessage {
    /** Long enough for comments between its words. */
    private static final int LONGEST_CONTROL = 10_000;

    private static final String[] CONTROL = {"BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "/", "-"};
    private static final String[] ENDING = {"ROLLBACK", "COMMIT", "END", "ABORT", "RESET"};

    private static final String SEPARATOR = ";\n";
    private static final int FLAGS =
            QueryExecutor.QUERY_EXECUTE_AS_SIMPLE | QueryExecutor.QUERY_SUPPRESS_BEGIN | QueryExecutor.QUERY_NO_RESULTS;

    private final List<String> statements;
    private final int[] starts;
    private final String text;

    private PostgresqlMessage(List<String> statements) {
        this.statements = statements;
        this.starts = new int[statements.size()];
        if (starts.length == 1) {
            this.text = statements.get(0);
            return;
        }
        StringBuilder joined = new StringBuilder(length(statements));
        for (int i = 0; i < starts.length; i++) {
            starts[i] = joined.length();
            joined.append(statements.get(i)).append(SEPARATOR);
        }
        this.text = joined.toString();
    }

    /**
     * As many of {@code statements} as may go together from {@code first} on. Those outside of a transaction go alone, because the
     * server would make one of those that share a message. Those after one that changes how strings are read wait until the server has
     * executed it.
     *
     * @param open whether a transaction is open
     * @param standard whether a backslash in an ordinary string is an ordinary character by now
     */
    static PostgresqlMessage of(List<String> statements, int first, boolean open, boolean standard) {
        boolean within = open;
        int end = first;
        do {
            within = opensAfter(statements.get(end), within);
            end++;
        } while (end < statements.size()
                && within
                && !looksAtMessage(statements.get(end - 1))
                && !looksAtMessage(statements.get(end))
                && !changesReading(statements.get(end - 1), standard));
        return new PostgresqlMessage(statements.subList(first, end));
    }

    /** Whether it asks for the time or the text of its message, which to it is that of itself. */
    private static boolean looksAtMessage(String statement) {
        for (int at = statement.indexOf('_'); at >= 0; at = statement.indexOf('_', at + 1)) {
            if (isAround(statement, at, "statement", "timestamp") || isAround(statement, at, "current", "query")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAround(String statement, int underscore, String before, String behind) {
        return statement.regionMatches(true, underscore + 1, behind, 0, behind.length())
                && statement.regionMatches(true, underscore - before.length(), before, 0, before.length());
    }

    /**
     * Whether strings may be read otherwise behind it, with the transaction still open: behind {@code ROLLBACK TO}, {@code COMMIT AND CHAIN}, and
     * where they are not read as usual now, {@code RESET ALL}.
     */
    private static boolean changesReading(String statement, boolean standard) {
        char first = statement.isEmpty() ? ' ' : Character.toLowerCase(statement.charAt(0));
        if (first == 's') {
            return changesStrings(statement);
        }
        if ("rcea".indexOf(first) < 0 || !begins(statement, ENDING) || statement.length() >= LONGEST_CONTROL) {
            return false;
        }
        return switch (new PostgresqlWords(statement).next()) {
            case "ROLLBACK", "COMMIT", "END", "ABORT" -> true;
            case "RESET" -> !standard || changesStrings(statement);
            default -> false;
        };
    }

    /** Whether {@code statement} may change {@code standard_conforming_strings}; never false where it does so by itself. */
    static boolean changesStrings(String statement) {
        char first = statement.isEmpty() ? ' ' : statement.charAt(0);
        return (first == 'S' || first == 's' || first == 'R' || first == 'r')
                && statement.length() < 1000
                && mentionsStrings(statement);
    }

    int size() {
        return starts.length;
    }

    /**
     * Sends it and waits for the answer.
     *
     * @param before how many statements of the caller's were executed before it
     * @return how many rows the last of them that does so inserted, changed or deleted
     */
    OptionalLong send(QueryExecutor executor, int before) throws StatementFailedException {
        refuseNul(before);
        PostgresqlAnswer answer = new PostgresqlAnswer();
        SQLException failure = send(executor, answer);
        if (failure != null) {
            throw failed(failure, Math.min(answer.completed(), size() - 1), before);
        }
        return answer.changed();
    }

    private @Nullable SQLException send(QueryExecutor executor, PostgresqlAnswer answer) {
        try {
            NativeQuery query = new NativeQuery(text, null, false, SqlCommand.BLANK);
            executor.execute(executor.wrap(List.of(query)), null, answer, 0, 0, FLAGS);
            return answer.getException();
        } catch (SQLException e) {
            return e;
        }
    }

    /**
     * An error's position counts from the start of the message. Where it lies in a later statement than the one that was due,
     * that is the wrong syntax of a later one, which kept the whole message from being executed.
     */
    private StatementFailedException failed(SQLException failure, int completed, int before) {
        int position = position(failure);
        int holder = holder(position);
        boolean plausible = position >= 0 && (holder == completed || completed == 0);
        int index = plausible ? holder : completed;
        int offset = plausible
                ? Math.min(position - starts[index], statements.get(index).length())
                : -1;
        return new StatementFailedException(before + index, before + completed, new PostgresqlFailure(failure, offset));
    }

    /** Zero-based, in characters as Java counts them; negative where there is none. */
    private int position(SQLException failure) {
        ServerErrorMessage message = failure instanceof PSQLException e ? e.getServerErrorMessage() : null;
        return message == null ? -1 : PostgresqlErrors.index(text, message.getPosition());
    }

    private int holder(int position) {
        int holder = 0;
        while (holder + 1 < starts.length && starts[holder + 1] <= position) {
            holder++;
        }
        return holder;
    }

    /** It would end the message early. */
    private void refuseNul(int before) throws StatementFailedException {
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            SQLException refusal = new SQLException("PostgreSQL's texts cannot hold the character U+0000", "22021");
            int index = holder(nul);
            throw new StatementFailedException(
                    before + index, before, new PostgresqlFailure(refusal, nul - starts[index]));
        }
    }

    private static boolean opensAfter(String statement, boolean before) {
        if (!mayControl(statement)) {
            return before;
        }
        TransactionEffect effect = PostgresqlTransactionRules.effect(new PostgresqlWords(statement));
        return effect.begins() || (before && !effect.ends());
    }

    /** Whether it may be one of these; a comment may stand in front of it. */
    private static boolean mayControl(String statement) {
        return !statement.isEmpty()
                && "bscera/-".indexOf(Character.toLowerCase(statement.charAt(0))) >= 0
                && begins(statement, CONTROL)
                && statement.length() < LONGEST_CONTROL;
    }

    private static boolean begins(String statement, String... words) {
        for (String word : words) {
            if (statement.regionMatches(true, 0, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }

    /** Looks at underscores alone, for every statement of a migration is asked. */
    private static boolean mentionsStrings(String statement) {
        String wanted = PostgresqlSetting.STANDARD_STRINGS;
        int before = wanted.indexOf('_');
        for (int at = statement.indexOf('_'); at >= 0; at = statement.indexOf('_', at + 1)) {
            if (statement.regionMatches(true, at - before, wanted, 0, wanted.length())) {
                return true;
            }
        }
        return false;
    }

    private static int length(List<String> statements) {
        int length = 0;
        for (String statement : statements) {
            length += statement.length() + SEPARATOR.length();
        }
        return length;
    }
}
