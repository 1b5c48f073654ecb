package io.migri.spi.support.session;

import static java.util.Objects.requireNonNull;

import io.migri.spi.DialectSession;
import io.migri.spi.history.History;
import io.migri.spi.lock.Locks;
import io.migri.spi.rehearsal.Rehearsals;
import io.migri.spi.script.Language;
import io.migri.spi.state.SessionState;
import java.sql.Connection;

/**
 * A session made of its parts, for a dialect that has no more to say. One that probes statements, or examines the user's rights, implements
 * {@link DialectSession} itself.
 *
 * @param server the server's product and version
 */
public record AssembledSession(
        Connection connection,
        String server,
        Language language,
        OneByOneWire wire,
        SessionState state,
        Locks locks,
        History history,
        Rehearsals<DialectSession> rehearsals)
        implements DialectSession {
    public AssembledSession {
        requireNonNull(connection, "connection");
        requireNonNull(server, "server");
        requireNonNull(language, "language");
        requireNonNull(wire, "wire");
        requireNonNull(state, "state");
        requireNonNull(locks, "locks");
        requireNonNull(history, "history");
        requireNonNull(rehearsals, "rehearsals");
    }

    @Override
    public void cancel() {
        wire.cancel();
    }
}
