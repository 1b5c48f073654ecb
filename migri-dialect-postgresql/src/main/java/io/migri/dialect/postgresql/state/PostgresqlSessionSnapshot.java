package io.migri.dialect.postgresql.state;

import io.migri.dialect.postgresql.language.PostgresqlText;
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
public final class PostgresqlSessionSnapshot {
    /** {@code RESET ALL} leaves these two alone (<a href="https://www.postgresql.org/docs/current/sql-reset.html">manual</a>). */
    private static final String SNAPSHOT =
            "select 'session_authorization', pg_catalog.current_setting('session_authorization')"
                    + " union all select 'role', pg_catalog.current_setting('role')"
                    + " union all select s.name, s.setting from pg_catalog.pg_settings s"
                    + " where s.source operator(pg_catalog.=) 'session'"
                    + " and s.name operator(pg_catalog.!~~) 'transaction%'";

    /** Until the end of the transaction: nobody else's functions or operators, no limit of the script's, of the role's or of the server's. */
    private static final String LIMITS = "pg_catalog.set_config('statement_timeout', '0', true),"
            + " pg_catalog.set_config('row_security', 'off', true)";

    private static final String OWN = LIMITS + ", pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true)";

    private final String identity;
    private final String settings;

    private PostgresqlSessionSnapshot(String identity, String settings) {
        this.identity = identity;
        this.settings = settings;
    }

    /** Asks the server once. */
    static PostgresqlSessionSnapshot of(Connection connection) throws SQLException {
        StringBuilder identity = new StringBuilder();
        StringBuilder settings = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SNAPSHOT)) {
            for (int i = 0; rows.next(); i++) {
                append(i < 2 ? identity : settings, rows.getString(1), rows.getString(2), i < 2);
            }
        }
        return new PostgresqlSessionSnapshot(identity.toString(), settings.toString());
    }

    /**
     * As it was. The order matters: the role depends on the session's user.
     *
     * @param own whether statements of Migri's follow, and then the end of the transaction
     */
    List<String> restoring(boolean own) {
        return List.of("RESET ALL", "SELECT " + String.format(identity, false) + settings + (own ? ", " + OWN : ""));
    }

    /**
     * As Migri's statements need it, until the end of the transaction, which gives the script its own back. The search path stays, by which the
     * journal finds what the next statement is about.
     */
    List<String> aside() {
        return List.of("SELECT " + String.format(identity, true) + ", " + LIMITS);
    }

    /** Empty where there is no limit. */
    public static Optional<Duration> lockTimeout(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet setting = statement.executeQuery(
                        "select s.setting from pg_catalog.pg_settings s where s.name operator(pg_catalog.=) 'lock_timeout'"
                                + " and s.setting operator(pg_catalog.<>) '0'")) {
            return setting.next() ? Optional.of(Duration.ofMillis(setting.getLong(1))) : Optional.empty();
        }
    }

    private static void append(StringBuilder text, String name, String value, boolean identity) {
        String literal = PostgresqlText.literal(value);
        text.append(text.isEmpty() && identity ? "" : ", ")
                .append("pg_catalog.set_config(")
                .append(PostgresqlText.literal(name))
                .append(", ")
                .append(identity ? literal.replace("%", "%%") : literal)
                .append(identity ? ", %1$s)" : ", false)");
    }
}
