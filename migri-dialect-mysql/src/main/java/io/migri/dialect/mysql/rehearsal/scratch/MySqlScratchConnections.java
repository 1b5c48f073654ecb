package io.migri.dialect.mysql.rehearsal.scratch;

import io.migri.api.ConnectionConfig;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import io.migri.dialect.mysql.connection.MySqlConnecting;
import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.dialect.mysql.connection.MySqlServer;
import io.migri.dialect.mysql.wire.MySqlErrors;
import io.migri.spi.rehearsal.RehearsalRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The connections of a dry run beside that of the run: one reads the database, the other works in its copy. Where both are on one server
 * they are the same.
 */
public final class MySqlScratchConnections implements AutoCloseable {
    private final MySqlConnection original;
    private final Connection real;
    private final Connection copy;
    private final Optional<ConnectionConfig> elsewhere;

    private MySqlScratchConnections(
            MySqlConnection original, Connection real, Connection copy, Optional<ConnectionConfig> elsewhere) {
        this.original = original;
        this.real = real;
        this.copy = copy;
        this.elsewhere = elsewhere;
    }

    /**
     * Opens them.
     *
     * @param settings statements that give a session those of the run
     * @throws MigriException where the other server is not one to rehearse on
     */
    public static MySqlScratchConnections open(
            MySqlConnection original, MySqlServer server, List<String> settings, RehearsalRequest request)
            throws SQLException {
        Connection real = original.another().orElseThrow(MySqlScratchConnections::strange);
        Connection copy = real;
        try {
            set(real, server.mariaDb() && original.openedByMigri(), settings);
            if (request.elsewhere().isPresent()) {
                copy = connect(request.elsewhere().get());
                MySqlScratchServer.require(server, MySqlServer.of(copy), request.warn());
                set(copy, server.mariaDb(), settings);
                // nothing has any business to write there, whatever the rights of this user
                MySqlConnection.execute(real, "SET SESSION TRANSACTION READ ONLY");
            }
            return new MySqlScratchConnections(original, real, copy, request.elsewhere());
        } catch (SQLException | RuntimeException e) {
            copy.close();
            real.close();
            throw e;
        }
    }

    public Connection real() {
        return real;
    }

    public Connection copy() {
        return copy;
    }

    /** Whether the copy is on another server, so that rows have to travel. */
    public boolean apart() {
        return elsewhere.isPresent();
    }

    /** The connection of the run. */
    Connection original() {
        return original.connection();
    }

    /** Opens another connection to the server of the copy, where that is another server. The caller closes it. */
    Optional<Connection> again() throws SQLException {
        return elsewhere.isEmpty() ? Optional.empty() : Optional.of(connect(elsewhere.get()));
    }

    @Override
    public void close() throws SQLException {
        try {
            copy.close();
        } finally {
            real.close();
        }
    }

    private static void set(Connection connection, boolean names, List<String> settings) throws SQLException {
        if (names) {
            MySqlConnection.execute(connection, "SET NAMES utf8mb4");
        }
        for (String statement : settings) {
            MySqlConnection.execute(connection, statement);
        }
    }

    private static Connection connect(ConnectionConfig config) throws SQLException {
        try {
            return MySqlConnecting.open(config);
        } catch (SQLException failure) {
            throw MigriException.of(
                            ErrorCode.DATABASE_UNAVAILABLE,
                            "the server to rehearse on cannot be used, " + config.describe() + ": "
                                    + failure.getMessage())
                    .help(Text.of(
                            "nothing was executed; look at the address, the user and the password of ",
                            Option.DRY_RUN_SERVER))
                    .saying(MySqlErrors.explain(failure, ""))
                    .because(failure)
                    .build();
        }
    }

    private static MigriException strange() {
        return MigriException.of(
                        ErrorCode.DRY_RUN_UNSUPPORTED,
                        "a dry run needs a connection of its own, and only MySQL's own driver tells how to open another one")
                .help("borrow a connection of MySQL Connector/J to Migri, or name the server and the database instead")
                .build();
    }
}
