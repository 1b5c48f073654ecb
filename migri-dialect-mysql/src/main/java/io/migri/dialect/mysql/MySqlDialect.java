package io.migri.dialect.mysql;

import com.mysql.cj.conf.PropertyKey;
import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseError;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

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
    public Connection connect(ConnectionConfig config) throws SQLException {
        config.schema().ifPresent(MySqlDialect::refuseSchema);
        // Everything goes by properties, so that no name and no password has to be escaped.
        return MySqlConnecting.open(properties(config));
    }

    @Override
    public List<String> remarks(Connection connection) throws SQLException {
        return MySqlConnecting.remarks(connection);
    }

    /** The driver takes them in any case, and some by a second name. */
    @Override
    public Set<String> propertyNames() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (PropertyKey key : PropertyKey.values()) {
            names.add(key.getKeyName());
            if (key.getCcAlias() != null) {
                names.add(key.getCcAlias());
            }
        }
        return names;
    }

    @Override
    public DialectSession session(Connection connection) throws SQLException {
        return new MySqlSession(connection);
    }

    @Override
    public Optional<String> refusesScratchServer() {
        return Optional.empty();
    }

    @Override
    public DatabaseError explain(SQLException failure, String statement) {
        return MySqlErrors.explain(failure, statement);
    }

    private static Properties properties(ConnectionConfig config) {
        Properties properties = new Properties();
        properties.setProperty("allowMultiQueries", "true");
        // Counts the rows that an UPDATE changed, as MySQL's other drivers do, and not those that it found.
        properties.setProperty("useAffectedRows", "true");
        // Otherwise the driver makes sql_mode strict.
        properties.setProperty("jdbcCompliantTruncation", "false");
        // These keep the driver from sending statements of its own, after connecting and before queries.
        properties.setProperty("netTimeoutForStreamingResults", "0");
        properties.setProperty("useLocalSessionState", "true");
        properties.setProperty("characterSetResults", "UTF-8");
        properties.setProperty("logger", "com.mysql.cj.log.NullLogger");
        properties.setProperty("connectionAttributes", MySqlConnection.ATTRIBUTES);
        properties.setProperty("dbname", config.database());
        config.host().ifPresent(host -> properties.setProperty("host", host));
        config.port().ifPresent(port -> properties.setProperty("port", Integer.toString(port)));
        config.user().ifPresent(user -> properties.setProperty("user", user));
        config.password().ifPresent(password -> properties.setProperty("password", password.reveal()));
        config.properties().forEach(properties::setProperty);
        return properties;
    }

    private static void refuseSchema(String schema) {
        throw new MigriException(
                ErrorCode.CONFIGURATION_INVALID,
                "The schema " + schema
                        + " was given, but in MySQL and MariaDB a schema is a database: name it as the database"
                        + " instead");
    }
}
