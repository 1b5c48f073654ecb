package io.migri.spi;

import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseError;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import io.migri.spi.history.HistoryTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of database. This and what it hands out is the whole of what a new one has to provide.
 *
 * <p>Implementations are stateless and thread-safe and have a public constructor without parameters. They are found by
 * {@link java.util.ServiceLoader}. Extend the contract tests of {@code migri-testkit} to check yours.
 */
public interface Dialect {

    /** A stable, unique, lower-case name such as {@code postgresql}. */
    String id();

    /** Whether {@code config}, which names no dialect, can only mean this one. Does not connect. */
    boolean matches(ConnectionConfig config);

    /** Whether {@code connection}, which somebody else opened, leads to a database of this kind. Changes nothing. */
    boolean matches(Connection connection) throws SQLException;

    /**
     * Opens a connection in auto-commit mode. The caller closes it.
     *
     * @throws io.migri.api.MigriException with code {@code CONFIGURATION_INVALID} where {@code config} holds what this kind of
     *     database has no use for
     */
    Connection connect(ConnectionConfig config, Purpose purpose) throws SQLException;

    /** Opens one to change the database with. Not to override. */
    default Connection connect(ConnectionConfig config) throws SQLException {
        return connect(config, Purpose.CHANGE);
    }

    /**
     * What {@link #connect} would make because it is not there yet, such as {@code the file /srv/app.db}; empty where it would make nothing.
     * Does not connect.
     */
    default Optional<String> creates(ConnectionConfig config) {
        return Optional.empty();
    }

    /**
     * Whether {@code failure}, by which {@link #connect} has ended, may go away by itself: nobody listens yet, the host has no
     * address yet, the server starts, stops or has no connection left. Not so for a wrong password, an unknown database or
     * refused encryption. Sends nothing. By default it is whatever {@link #explain} calls {@code UNREACHABLE}.
     */
    default boolean mayComeUp(SQLException failure) {
        return explain(failure, "").kind() == DatabaseError.Kind.UNREACHABLE;
    }

    /** Creates and drops whole databases. Empty where that is not for Migri to do, as it is by default. */
    default Optional<Databases> databases() {
        return Optional.empty();
    }

    /**
     * The names of all properties that {@link ConnectionConfig#properties()} may have, to refuse others by; empty where any may be. A set that
     * is sorted without regard to case takes them so.
     */
    default Set<String> propertyNames() {
        return Set.of();
    }

    /**
     * What the user should know about how {@link #connect} made {@code connection}, in sentences without a full stop: that the password
     * went in clear to a server that nobody has verified. Sends nothing. By default there is nothing.
     */
    default List<String> remarks(Connection connection) throws SQLException {
        return List.of();
    }

    /**
     * Binds to an open connection in auto-commit mode, whoever opened it. Sends nothing.
     *
     * @param others for a session that may need a second connection at times, to look at itself from outside; asked only when one is needed
     */
    DialectSession session(Connection connection, ConnectionSource others) throws SQLException;

    /** Binds to a connection that is the only one. Not to override. */
    default DialectSession session(Connection connection) throws SQLException {
        return session(connection, ConnectionSource.NONE);
    }

    /**
     * Why a dry run for a database of this kind cannot happen on another server. It is one sentence, with what to do
     * instead behind a semicolon. Empty where it can: Migri then asks {@link DialectSession#rehearsals()}.
     */
    default Optional<Text> refusesScratchServer() {
        return Optional.of(
                Text.of("a dry run on ", id(), " has no use for another server; leave out ", Option.DRY_RUN_SERVER));
    }

    /**
     * Why this kind of database cannot keep the history under that name, in one sentence; empty where it can. Asked where the user
     * named it. Sends nothing. By default every schema is refused.
     */
    default Optional<Text> refuses(HistoryTable table) {
        return table.schema() == null
                ? Optional.empty()
                : Optional.of(Text.of("the history cannot be " + table + ": " + id()
                        + " keeps it where the connection leads; give its name alone"));
    }

    /**
     * Says in neutral terms what went wrong.
     *
     * @param failure what the driver threw, at connecting or at executing
     * @param statement the text of the statement that failed, to which the result's offset refers; empty where there is none
     */
    DatabaseError explain(SQLException failure, String statement);
}
