package io.migri.dialect.mysql.connection;

import io.migri.spi.examination.Finding;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;

/** Looks how the connection to the server is kept from others. */
public final class MySqlConnectionExamination {
    private static final String AREA = "connection";

    private MySqlConnectionExamination() {}

    public static Finding of(MySqlConnection connection) throws SQLException {
        String version = status(connection.connection(), "Ssl_version");
        boolean encrypted = !version.isEmpty();
        boolean verified = encrypted && connection.verifiesServer();
        String text = (encrypted ? "encrypted with " + version : "not encrypted")
                + (verified ? "; the server's certificate is verified" : "; nobody has verified the server")
                + plugin(connection.connection())
                        .map(name -> "; the password goes by " + name)
                        .orElse("");
        Map<String, Object> address = connection.address();
        return verified || MySqlConnecting.isLoopback(String.valueOf(address.get("host")))
                ? Finding.ok(AREA, text)
                : Finding.warning(
                        AREA,
                        text,
                        "the driver's property sslMode=VERIFY_IDENTITY has the server verified; see docs/security.md");
    }

    private static String status(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show session status like '" + name + "'")) {
            return row.next() ? String.valueOf(row.getString(2)) : "";
        }
    }

    /** Most accounts may not look. */
    private static Optional<String> plugin(Connection connection) {
        try {
            return MySqlConnection.text(
                    connection, "select plugin from mysql.user where concat(user, '@', host) = current_user() limit 1");
        } catch (SQLException denied) {
            return Optional.empty();
        }
    }
}
