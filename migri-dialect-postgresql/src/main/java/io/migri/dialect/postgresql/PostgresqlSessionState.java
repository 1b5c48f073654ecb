package io.migri.dialect.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a session was when it was bound, as statements that make it so again. Custom settings that PostgreSQL does not list
 * ({@code SET app.tenant}) become empty.
 */
final class PostgresqlSessionState {
    /** {@code RESET ALL} leaves these two alone (<a href="https://www.postgresql.org/docs/current/sql-reset.html">manual</a>). */
    private static final String SNAPSHOT =
            "select 'session_authorization', pg_catalog.current_setting('session_authorization')"
                    + " union all select 'role', pg_catalog.current_setting('role')"
                    + " union all select name, setting from pg_catalog.pg_settings"
                    + " where source = 'session' and name not like 'transaction%'";

    private PostgresqlSessionState() {}

    /** Asks the server once. The order matters: the role depends on the session's user. */
    static List<String> restoring(Connection connection) throws SQLException {
        StringBuilder restore = new StringBuilder("SELECT ");
        try (Statement statement = connection.createStatement();
                ResultSet settings = statement.executeQuery(SNAPSHOT)) {
            while (settings.next()) {
                restore.append(settings.isFirst() ? "" : ", ");
                append(restore, settings.getString(1), settings.getString(2));
            }
        }
        return List.of("RESET ALL", restore.toString());
    }

    /** Empty where there is no limit. */
    static Optional<Duration> lockTimeout(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet setting = statement.executeQuery(
                        "select setting::bigint from pg_catalog.pg_settings where name = 'lock_timeout' and setting <> '0'")) {
            return setting.next() ? Optional.of(Duration.ofMillis(setting.getLong(1))) : Optional.empty();
        }
    }

    private static void append(StringBuilder text, String name, String value) {
        text.append("pg_catalog.set_config(")
                .append(PostgresqlText.literal(name))
                .append(", ")
                .append(PostgresqlText.literal(value))
                .append(", false)");
    }
}
