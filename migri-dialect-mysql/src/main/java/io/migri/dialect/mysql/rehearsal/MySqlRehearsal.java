package io.migri.dialect.mysql.rehearsal;

import io.migri.api.DatabaseError;
import io.migri.api.text.Text;
import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.dialect.mysql.rehearsal.scratch.MySqlScratchConnections;
import io.migri.dialect.mysql.rehearsal.scratch.MySqlScratchCopy;
import io.migri.dialect.mysql.rehearsal.scratch.MySqlScratchDatabase;
import io.migri.dialect.mysql.rehearsal.scratch.MySqlScratchLeftovers;
import io.migri.dialect.mysql.wire.MySqlErrors;
import io.migri.spi.DialectSession;
import io.migri.spi.rehearsal.OnCopy;
import io.migri.spi.rehearsal.RehearsalRequest;
import io.migri.spi.rehearsal.Restriction;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A copy of the database in another one, on the same server or on one that was named for it, because DDL <a
 * href="https://dev.mysql.com/doc/refman/9.7/en/implicit-commit.html">commits</a>. It has connections of its own, which are closed
 * with it.
 */
public final class MySqlRehearsal implements OnCopy<DialectSession> {
    private final MySqlRehearsalPlace place;
    private final DialectSession session;
    private final RehearsalRequest request;

    /**
     * A rehearsal, which has yet to begin.
     *
     * @param place closed with the rehearsal
     * @param session on the connection of the copy
     */
    public MySqlRehearsal(MySqlRehearsalPlace place, DialectSession session, RehearsalRequest request) {
        this.place = place;
        this.session = session;
        this.request = request;
    }

    @Override
    public DialectSession session() {
        return session;
    }

    @Override
    public Optional<Restriction> restriction() {
        return Optional.of(place.stage().restriction());
    }

    @Override
    public void begin() throws SQLException {
        List<String> restore = session.state().restore();
        String original = place.stage().redirection().from();
        MySqlScratchConnections connections = place.connections();
        request.inform()
                .accept(Text.of("the dry run makes a copy of " + original + ", "
                        + place.database().name()));
        if (connections.apart()) {
            MySqlScratchLeftovers.remove(connections.copy());
        }
        place.database().create(original);
        new MySqlScratchCopy(connections, place.stage(), request).run();
        for (String statement : restore) {
            MySqlConnection.execute(connections.copy(), statement);
        }
    }

    /** What is open on this connection would keep the tables from being dropped; if it is lost, another one does it. */
    @Override
    public void close() throws SQLException {
        try (MySqlScratchConnections closing = place.connections()) {
            MySqlScratchDatabase.tidy(closing.copy());
            place.database().drop();
            // of a run that was killed while its server worked, which ends later than the run does
            MySqlScratchLeftovers.remove(closing.copy());
        } catch (SQLException failure) {
            if (MySqlErrors.explain(failure, "").kind() != DatabaseError.Kind.CONNECTION_LOST) {
                throw failure;
            }
            place.database().dropWithout();
        }
    }
}
