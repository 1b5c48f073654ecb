package io.migri.core.guest;

import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.TextSpan;
import io.migri.spi.wire.BatchLimits;
import io.migri.spi.wire.StatementFailedException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What single methods of the ports may not answer, beside null. Keeps count for one object of a plug-in. */
final class Rules {
    private static final int HASH_LENGTH = 64;
    /** Those that execute statements of migrations. */
    private static final Set<String> SENDING = Set.of("Wire.execute", "Wire.load", "StatementProbe.execute");

    private int nextOrdinal;

    /** Whether that method hands statements of a migration to the database. */
    boolean sends(Method method) {
        return SENDING.contains(Answers.name(method));
    }

    /** After one of them has broken its contract, nothing but a rollback is safe. */
    boolean refusesAfterMisbehaviour(Method method, Object[] given) {
        return sends(method) && !(given[0] instanceof List<?> list && list.size() == 1 && isRollback(list.get(0)));
    }

    /** The first word decides; to undo is all that is to be let through. */
    private static boolean isRollback(Object statement) {
        return statement.toString().regionMatches(true, 0, "ROLLBACK", 0, "ROLLBACK".length());
    }

    /** Why {@code answer} is none; null where nothing is wrong with it. */
    @Nullable
    String objection(Method method, Object[] given, @Nullable Object answer) throws SQLException {
        if (answer == null) {
            return null;
        }
        return switch (Answers.name(method)) {
            case "Dialect.id",
                    "MigrationSourceProvider.scheme",
                    "AppliedLogProvider.name",
                    "RuntimeInstaller.name",
                    "MigrationFormat.name" -> isName(answer) ? null : "\"" + answer + "\", which is no name";
            case "MigrationExecutor.kinds" ->
                ((Collection<?>) answer).isEmpty() ? "no kind" : unlessNames((Collection<?>) answer);
            case "MigrationExecutor.tokens" -> isHash((String) answer) ? null : "\"" + answer + "\", which is no hash";
            case "PreparedMigration.statements" -> (long) answer < 0 ? answer + " statements" : null;
            case "Dialect.connect" -> ofConnection((Connection) answer);
            case "Wire.limits" -> ofLimits((BatchLimits) answer);
            case "StatementReader.next" -> ofStatement((SqlStatement) answer);
            case "Language.secrets" -> ofSpans((Collection<?>) answer, (String) given[0]);
            default -> null;
        };
    }

    /** The same for what a method threw. */
    @Nullable
    String objection(Method method, Object[] given, Throwable failure) {
        if (!(failure instanceof StatementFailedException failed)) {
            return null;
        }
        int most = given.length > 0 && given[0] instanceof List<?> statements ? statements.size() : 1;
        return failed.index() < 0 || failed.index() >= most || failed.completed() < 0
                ? "a failure of statement " + failed.index() + " of " + most
                : null;
    }

    private static @Nullable String unlessNames(Collection<?> names) {
        for (Object name : names) {
            if (name == null || !isName(name)) {
                return "\"" + name + "\", which is no name";
            }
        }
        return null;
    }

    /** Lower case, and nothing that would not show. */
    private static boolean isName(Object answer) {
        String name = (String) answer;
        return !name.isEmpty()
                && name.equals(name.toLowerCase(Locale.ROOT))
                && name.chars().allMatch(one -> Character.isLetterOrDigit(one) || "+-._".indexOf(one) >= 0);
    }

    private static boolean isHash(String answer) {
        return answer.length() == HASH_LENGTH
                && answer.chars().allMatch(one -> (one >= '0' && one <= '9') || (one >= 'a' && one <= 'f'));
    }

    /** One that is not used is closed. */
    private static @Nullable String ofConnection(Connection connection) throws SQLException {
        if (connection.getAutoCommit()) {
            return null;
        }
        connection.close();
        return "a connection that is not in auto-commit mode";
    }

    private static @Nullable String ofLimits(BatchLimits limits) {
        return limits.characters() < 1 || limits.statements() < 1 ? "limits that let nothing through" : null;
    }

    private @Nullable String ofStatement(SqlStatement statement) {
        if (statement.ordinal() != nextOrdinal) {
            return "statement " + statement.ordinal() + " where " + nextOrdinal + " was next";
        }
        nextOrdinal++;
        if (statement.text().isBlank()) {
            return "a statement without a text";
        }
        return statement.line() < 1 || statement.column() < 1 ? "a statement without a place" : null;
    }

    private static @Nullable String ofSpans(Collection<?> spans, String script) {
        for (Object one : spans) {
            if (one instanceof TextSpan span
                    && (span.start() < 0 || span.end() > script.length() || span.start() > span.end())) {
                return "a text from " + span.start() + " to " + span.end() + " of " + script.length() + " characters";
            }
        }
        return null;
    }
}
