package io.migri.dialect.mysql;

import io.migri.api.DatabaseError;
import io.migri.spi.DialectSession;
import io.migri.spi.Rehearsal;
import io.migri.spi.RehearsalRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A copy of the database in another one, on the same server or on one that was named for it, because DDL <a
 * href="https://dev.mysql.com/doc/refman/9.7/en/implicit-commit.html">commits</a>. It has connections of its own, which are closed
 * with it.
 */
final class MySqlRehearsal implements Rehearsal {
    private final MySqlScratchConnections connections;
    private final MySqlScratchDatabase scratch;
    private final MySqlStage stage;
    private final MySqlSession session;
    private final RehearsalRequest request;

    private MySqlRehearsal(
            MySqlScratchConnections connections,
            MySqlScratchDatabase scratch,
            MySqlStage stage,
            MySqlSession session,
            RehearsalRequest request) {
        this.connections = connections;
        this.scratch = scratch;
        this.stage = stage;
        this.session = session;
        this.request = request;
    }

    /**
     * A rehearsal of migrations of {@code database}.
     *
     * @param state of the session to be like
     */
    static MySqlRehearsal of(
            MySqlConnection original,
            MySqlServer server,
            String database,
            MySqlSessionState state,
            RehearsalRequest request)
            throws SQLException {
        MySqlScratchConnections connections = MySqlScratchConnections.open(original, server, state, request);
        try {
            return of(connections, server, database, state, request);
        } catch (SQLException | RuntimeException e) {
            connections.close();
            throw e;
        }
    }

    private static MySqlRehearsal of(
            MySqlScratchConnections connections,
            MySqlServer server,
            String database,
            MySqlSessionState state,
            RehearsalRequest request)
            throws SQLException {
        Connection copy = connections.copy();
        MySqlScratchDatabase scratch = MySqlScratchDatabase.named(connections);
        boolean folded = folded(copy);
        if (folded != folded(connections.real())) {
            request.warn()
                    .accept("names of tables that differ in case are the same on only one of the two servers"
                            + " (lower_case_table_names), so the dry run may take a name that a run does not");
        }
        MySqlRedirection redirection = new MySqlRedirection(database, scratch.name(), folded, MySqlServer.of(copy));
        MySqlBeyond beyond = MySqlRehearsalAccount.beyond(connections, request);
        MySqlStage stage = connections.apart()
                ? MySqlStage.apart(redirection, beyond, state.sqlMode(), connections.real(), server)
                : new MySqlStage(redirection, beyond, state.sqlMode());
        return new MySqlRehearsal(connections, scratch, stage, MySqlSession.onStage(copy, stage), request);
    }

    @Override
    public DialectSession session() {
        return session;
    }

    @Override
    public boolean onRealDatabase() {
        return false;
    }

    @Override
    public Optional<Restriction> restriction() {
        return Optional.of(stage.restriction());
    }

    @Override
    public void begin() throws SQLException {
        List<String> restore = session.state().restore();
        request.inform()
                .accept("the dry run makes a copy of " + stage.redirection().from() + ", " + scratch.name());
        if (connections.apart()) {
            MySqlScratchLeftovers.remove(connections.copy());
        }
        scratch.create(stage.redirection().from());
        new MySqlScratchCopy(connections, stage, request).run();
        for (String statement : restore) {
            MySqlConnection.execute(connections.copy(), statement);
        }
    }

    /** What is open on this connection would keep the tables from being dropped; if it is lost, another one does it. */
    @Override
    public void close() throws SQLException {
        try (MySqlScratchConnections closing = connections) {
            MySqlScratchDatabase.tidy(closing.copy());
            scratch.drop();
            // of a run that was killed while its server worked, which ends later than the run does
            MySqlScratchLeftovers.remove(closing.copy());
        } catch (SQLException failure) {
            if (MySqlErrors.explain(failure, "").kind() != DatabaseError.Kind.CONNECTION_LOST) {
                throw failure;
            }
            connections.dropWithout(scratch);
        }
    }

    private static boolean folded(Connection connection) throws SQLException {
        return !MySqlConnection.text(connection, "select @@lower_case_table_names")
                .orElse("0")
                .equals("0");
    }
}
