package io.migri.core.client;

import io.migri.spi.DialectSession;
import io.migri.spi.history.History;
import io.migri.spi.lock.Locks;
import io.migri.spi.rehearsal.Rehearsals;
import io.migri.spi.script.Language;
import io.migri.spi.state.SessionState;
import java.sql.Connection;

/**
 * The session of a database that nothing is sent to: it answers questions, and what is to be executed is written down.
 *
 * @param asked the real one
 * @param wire what writes
 */
public record WritingSession(DialectSession asked, WritingWire wire) implements DialectSession {

    @Override
    public Connection connection() {
        return asked.connection();
    }

    @Override
    public String server() {
        return asked.server();
    }

    @Override
    public Language language() {
        return asked.language();
    }

    @Override
    public SessionState state() {
        return asked.state();
    }

    @Override
    public Locks locks() {
        return asked.locks();
    }

    @Override
    public History history() {
        return asked.history();
    }

    @Override
    public Rehearsals<DialectSession> rehearsals() {
        return asked.rehearsals();
    }

    @Override
    public void cancel() {
        asked.cancel();
    }
}
