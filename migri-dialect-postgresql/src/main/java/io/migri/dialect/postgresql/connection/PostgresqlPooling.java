package io.migri.dialect.postgresql.connection;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.spi.ConnectionSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Tells whether a proxy between Migri and the server hands out the server's sessions for one transaction at a time (<a
 * href="https://www.pgbouncer.org/features.html">PgBouncer's table</a> of what that breaks).
 *
 * <p>A session that is Migri's own is always the same, and nobody else's. So this connection and a second one ask in turn who serves
 * them: a pool gives the one who asks next the session that became free last, or the next one in a circle, which two questions in a row
 * tell from one's own.
 */
public final class PostgresqlPooling {
    private static final int ROUNDS = 5;

    private PostgresqlPooling() {}

    /**
     * Refuses where sessions are shared.
     *
     * @param proxied whether there is a proxy for sure, so that it has to be shown to be harmless
     * @throws MigriException with code {@code CONFIGURATION_INVALID} and what to do instead
     */
    public static void refuseSharedSessions(Connection connection, boolean proxied, ConnectionSource others)
            throws SQLException {
        Optional<Connection> second = open(others);
        if (second.isEmpty()) {
            refuseShared(changes(connection));
            if (proxied) {
                throw refusal(
                        "a proxy stands between Migri and the server; the lock that keeps two runs apart works only if the"
                                + " proxy keeps one session for Migri, which one connection alone does not show");
            }
            return;
        }
        try (Connection other = second.get()) {
            refuseShared(meet(connection, other));
        }
    }

    /** A pool that has no more to give is as good as none. */
    private static Optional<Connection> open(ConnectionSource others) {
        try {
            return others.open();
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    private static boolean meet(Connection connection, Connection other) throws SQLException {
        int own = process(connection);
        for (int round = 0; round < ROUNDS; round++) {
            if (process(other) == own || process(connection) != own || process(connection) != own) {
                return true;
            }
        }
        return false;
    }

    private static boolean changes(Connection connection) throws SQLException {
        int own = process(connection);
        for (int round = 0; round < ROUNDS; round++) {
            if (process(connection) != own) {
                return true;
            }
        }
        return false;
    }

    private static int process(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_catalog.pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void refuseShared(boolean shared) {
        if (shared) {
            throw shared();
        }
    }

    public static MigriException shared() {
        return refusal("a proxy between Migri and the server gives each transaction another session of the server"
                + " (transaction pooling), so that the lock which keeps two runs apart would not hold");
    }

    private static MigriException refusal(String message) {
        return MigriException.of(ErrorCode.CONFIGURATION_INVALID, message)
                .help(
                        "nothing was changed; give the host and port of the server itself, or of a pool that keeps a session for each client"
                                + " (pool_mode=session of PgBouncer)")
                .build();
    }
}
