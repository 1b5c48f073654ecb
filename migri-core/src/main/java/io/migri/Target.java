package io.migri;

import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseError;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.core.plugin.DialectRegistry;
import io.migri.spi.ConnectionSource;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.spi.StatementFailedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** Where a run gets its connection from, and whether it closes it. */
@FunctionalInterface
interface Target {

    /**
     * A connection in auto-commit mode and the dialect that it speaks.
     *
     * @throws MigriException with code {@code DATABASE_UNAVAILABLE} where there is none to be had
     */
    Opened open();

    /** Further connections to the same place; none where one connection is all there is. */
    default ConnectionSource others() {
        return ConnectionSource.NONE;
    }

    /** The same, with a way to come by further connections. */
    private Target with(ConnectionSource others) {
        Target target = this;
        return new Target() {
            @Override
            public Opened open() {
                return target.open();
            }

            @Override
            public ConnectionSource others() {
                return others;
            }
        };
    }

    /** Opens a connection of its own for each run. */
    static Target configured(Dialect dialect, ConnectionConfig config) {
        return configured(dialect, config, dialect::connect);
    }

    /** The same for runs that change nothing. */
    static Target looking(Dialect dialect, ConnectionConfig config) {
        return configured(dialect, config, dialect::connectToLook);
    }

    private static Target configured(Dialect dialect, ConnectionConfig config, Connecting connecting) {
        Target target = () -> {
            try {
                return new Opened(dialect, checked(dialect, connecting.to(config)), true, config.describe());
            } catch (SQLException e) {
                throw failed("cannot connect to " + config.describe() + ": ", explained(dialect, e), e);
            }
        };
        return target.with(() -> Optional.of(dialect.connect(config)));
    }

    /** Takes one out of {@code dataSource} for each run and gives it back, which is what closing it means there. */
    static Target pooled(DialectRegistry dialects, DataSource dataSource) {
        Target target = () -> {
            try {
                return borrow(dialects, dataSource.getConnection(), true);
            } catch (SQLException e) {
                throw unavailable("the data source has no connection to give: " + e.getMessage(), e);
            }
        };
        return target.with(() -> Optional.of(dataSource.getConnection()));
    }

    /** Uses {@code connection} and leaves it open. */
    static Target borrowed(DialectRegistry dialects, Connection connection) {
        return () -> {
            try {
                return borrow(dialects, connection, false);
            } catch (SQLException e) {
                throw unavailable("the connection cannot be used: " + e.getMessage(), e);
            }
        };
    }

    private static Opened borrow(DialectRegistry dialects, Connection connection, boolean close) throws SQLException {
        try {
            refuseOpenTransaction(connection);
            return new Opened(dialects.choose(connection), connection, close, "the database");
        } catch (SQLException | RuntimeException e) {
            if (close) {
                connection.close();
            }
            throw e;
        }
    }

    private static void refuseOpenTransaction(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            throw new MigriException(
                    ErrorCode.CONFIGURATION_INVALID,
                    "the connection is not in auto-commit mode, so a transaction may be open that is not Migri's to end",
                    "call setAutoCommit(true) before handing it over",
                    null,
                    null,
                    null);
        }
    }

    private static Connection checked(Dialect dialect, Connection connection) {
        if (connection == null) {
            throw new MigriException(
                    ErrorCode.PLUGIN_MISBEHAVED, dialect.getClass().getName() + " opened no connection");
        }
        return connection;
    }

    private static MigriException failed(String prefix, DatabaseError error, SQLException failure) {
        return new MigriException(ErrorCode.DATABASE_UNAVAILABLE, prefix + error.message(), null, null, error, failure);
    }

    private static DatabaseError explained(Dialect dialect, SQLException failure) {
        return dialect.explain(StatementFailedException.unwrap(failure), "");
    }

    private static MigriException unavailable(String message, SQLException cause) {
        return new MigriException(ErrorCode.DATABASE_UNAVAILABLE, message, cause);
    }

    /** One of a dialect's ways to connect. */
    @FunctionalInterface
    interface Connecting {
        Connection to(ConnectionConfig config) throws SQLException;
    }

    /**
     * An open connection.
     *
     * @param owned whether it is closed in the end
     * @param name what it leads to, for messages
     */
    record Opened(Dialect dialect, Connection connection, boolean owned, String name) implements AutoCloseable {

        /** Bound to the connection. */
        DialectSession session(ConnectionSource others) throws SQLException {
            return dialect.session(connection, others);
        }

        /** What a failure beside all migrations means, in the dialect's words. */
        MigriException failed(SQLException failure) {
            DatabaseError error = explained(dialect, failure);
            String prefix =
                    switch (error.kind()) {
                        case UNREACHABLE -> "cannot use " + name + ": ";
                        case CONNECTION_LOST, SESSION_ENDED -> "lost the connection to " + name + ": ";
                        default -> "";
                    };
            return Target.failed(prefix, error, failure);
        }

        @Override
        public void close() {
            if (!owned) {
                return;
            }
            try {
                connection.close();
            } catch (SQLException e) {
                // everything is committed or rolled back by now, and the failure that matters was thrown already
            }
        }
    }
}
