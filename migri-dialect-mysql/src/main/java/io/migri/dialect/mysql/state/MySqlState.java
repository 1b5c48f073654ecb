package io.migri.dialect.mysql.state;

import io.migri.dialect.mysql.language.MySqlText;
import io.migri.dialect.mysql.wire.MySqlWire;
import io.migri.spi.script.SessionValue;
import io.migri.spi.state.Aside;
import io.migri.spi.state.SessionState;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a session remembers, and what scripts made of it. */
public final class MySqlState implements SessionState {
    private final MySqlFacts facts;
    private final MySqlWire wire;
    private @Nullable MySqlScriptFollower follower;

    /** @param wire what has sent the statements of the scripts */
    public MySqlState(MySqlFacts facts, MySqlWire wire) {
        this.facts = facts;
        this.wire = wire;
    }

    /**
     * Who follows the scripts. Asks the server once.
     *
     * @param locks the names of this run's locks in a database
     */
    public MySqlScriptFollower follow(Function<String, Set<String>> locks) throws SQLException {
        MySqlScriptFollower known = follower;
        if (known == null) {
            String original = facts.originalDatabase();
            known = new MySqlScriptFollower(
                    facts.state(), new MySqlSurroundingsQuery(facts.reader(), original).ask(locks.apply(original)));
            follower = known;
        }
        return known;
    }

    @Override
    public boolean lentInTransaction() throws SQLException {
        return wire.lentInTransaction();
    }

    @Override
    public List<String> restore() throws SQLException {
        return new MySqlRestoring(facts.state(), follower).statements();
    }

    @Override
    public List<String> restoreOutside() throws SQLException {
        return facts.state().restoreStatementsOutsideTransaction();
    }

    @Override
    public Aside aside() {
        MySqlSessionSnapshot known = facts.knownState();
        return known == null ? Aside.NONE : new MySqlRestoring(known, follower).aside();
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
    public List<String> forgetting(Set<SessionValue> values) {
        return values.stream()
                .filter(value -> value.kind() != SessionValue.Kind.TEMPORARY_TABLE || !facts.usesTemporaryTables())
                .flatMap(value -> forgetting(value).stream())
                .toList();
    }

    @Override
    public Optional<String> leftByRollback() throws SQLException {
        return wire.leftByRollback(facts.makesTemporaryTables());
    }
}
