package io.migri.dialect.mysql.connection;

import com.mysql.cj.conf.PropertyKey;
import io.migri.api.ConnectionConfig;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.dialect.mysql.tls.MySqlTlsFiles;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the driver is told of a connection. Everything goes by properties, so that no name and no password has to be
 * escaped.
 */
public final class MySqlProperties {
    private MySqlProperties() {}

    /**
     * Those of one connection.
     *
     * @throws MigriException where a schema is given, or a PEM file will not do
     */
    static Properties of(ConnectionConfig config) {
        config.schema().ifPresent(MySqlProperties::refuseSchema);
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
        config.host().ifPresent(host -> setHost(properties, host));
        config.port().ifPresent(port -> properties.setProperty("port", Integer.toString(port)));
        config.user().ifPresent(user -> properties.setProperty("user", user));
        config.password().ifPresent(password -> properties.setProperty("password", password.reveal()));
        config.properties().forEach(properties::setProperty);
        if (mayNamePemFiles(config)) {
            MySqlTlsFiles.use(properties, MySqlSocketFactory.class.getName());
        }
        return properties;
    }

    private static boolean mayNamePemFiles(ConnectionConfig config) {
        for (String name : config.properties().keySet()) {
            if (name.regionMatches(true, 0, "ssl-", 0, 4)) {
                return true;
            }
        }
        return false;
    }

    /**
     * A path is that of a Unix socket. What goes through it does not leave the machine, so a key from there can be
     * trusted. It is encrypted where the server can. MySQL takes a socket for safe and wants the password in clear. The
     * driver gives that through TLS alone.
     */
    private static void setHost(Properties properties, String host) {
        if (host.startsWith("/")) {
            properties.setProperty("host", "localhost");
            properties.setProperty("socketFactory", MySqlSocketFactory.class.getName());
            properties.setProperty(MySqlSocketFactory.PATH, host);
            properties.setProperty("allowPublicKeyRetrieval", "true");
        } else {
            properties.setProperty("host", host);
        }
    }

    /** The names that the driver knows, which it takes in any case, and some by a second name; and those of PEM files. */
    public static Set<String> names() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(MySqlTlsFiles.NAMES);
        for (PropertyKey key : PropertyKey.values()) {
            names.add(key.getKeyName());
            if (key.getCcAlias() != null) {
                names.add(key.getCcAlias());
            }
        }
        return names;
    }

    private static void refuseSchema(String schema) {
        throw new MigriException(
                ErrorCode.CONFIGURATION_INVALID,
                "The schema " + schema
                        + " was given, but in MySQL and MariaDB a schema is a database: name it as the database"
                        + " instead");
    }
}
