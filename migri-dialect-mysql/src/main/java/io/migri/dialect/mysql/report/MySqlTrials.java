package io.migri.dialect.mysql.report;

import io.migri.dialect.mysql.connection.MySqlServer;
import io.migri.dialect.mysql.report.MySqlForms.Form;
import io.migri.dialect.mysql.state.MySqlLexer;
import io.migri.dialect.mysql.wire.MySqlErrors;
import io.migri.spi.wire.StatementFailedException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Executes statements and finds out which algorithm the server has for them, by sending the forms that name one, from the best on,
 * until the server takes one. A form that it refuses has done nothing but commit, as the statement itself would.
 */
public final class MySqlTrials {
    /**
     * The algorithm is not supported here, without and with a reason; the server does not know it; the table has too many row
     * versions. See the <a href="https://dev.mysql.com/doc/mysql-errors/9.7/en/server-error-reference.html">errors</a>.
     */
    private static final Set<Integer> REFUSED = Set.of(1845, 1846, 1800, 4092);

    /** It waited too long, met a deadlock, or was interrupted; MariaDB has a number of its own for that. */
    private static final Set<Integer> NOT_TO_BE_REPEATED = Set.of(1205, 1213, 1317, 1969, 3024);

    private final MySqlLexer lexer;
    private final MySqlServer server;
    private final boolean rehearsal;
    private Optional<Found> found = Optional.empty();
    private OptionalLong count = OptionalLong.empty();
    private long executions;

    /** @param rehearsal whether several forms may be tried */
    public MySqlTrials(MySqlLexer lexer, MySqlServer server, boolean rehearsal) {
        this.lexer = lexer;
        this.server = server;
        this.rehearsal = rehearsal;
    }

    /** Has {@code attempt} send {@code statement}, or the best form of it. */
    public <T> T run(String statement, Attempt<T> attempt) throws SQLException {
        found = Optional.empty();
        count = OptionalLong.empty();
        executions++;
        List<Form> forms = rehearsal ? forms(statement) : List.of();
        for (Form form : forms) {
            try {
                T result = attempt.send(form.text());
                found = Optional.of(new Found(form.algorithm(), form.concurrent()));
                return result;
            } catch (SQLException failure) {
                SQLException error = StatementFailedException.unwrap(failure);
                if (NOT_TO_BE_REPEATED.contains(error.getErrorCode()) || MySqlErrors.isLost(error)) {
                    throw failure;
                }
                if (!REFUSED.contains(error.getErrorCode())) {
                    // its grammar has no room for an algorithm, or it fails anyway, which it had better do in its own
                    // words
                    return attempt.send(statement);
                }
            }
        }
        T result = attempt.send(statement);
        found = forms.isEmpty() ? Optional.empty() : Optional.of(new Found("COPY", false));
        return result;
    }

    /** The last statement changed so many rows; negative where it returned some. */
    public void counted(long rows) {
        count = rows < 0 ? OptionalLong.empty() : OptionalLong.of(rows);
    }

    OptionalLong count() {
        return count;
    }

    /** What the last statement took; empty where that was not tried. */
    Optional<Found> found() {
        return found;
    }

    /** How many statements there were. */
    long executions() {
        return executions;
    }

    private List<Form> forms(String statement) {
        return MySqlOperationReading.only(lexer.tokens(statement))
                .map(operation -> MySqlForms.of(statement, operation, server))
                .orElse(List.of());
    }

    /** Sends a form of a statement. */
    @FunctionalInterface
    public interface Attempt<T> {
        T send(String text) throws SQLException;
    }

    /**
     * What the server took.
     *
     * @param concurrent whether others may write to the table meanwhile
     */
    record Found(String algorithm, boolean concurrent) {}
}
