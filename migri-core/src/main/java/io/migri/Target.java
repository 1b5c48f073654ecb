package io.migri;

import io.migri.api.ConnectionConfig;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.core.plugin.DialectRegistry;
import io.migri.core.plugin.PropertyNames;
import io.migri.spi.ConnectionSource;
import io.migri.spi.Dialect;
import io.migri.spi.Purpose;
import java.sql.Connection;
import java.sql.SQLException;
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
    OpenTarget open();

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
            public OpenTarget open() {
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
        Target looking = opening(dialect, config, Purpose.LOOK).with(others, Optional::empty, Optional.empty());
        return opening(dialect, config, Purpose.CHANGE)
                .with(
                        others,
                        () -> config.dialect().isPresent() ? Optional.empty() : dialect.creates(config),
                        Optional.of(looking));
    }

    private static Target opening(Dialect dialect, ConnectionConfig config, Purpose purpose) {
        return () -> {
            try {
                Connection connection = checked(dialect, dialect.connect(config, purpose));
                return new OpenTarget(dialect, connection, OpenTarget.End.CLOSE, config.describe(), config.schema());
            } catch (SQLException e) {
                throw OpenTarget.failed(
                        "cannot connect to " + config.describe() + ": ", OpenTarget.explained(dialect, e), e);
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

    private static OpenTarget borrow(DialectRegistry dialects, Connection connection, boolean pooled)
            throws SQLException {
        OpenTarget.End end = !pooled
                ? OpenTarget.End.LEAVE
                : connection.getAutoCommit() ? OpenTarget.End.CLOSE : OpenTarget.End.BACK_TO_POOL;
        try {
            if (pooled) {
                automatic(connection);
            } else {
                refuseOpenTransaction(connection);
            }
            return new OpenTarget(dialects.choose(connection), connection, end, "the database", Optional.empty());
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
            throw MigriException.of(
                            ErrorCode.CONFIGURATION_INVALID,
                            "the connection is not in auto-commit mode, so a transaction may be open that is not Migri's to"
                                    + " end")
                    .help("call setAutoCommit(true) before handing it over")
                    .build();
        }
    }

    private static Connection checked(Dialect dialect, Connection connection) {
        if (connection == null) {
            throw new MigriException(
                    ErrorCode.PLUGIN_MISBEHAVED, dialect.getClass().getName() + " opened no connection");
        }
        return connection;
    }

    private static MigriException unavailable(String message, SQLException cause) {
        return new MigriException(ErrorCode.DATABASE_UNAVAILABLE, message, cause);
    }
}
