package io.migri.dialect.postgresql.connection;

import io.migri.spi.examination.ConnectionSafety;
import io.migri.spi.examination.ConnectionSafety.Verified;
import io.migri.spi.examination.Finding;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

/** How far a connection can be trusted, by what the server says of it and by how it was made. */
public final class PostgresqlSafety {
    /** Since then the server says how a user was authenticated (<a href="https://www.postgresql.org/docs/16/release-16.html">release notes</a>). */
    private static final int SAYS_METHOD = 16;

    private static final String REMEDY =
            "set PGSSLMODE=verify-full (or the driver's property sslmode=verify-full), and the authority's"
                    + " certificate with PGSSLROOTCERT";

    private PostgresqlSafety() {}

    public static ConnectionSafety of(Connection connection, int major) throws SQLException {
        String method = major >= SAYS_METHOD && major < Integer.MAX_VALUE ? "system_user" : "''";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select (select case when s.ssl then s.version end"
                        + " from pg_catalog.pg_stat_ssl s where s.pid operator(pg_catalog.=) pg_catalog.pg_backend_pid()), "
                        + method + ", coalesce(pg_catalog.host(pg_catalog.inet_client_addr()), ''),"
                        + " coalesce(pg_catalog.host(pg_catalog.inet_server_addr()), '')")) {
            row.next();
            @Nullable Made made = Made.of(connection);
            return new ConnectionSafety(
                    Optional.ofNullable(row.getString(1)),
                    made == null ? Verified.UNKNOWN : made.verified(),
                    login(row.getString(2), row.getString(1) != null),
                    row.getString(3).equals(row.getString(4)),
                    REMEDY);
        }
    }

    /** @param systemUser {@code method:name}; null where the server took the user's word, empty where it does not say */
    private static Optional<Finding> login(@Nullable String systemUser, boolean encrypted) {
        if (systemUser == null) {
            return Optional.of(Finding.warning(
                    "login", "the server asks this user for no password (trust)", "use scram-sha-256 in pg_hba.conf"));
        }
        int colon = systemUser.indexOf(':');
        String method = colon < 0 ? "" : systemUser.substring(0, colon);
        return switch (method) {
            case "" -> Optional.empty();
            case "md5" ->
                Optional.of(Finding.warning(
                        "login",
                        "the password goes as md5, which is weak",
                        "set password_encryption = scram-sha-256 on the server, and give the user the password anew"));
            case "password", "ldap", "pam", "radius", "bsd" ->
                Optional.of(
                        encrypted
                                ? Finding.ok(
                                        "login", "the password goes through the encrypted connection (" + method + ")")
                                : Finding.warning("login", "the password goes in clear (" + method + ")", REMEDY));
            default -> Optional.of(Finding.ok("login", "the server knows the user by " + method));
        };
    }

    /** How a connection was made here, kept with it. */
    static final class Made extends SQLWarning {
        private static final long serialVersionUID = 1L;

        private final String mode;

        Made(Properties properties) {
            String given = PGProperty.SSL_MODE.getOrDefault(properties);
            this.mode = given == null ? "" : given;
        }

        /** Null where somebody else made it. */
        static @Nullable Made of(Connection connection) throws SQLException {
            for (SQLWarning warning = connection.getWarnings(); warning != null; warning = warning.getNextWarning()) {
                if (warning instanceof Made made) {
                    return made;
                }
            }
            return null;
        }

        Verified verified() {
            return switch (mode) {
                case "verify-full" -> Verified.SERVER;
                case "verify-ca" -> Verified.AUTHORITY;
                default -> Verified.NOBODY;
            };
        }
    }
}
