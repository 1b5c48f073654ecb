package io.migri.testkit;

import io.migri.api.ConnectionConfig;
import io.migri.spi.Dialect;
import io.migri.testkit.connection.Configs;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A dialect and an empty database to try it on, made for one test. Implemented by the tests of a dialect. Each contract closes it behind each
 * test; it is of no use any more then.
 *
 * <p>The contracts use standard SQL of the plainest sort: {@code CREATE TABLE animal (id integer PRIMARY KEY, name varchar(200))}.
 */
public interface DialectFixture extends AutoCloseable {

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

    /**
     * A schema, or what the database calls so, that is not the one in which the connection finds tables. It is there from the first call
     * on, and the user may make tables in it. Empty where the history cannot be in another schema: the dialect refuses each then.
     */
    default Optional<String> otherSchema() throws SQLException {
        return Optional.empty();
    }

    /**
     * Statements of which the last runs code that commits, such as a procedure; those before it make the code. Empty where there is {@link
     * Limitation#NO_COMMITTING_CODE no such code}.
     */
    default List<String> committingCode() {
        return List.of();
    }

    /** Statements by which a script gives up the lock that keeps two runs apart. Empty where no statement can do that. */
    default List<String> givingUpTheLock() {
        return List.of();
    }

    /**
     * Statements that reach beyond a rehearsal, each by itself: they write a file, change another database or the server. A rehearsal
     * refuses each before it runs. At least one, unless there is {@link Limitation#NO_REHEARSAL no rehearsal}.
     */
    default List<String> beyondRehearsal() {
        return List.of();
    }

    /** Statements that came with a later version of the server than this, or that it has never had, and whose reader knows that. */
    default List<String> beyondServer() {
        return List.of();
    }

    /** Statements that set the password {@value RedactionContract#SECRET}; none where there are {@link Limitation#NO_ACCOUNTS no users}. */
    default List<String> passwords() {
        return List.of();
    }

    /** Gives back what the fixture has made. By default there is nothing. */
    @Override
    default void close() throws IOException, SQLException {}
}
