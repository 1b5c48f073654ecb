package io.migri;

import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseError;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.core.plugin.DialectRegistry;
import io.migri.core.plugin.PropertyNames;
import io.migri.core.reading.SchemaToCome;
import io.migri.spi.ConnectionSource;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.spi.wire.StatementFailedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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

    /** What {@link #open} would make, though nobody said that it is a thing to be made; empty where it makes nothing. */
    default Optional<String> creates() {
        return Optional.empty();
    }

    /** The same for what changes nothing. */
    default Target looking() {
        return this;
    }

    /** The same, with a way to come by further connections, and a way to look only. */
    private Target with(ConnectionSource others, Supplier<Optional<String>> creates, Optional<Target> looking) {
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

            @Override
            public Optional<String> creates() {
                return creates.get();
            }

            @Override
            public Target looking() {
                return looking.orElse(this);
            }
        };
    }

    /** Opens a connection of its own for each run. */
    static Target configured(Dialect dialect, ConnectionConfig config) {
        PropertyNames.require(dialect, config);
        ConnectionSource others = () -> Optional.of(dialect.connect(config));
        Target looking = opening(dialect, config, dialect::connectToLook)
                .with(others, Optional::empty, Optional.empty());
        return opening(dialect, config, dialect::connect)
                .with(
                        others,
                        () -> config.dialect().isPresent() ? Optional.empty() : dialect.creates(config),
                        Optional.of(looking));
    }

    private static Target opening(Dialect dialect, ConnectionConfig config, Connecting connecting) {
        return () -> {
            try {
                Connection connection = checked(dialect, connecting.to(config));
                return new Opened(dialect, connection, End.CLOSE, config.describe(), config.schema());
            } catch (SQLException e) {
                throw failed("cannot connect to " + config.describe() + ": ", explained(dialect, e), e);
            }
        };
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
        return target.with(
                () -> Optional.of(ReturnedConnection.automatic(dataSource.getConnection())),
                Optional::empty,
                Optional.empty());
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

    private static Opened borrow(DialectRegistry dialects, Connection connection, boolean pooled) throws SQLException {
        End end = !pooled ? End.LEAVE : connection.getAutoCommit() ? End.CLOSE : End.BACK_TO_POOL;
        try {
            if (pooled) {
                automatic(connection);
            } else {
                refuseOpenTransaction(connection);
            }
            return new Opened(dialects.choose(connection), connection, end, "the database", Optional.empty());
        } catch (SQLException | RuntimeException e) {
            end.of(connection);
            throw e;
        }
    }

    /** One that a pool has just handed out has no transaction yet that somebody else could miss. */
    private static Connection automatic(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.setAutoCommit(true);
        }
        return connection;
    }

    private static void refuseOpenTransaction(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            throw new MigriException(
                    ErrorCode.CONFIGURATION_INVALID,
                    "the connection is not in auto-commit mode, so a transaction may be open that is not Migri's to"
                            + " end",
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

    /** What becomes of a connection when all is done. */
    @FunctionalInterface
    interface End {
        /** It belongs to somebody else. */
        End LEAVE = connection -> {};

        End CLOSE = Connection::close;

        /** It goes back to its pool, which may not look after it, as it came. */
        End BACK_TO_POOL = connection -> {
            try (connection) {
                connection.setAutoCommit(false);
            }
        };

        void of(Connection connection) throws SQLException;
    }

    /**
     * An open connection.
     *
     * @param name what it leads to, for messages
     * @param schema that it was asked to use; empty where it was left to the server
     */
    record Opened(Dialect dialect, Connection connection, End end, String name, Optional<String> schema)
            implements AutoCloseable {

        /**
         * Bound to the connection.
         *
         * @throws MigriException with code {@code VALIDATION} where the schema that somebody named is not there
         */
        DialectSession session(ConnectionSource others) throws SQLException {
            DialectSession session = sessionToRun(others);
            Optional<SchemaToCome> missing = missing(session);
            if (missing.isPresent()) {
                throw missing.get().refusal();
            }
            return session;
        }

        /** The same without a look for the schema. */
        DialectSession sessionToRun(ConnectionSource others) throws SQLException {
            return dialect.session(connection, others);
        }

        /** The schema that somebody named and that is not there. */
        Optional<SchemaToCome> missing(DialectSession session) throws SQLException {
            return schema.isPresent()
                    ? session.history().missingSchema().map(missing -> new SchemaToCome(missing, name))
                    : Optional.empty();
        }

        /** What the user should know about a connection that Migri made. */
        List<String> remarks() throws SQLException {
            return dialect.remarks(connection);
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
            try {
                end.of(connection);
            } catch (SQLException e) {
                // everything is committed or rolled back by now, and the failure that matters was thrown already
            }
        }
    }
}
