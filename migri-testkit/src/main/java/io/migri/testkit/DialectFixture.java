package io.migri.testkit;

import io.migri.api.ConnectionConfig;
import io.migri.spi.Dialect;
import io.migri.testkit.connection.Configs;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A dialect and an empty database to try it on, made for one test. Implemented by the tests of a dialect.
 *
 * <p>The contracts use standard SQL of the plainest sort: {@code CREATE TABLE animal (id integer PRIMARY KEY, name varchar(200))}.
 */
public interface DialectFixture {

    Dialect dialect();

    /** How to connect to the database, as a user who may create tables. Nobody else uses it during the test. */
    ConnectionConfig config();

    /** Statements that a careless migration might leave its session changed by, in ways that outlive it. */
    List<String> sessionChanges();

    /**
     * {@link #config()} by way of a proxy at that port of this machine, unencrypted. Not called where there is
     * {@link Limitation#NO_SERVER no server}.
     */
    default ConnectionConfig through(int port) {
        return Configs.at(config(), "127.0.0.1", port);
    }

    default Set<Limitation> limitations() {
        return Set.of();
    }

    /**
     * Statements that make the history {@value LegacyHistory#TABLE} as an earlier tool may have: with as little room for names as this
     * database can have. Empty where each table holds every name.
     */
    default List<String> narrowHistory() {
        return List.of();
    }

    /** How migri 0.7 keeps its history on this database; empty where it never did. */
    default Optional<LegacyHistory> legacyHistory() {
        return Optional.empty();
    }
}
