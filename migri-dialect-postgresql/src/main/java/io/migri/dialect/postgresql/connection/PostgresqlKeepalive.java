package io.migri.dialect.postgresql.connection;

import io.migri.dialect.postgresql.language.PostgresqlText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * How soon the server notices that the machine of a client has vanished, which says nothing: within two minutes while the lock is held. With
 * the defaults of operating systems it takes two hours.
 *
 * @param before what the settings were, in the order of {@link #NAMES}
 */
public record PostgresqlKeepalive(List<String> before) {
    private static final List<String> NAMES =
            List.of("tcp_keepalives_idle", "tcp_keepalives_interval", "tcp_keepalives_count", "tcp_user_timeout");

    private static final List<String> SHORT = List.of("30", "10", "3", "60000");

    /** Of a setting that the server does not have. */
    private static final String UNKNOWN = "";

    public PostgresqlKeepalive {
        before = List.copyOf(before);
    }

    /** Columns that ask for the settings, and behind them those that change them where the column {@code locked} says so. */
    public static String columns() {
        StringBuilder columns = new StringBuilder();
        NAMES.forEach(name ->
                columns.append("pg_catalog.current_setting('").append(name).append("', true), "));
        for (int i = 0; i < NAMES.size(); i++) {
            columns.append(i == 0 ? "" : ", ").append("case when locked and pg_catalog.current_setting('");
            columns.append(NAMES.get(i)).append("', true) is not null then ");
            columns.append(set(i, SHORT.get(i))).append(" end");
        }
        return columns.toString();
    }

    /**
     * What the session had before.
     *
     * @param first the place of the first of {@link #columns}
     */
    public static PostgresqlKeepalive of(ResultSet row, int first) throws SQLException {
        List<String> before = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            String setting = row.getString(first + i);
            before.add(setting == null ? UNKNOWN : setting);
        }
        return new PostgresqlKeepalive(before);
    }

    /** Further columns of a query that put the settings back. */
    public String restoring() {
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < NAMES.size(); i++) {
            if (!before.get(i).equals(UNKNOWN)) {
                columns.append(", ").append(set(i, before.get(i)));
            }
        }
        return columns.toString();
    }

    private static String set(int index, String value) {
        return "pg_catalog.set_config('" + NAMES.get(index) + "', " + PostgresqlText.literal(value) + ", false)";
    }
}
