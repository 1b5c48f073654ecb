package io.migri.dialect.postgresql.lock;

import io.migri.api.LockHolder;
import io.migri.dialect.postgresql.language.PostgresqlRedaction;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Other sessions of the server. A user without privileges sees no more of others' than the process and the user
 * (<a href="https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-ACTIVITY-VIEW">manual</a>).
 */
final class PostgresqlBlockers {
    private static final String SELECT =
            "select a.pid, a.usename, a.application_name, pg_catalog.host(a.client_addr), a.backend_start, a.state,"
                    + " pg_catalog.date_part('epoch', pg_catalog.clock_timestamp() operator(pg_catalog.-)"
                    + " coalesce(a.xact_start, a.state_change))::pg_catalog.int8,"
                    + " case when a.state operator(pg_catalog.<>) 'idle' then a.query end from pg_catalog.pg_stat_activity a";

    /** What a statement's text is called that this user may not see. */
    private static final String HIDDEN = "<insufficient privilege>";

    private PostgresqlBlockers() {}

    /** Those that hold what the backend {@code process} waits for, or stand in the queue before it. */
    static List<LockHolder> blocking(Connection connection, long process) throws SQLException {
        return find(
                connection,
                " where a.pid operator(pg_catalog.=) any (pg_catalog.pg_blocking_pids(" + process
                        + ")) order by a.xact_start");
    }

    /** Those that {@code condition} leaves, which names the sessions {@code a}. */
    static List<LockHolder> find(Connection connection, String condition) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SELECT + condition)) {
            List<LockHolder> found = new ArrayList<>();
            while (rows.next()) {
                found.add(holder(rows));
            }
            return found;
        }
    }

    private static LockHolder holder(ResultSet row) throws SQLException {
        OffsetDateTime start = row.getObject(5, OffsetDateTime.class);
        String query = row.getString(8);
        return LockHolder.builder("server process", row.getLong(1))
                .user(row.getString(2))
                .application(row.getString(3))
                .host(row.getString(4))
                .connectedAt(start == null ? null : start.withNano(0).toInstant())
                .state(row.getString(6))
                .stateFor(seconds(row.getString(7)))
                .statement(shown(query), sql -> sql)
                .build();
    }

    /** Without texts, which may be secrets; nobody knows how the other session reads backslashes, so that the shorter reading counts. */
    private static @Nullable String shown(@Nullable String query) {
        return query == null || HIDDEN.equals(query) ? null : PostgresqlRedaction.of(query);
    }

    private static @Nullable Duration seconds(@Nullable String number) {
        return number == null ? null : Duration.ofSeconds(Math.max(0, Long.parseLong(number)));
    }
}
