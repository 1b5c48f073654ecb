package io.migri.dialect.mysql;

import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseError;
import io.migri.api.text.Text;
import io.migri.dialect.mysql.connection.MySqlConnecting;
import io.migri.dialect.mysql.connection.MySqlProperties;
import io.migri.dialect.mysql.database.MySqlComingUp;
import io.migri.dialect.mysql.database.MySqlDatabases;
import io.migri.dialect.mysql.history.MySqlHistoryNames;
import io.migri.dialect.mysql.wire.MySqlErrors;
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

/**
 * MySQL and MariaDB.
 *
 * <p>A connection opened here behaves as one of the {@code mysql} client: the driver is kept from changing {@code sql_mode}. The
 * properties of a {@link ConnectionConfig} are those of <a
 * href="https://dev.mysql.com/doc/connector-j/en/connector-j-reference-configuration-properties.html">Connector/J</a>.
 */
public final class MySqlDialect implements Dialect {
    private static final int PORT = 3306;

    @Override
    public String id() {
        return "mysql";
    }

    @Override
    public boolean matches(ConnectionConfig config) {
        return config.port().isPresent() && config.port().getAsInt() == PORT;
    }

    @Override
    public boolean matches(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return product.equals("MySQL") || product.equals("MariaDB");
    }

    @Override
    public Connection connect(ConnectionConfig config, Purpose purpose) throws SQLException {
        return MySqlConnecting.open(config);
    }

    @Override
    public boolean mayComeUp(SQLException failure) {
        return MySqlComingUp.isPossible(failure);
    }

    @Override
    public Optional<Databases> databases() {
        return Optional.of(new MySqlDatabases());
    }

    @Override
    public List<String> remarks(Connection connection) throws SQLException {
        return MySqlConnecting.remarks(connection);
    }

    @Override
    public Set<String> propertyNames() {
        return MySqlProperties.names();
    }

    @Override
    public DialectSession session(Connection connection, ConnectionSource others) throws SQLException {
        return new MySqlSession(connection);
    }

    @Override
    public Optional<Text> refusesScratchServer() {
        return Optional.empty();
    }

    @Override
    public Optional<Text> refuses(HistoryTable table) {
        return MySqlHistoryNames.refusal(table);
    }

    @Override
    public DatabaseError explain(SQLException failure, String statement) {
        return MySqlErrors.explain(failure, statement);
    }
}
