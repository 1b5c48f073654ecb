package io.migri.dialect.mysql;

import io.migri.spi.script.SessionValue;
import io.migri.spi.state.Aside;
import io.migri.spi.state.SessionState;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What a session remembers, and what scripts made of it.
 *
 * @param language what has read the scripts
 * @param execution what has sent their statements
 */
record MySqlState(MySqlFacts facts, MySqlLanguage language, MySqlExecution execution) implements SessionState {

    @Override
    public List<String> restore() throws SQLException {
        return new MySqlRestoring(facts.state(), language.follower()).statements();
    }

    @Override
    public List<String> restoreOutside() throws SQLException {
        return facts.state().restoreStatementsOutsideTransaction();
    }

    @Override
    public Aside aside() {
        MySqlSessionState known = facts.knownState();
        return known == null ? Aside.NONE : new MySqlRestoring(known, language.follower()).aside();
    }

    /** It begins with the next statement that changes something. */
    @Override
    public Aside implicitTransaction() {
        return new Aside(List.of("SET autocommit=0"), List.of("SET autocommit=1"));
    }

    /** A prepared statement, a variable or a lock takes the place of the one before. */
    @Override
    public List<String> forgetting(SessionValue value) {
        return switch (value.kind()) {
            case TEMPORARY_TABLE -> List.of("DROP TEMPORARY TABLE IF EXISTS " + MySqlText.identifier(value.name()));
            case LOCK ->
                value.name().equals(SessionValue.ANY)
                        ? List.of()
                        : List.of("DO RELEASE_LOCK(" + MySqlText.literal(value.name()) + ")");
            default -> List.of();
        };
    }

    @Override
    public Optional<String> leftByRollback() throws SQLException {
        return execution.leftByRollback(facts.makesTemporaryTables());
    }
}
