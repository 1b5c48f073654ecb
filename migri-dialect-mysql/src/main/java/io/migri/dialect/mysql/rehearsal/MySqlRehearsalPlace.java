package io.migri.dialect.mysql.rehearsal;

import io.migri.api.text.Text;
import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.dialect.mysql.connection.MySqlServer;
import io.migri.dialect.mysql.rehearsal.reach.MySqlBeyond;
import io.migri.dialect.mysql.rehearsal.reach.MySqlRedirection;
import io.migri.dialect.mysql.rehearsal.reach.MySqlStage;
import io.migri.dialect.mysql.rehearsal.scratch.MySqlScratchConnections;
import io.migri.dialect.mysql.rehearsal.scratch.MySqlScratchDatabase;
import io.migri.dialect.mysql.state.MySqlSessionSnapshot;
import io.migri.spi.rehearsal.RehearsalRequest;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Where a dry run is to happen. Nothing is made there yet.
 *
 * @param connections its own, which close with it
 * @param database the one to make, and to drop again
 * @param stage what has statements work there
 */
public record MySqlRehearsalPlace(MySqlScratchConnections connections, MySqlScratchDatabase database, MySqlStage stage)
        implements AutoCloseable {

    /**
     * A place to rehearse migrations of {@code database}.
     *
     * @param state of the session to be like
     */
    public static MySqlRehearsalPlace open(
            MySqlConnection original,
            MySqlServer server,
            String database,
            MySqlSessionSnapshot state,
            RehearsalRequest request)
            throws SQLException {
        MySqlScratchConnections connections = MySqlScratchConnections.open(original, server, state.settings(), request);
        try {
            return of(connections, server, database, state, request);
        } catch (SQLException | RuntimeException e) {
            connections.close();
            throw e;
        }
    }

    private static MySqlRehearsalPlace of(
            MySqlScratchConnections connections,
            MySqlServer server,
            String database,
            MySqlSessionSnapshot state,
            RehearsalRequest request)
            throws SQLException {
        Connection copy = connections.copy();
        MySqlScratchDatabase scratch = MySqlScratchDatabase.named(connections);
        boolean folded = folded(copy);
        if (folded != folded(connections.real())) {
            request.warn()
                    .accept(Text.of(
                            "the two servers differ in lower_case_table_names, so the dry run may accept a name that a run"
                                    + " does not"));
        }
        MySqlRedirection redirection = new MySqlRedirection(database, scratch.name(), folded, MySqlServer.of(copy));
        MySqlBeyond beyond = MySqlRehearsalAccount.beyond(connections, request);
        MySqlStage stage = connections.apart()
                ? MySqlStage.apart(redirection, beyond, state.sqlMode(), connections.real(), server)
                : new MySqlStage(redirection, beyond, state.sqlMode());
        return new MySqlRehearsalPlace(connections, scratch, stage);
    }

    @Override
    public void close() throws SQLException {
        connections.close();
    }

    private static boolean folded(Connection connection) throws SQLException {
        return !MySqlConnection.text(connection, "select @@lower_case_table_names")
                .orElse("0")
                .equals("0");
    }
}
