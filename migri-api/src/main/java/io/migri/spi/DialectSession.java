package io.migri.spi;

import io.migri.spi.binding.ScriptBinding;
import io.migri.spi.client.ClientScript;
import io.migri.spi.examination.Finding;
import io.migri.spi.history.History;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.lock.Locks;
import io.migri.spi.probe.ProbeRequest;
import io.migri.spi.probe.StatementProbe;
import io.migri.spi.rehearsal.Rehearsals;
import io.migri.spi.schema.SchemaReader;
import io.migri.spi.script.Language;
import io.migri.spi.state.SessionState;
import io.migri.spi.watch.StatementWatch;
import io.migri.spi.wire.Wire;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A {@link Dialect} bound to one connection. Used by one thread at a time, but for {@link #cancel()}. Implemented by dialects;
 * it grows only by default methods.
 *
 * <p>The connection stays in auto-commit mode as far as JDBC knows: the core opens and ends transactions by sending the
 * statements of {@link io.migri.spi.wire.Wire#syntax()} along with those of the migration, so that they share a round trip.
 */
public interface DialectSession {

    Connection connection();

    /** The server's product and version, such as {@code postgresql 15.18}. Sends nothing. */
    String server();

    /** How its scripts are written. The same at each call. */
    Language language();

    /** How statements get to the database. The same at each call. */
    Wire wire();

    /** What the session remembers. The same at each call. */
    SessionState state();

    /** What keeps runs apart. The same at each call. */
    Locks locks();

    /** What was applied. The same at each call. */
    History history();

    /** What tries migrations out. The same at each call. */
    Rehearsals<DialectSession> rehearsals();

    /**
     * What tells the effects of single statements; empty where the dialect cannot. Called with the lock held, before the first migration
     * and outside of a transaction, or within that of a rehearsal, and may ask the server. Sizes are those of the real tables, also on
     * a copy.
     */
    default Optional<StatementProbe> probe(ProbeRequest request) throws SQLException {
        return Optional.empty();
    }

    /** What tells how far a long statement is. The same at each call. By default it tells nothing. Sends nothing. */
    default StatementWatch watch() {
        return StatementWatch.NONE;
    }

    /** What scripts for this database expect; empty where the dialect has nothing for them. Sends nothing. */
    default Optional<ScriptBinding> scriptBinding() {
        return Optional.empty();
    }

    /** What writes scripts for the database's own client; empty where the dialect knows none. May ask the server. */
    default Optional<ClientScript> clientScript() throws SQLException {
        return Optional.empty();
    }

    /**
     * What is to be known of the server's kind and version. A run does not begin where one is a {@link Finding.State#PROBLEM}, such as a
     * version that is too old, unless the user wants it to; a {@link Finding.State#WARNING} is told to those who look closely. The version
     * is the one that the server itself gives in answer to a query, for who stands in front of it may give another when connecting. Called
     * with the lock held, or to examine the database; may ask the server what {@link io.migri.spi.lock.Locks#tryLock} did not learn.
     */
    default List<Finding> support() throws SQLException {
        return List.of();
    }

    /**
     * Looks whether this user can do here what a run does. Changes nothing.
     */
    default List<Finding> examine(HistoryTable table) throws SQLException {
        return List.of();
    }

    /** What tells the parts of a schema, so that what an undo forgets is found; empty where the dialect cannot. Sends nothing. */
    default Optional<SchemaReader> schema() {
        return Optional.empty();
    }

    /** Makes the statement under way end soon with an error. Called from another thread; must not throw and must not wait long. */
    void cancel();
}
