package io.migri.testkit.server;

import io.migri.api.ConnectionConfig;
import io.migri.api.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * A database of a test's own: empty at first, dropped when it is closed.
 *
 * @param server where it is
 * @param name its name; the path of the file on SQLite
 * @param host empty on SQLite
 * @param port 0 on SQLite
 * @param user empty on SQLite
 * @param password empty on SQLite
 * @param plain whether connections go without TLS, so that a proxy can read along
 */
public record Database(
        DatabaseServer server, String name, String host, int port, String user, String password, boolean plain)
        implements AutoCloseable {

    public Engine engine() {
        return server.engine();
    }

    /** The same database, reached without TLS. */
    public Database withoutTls() {
        return new Database(server, name, host, port, user, password, true);
    }

    /** The same database, reached without TLS through what listens at {@code otherPort} of this machine. */
    public Database through(int otherPort) {
        return new Database(server, name, "127.0.0.1", otherPort, user, password, true);
    }

    /** The same place with another password. */
    public Database withPassword(String other) {
        return new Database(server, name, host, port, user, other, plain);
    }

    /** The same place for another user. */
    public Database withUser(String otherUser, String otherPassword) {
        return new Database(server, name, host, port, otherUser, otherPassword, plain);
    }

    /** Another database of the same server, whether there is one of that name or not. */
    public Database named(String other) {
        return new Database(server, other, host, port, user, password, plain);
    }

    /** What a user of Migri would say to get here. */
    public ConnectionConfig config() {
        ConnectionConfig.Builder builder = ConnectionConfig.builder(name).dialect(engine().dialect());
        if (engine() == Engine.SQLITE) {
            return builder.build();
        }
        return builder.host(host)
                .port(port)
                .user(user)
                .password(Secret.of(password))
                .properties(properties())
                .build();
    }

    /** The URL for MySQL's and MariaDB's servers is the one of MySQL's driver. */
    public String jdbcUrl() {
        if (engine() == Engine.SQLITE) {
            return "jdbc:sqlite:" + name;
        }
        StringBuilder url = new StringBuilder("jdbc:" + engine().dialect() + "://" + host + ":" + port + "/" + name);
        char separator = '?';
        for (Map.Entry<String, String> property : properties().entrySet()) {
            url.append(separator).append(property.getKey()).append('=').append(property.getValue());
            separator = '&';
        }
        return url.toString();
    }

    /** Opens a connection in auto-commit mode; the caller closes it. */
    public Connection connect() throws SQLException {
        return engine() == Engine.SQLITE
                ? DriverManager.getConnection(jdbcUrl())
                : DriverManager.getConnection(jdbcUrl(), user, password);
    }

    /** Executes statements one by one on a connection of their own. */
    public void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Drops it, with whatever is connected to it. */
    @Override
    public void close() throws SQLException {
        server.drop(this);
    }

    @Override
    public String toString() {
        return engine() + " " + name + " (" + server.origin() + ")";
    }

    /**
     * Without TLS the server's public key has to be fetched for a first login
     * (<a href="https://dev.mysql.com/doc/connector-j/en/connector-j-connp-props-security.html">manual</a>).
     */
    private Map<String, String> properties() {
        return switch (engine()) {
            case POSTGRESQL -> plain ? Map.of("sslmode", "disable") : Map.of();
            case MYSQL, MARIADB ->
                plain
                        ? Map.of("allowPublicKeyRetrieval", "true", "sslMode", "DISABLED")
                        : Map.of("allowPublicKeyRetrieval", "true");
            case SQLITE -> Map.of();
        };
    }
}
