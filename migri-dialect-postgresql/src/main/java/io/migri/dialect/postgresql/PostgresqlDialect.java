package io.migri.dialect.postgresql;

import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseError;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import io.migri.dialect.postgresql.connection.PostgresqlConnecting;
import io.migri.dialect.postgresql.connection.PostgresqlConnectionProperties;
import io.migri.dialect.postgresql.database.PostgresqlComingUp;
import io.migri.dialect.postgresql.database.PostgresqlDatabases;
import io.migri.dialect.postgresql.history.PostgresqlHistoryNames;
import io.migri.dialect.postgresql.wire.PostgresqlErrors;
import io.migri.spi.ConnectionSource;
import io.migri.spi.Databases;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.spi.Purpose;
import io.migri.spi.history.HistoryTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;

/** PostgreSQL. */
public final class PostgresqlDialect implements Dialect {
    @Override
    public String id() {
        return "postgresql";
    }

    @Override
    public boolean matches(ConnectionConfig config) {
        return config.port().orElse(0) == PostgresqlConnectionProperties.PORT;
    }

    @Override
    public boolean matches(Connection connection) throws SQLException {
        return connection.isWrapperFor(PGConnection.class)
                || "PostgreSQL".equals(connection.getMetaData().getDatabaseProductName());
    }

    @Override
    public Connection connect(ConnectionConfig config, Purpose purpose) throws SQLException {
        return PostgresqlConnecting.open(config);
    }

    @Override
    public boolean mayComeUp(SQLException failure) {
        return PostgresqlComingUp.isPossible(failure);
    }

    @Override
    public Optional<Databases> databases() {
        return Optional.of(new PostgresqlDatabases());
    }

    @Override
    public List<String> remarks(Connection connection) throws SQLException {
        return PostgresqlConnecting.remarks(connection);
    }

    @Override
    public Set<String> propertyNames() {
        return Stream.of(PGProperty.values()).map(PGProperty::getName).collect(Collectors.toSet());
    }

    @Override
    public DialectSession session(Connection connection, ConnectionSource others) throws SQLException {
        return new PostgresqlSession(connection, others);
    }

    @Override
    public Optional<Text> refusesScratchServer() {
        return Optional.of(Text.of(
                "a dry run on PostgreSQL is a transaction on the database itself, rolled back in the end, and Migri"
                        + " cannot copy the database to another server; leave out ",
                Option.DRY_RUN_SERVER,
                ", or restore a dump there and migrate that"));
    }

    @Override
    public Optional<Text> refuses(HistoryTable table) {
        return PostgresqlHistoryNames.refusal(table);
    }

    @Override
    public DatabaseError explain(SQLException failure, String statement) {
        return PostgresqlErrors.explain(failure, statement);
    }
}
