package io.migri.spi.support.session;

import static java.util.Objects.requireNonNull;

import io.migri.spi.script.SessionValue;
import io.migri.spi.state.SessionState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Puts a session's settings back as they were. It asks for each at the first call of {@link #restore}, before any migration ran, and keeps
 * the answers. Used by the thread that uses the session.
 */
public final class KeptSettings implements SessionState {
    private final Connection connection;
    private final List<Setting> settings;
    private final Function<SessionValue, List<String>> forgetting;
    private @Nullable List<String> restoring;

    /**
     * Keeps these settings.
     *
     * @param forgetting gives the statements that remove what a script has left in the session, such as
     *     {@code DROP TABLE} for a temporary table; none where the session keeps it
     */
    public KeptSettings(
            Connection connection, List<Setting> settings, Function<SessionValue, List<String>> forgetting) {
        this.connection = requireNonNull(connection, "connection");
        this.settings = List.copyOf(settings);
        this.forgetting = requireNonNull(forgetting, "forgetting");
    }

    @Override
    public List<String> restore() throws SQLException {
        List<String> known = restoring;
        if (known == null) {
            known = ask();
            restoring = known;
        }
        return known;
    }

    @Override
    public List<String> forgetting(SessionValue value) {
        return forgetting.apply(value);
    }

    @Override
    public List<String> forgetting(Set<SessionValue> values) {
        return values.stream().flatMap(value -> forgetting(value).stream()).toList();
    }

    private List<String> ask() throws SQLException {
        List<String> statements = new ArrayList<>();
        for (Setting setting : settings) {
            new Query(connection).text(setting.query()).map(setting.statement()).ifPresent(statements::add);
        }
        return List.copyOf(statements);
    }

    /**
     * A setting of the session.
     *
     * @param query gives its value in the first column of its row; no row, or null, where there is nothing to put back
     * @param statement gives the statement that sets it to a value, which it has to quote. It must not end a transaction
     */
    public record Setting(String query, UnaryOperator<String> statement) {
        public Setting {
            requireNonNull(query, "query");
            requireNonNull(statement, "statement");
        }
    }
}
