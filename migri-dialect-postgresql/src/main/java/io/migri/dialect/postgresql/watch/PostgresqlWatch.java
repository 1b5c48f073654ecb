package io.migri.dialect.postgresql.watch;

import io.migri.api.event.ServerProgress;
import io.migri.api.event.ServerProgress.Unit;
import io.migri.spi.watch.StatementWatch;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Reads the server's progress views. They show indexes, {@code COPY}, {@code ANALYZE}, {@code VACUUM} and {@code CLUSTER}. They do not show a table
 * that {@code ALTER TABLE} rewrites.
 *
 * @param connection of the session that looks
 * @param version the server's major version
 * @see <a href="https://www.postgresql.org/docs/current/progress-reporting.html">manual</a>
 */
public record PostgresqlWatch(Connection connection, int version) implements StatementWatch {
    private static final int WITH_ANALYZE = 13;
    private static final int WITH_COPY = 14;

    private static final String NONE = "0::pg_catalog.int8";
    private static final String INDEX = view(
            "create_index",
            "p.phase, p.lockers_done, p.lockers_total, p.blocks_done, p.blocks_total, p.tuples_done, p.tuples_total");
    private static final String CLUSTER = view(
            "cluster",
            "p.phase, " + NONE + ", " + NONE + ", p.heap_blks_scanned, p.heap_blks_total, p.heap_tuples_written, "
                    + NONE);
    private static final String VACUUM = view(
            "vacuum",
            "p.phase, " + NONE + ", " + NONE + ", p.heap_blks_scanned, p.heap_blks_total, " + NONE + ", " + NONE);
    private static final String ANALYZE = view(
            "analyze",
            "p.phase, " + NONE + ", " + NONE + ", p.sample_blks_scanned, p.sample_blks_total, " + NONE + ", " + NONE);
    private static final String COPY = view(
            "copy",
            "p.command::pg_catalog.text, " + NONE + ", " + NONE + ", " + NONE + ", " + NONE + ", p.tuples_processed, "
                    + NONE);

    @Override
    public Optional<ServerProgress> of(long session) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query(session))) {
            return rows.next() ? Optional.of(progress(rows)) : Optional.empty();
        }
    }

    private String query(long session) {
        StringBuilder query = new StringBuilder(INDEX).append(session);
        append(query, CLUSTER, session);
        append(query, VACUUM, session);
        if (version >= WITH_ANALYZE) {
            append(query, ANALYZE, session);
        }
        if (version >= WITH_COPY) {
            append(query, COPY, session);
        }
        return query.toString();
    }

    private static void append(StringBuilder query, String view, long session) {
        query.append(" union all ").append(view).append(session);
    }

    private static String view(String name, String columns) {
        return "select " + columns + " from pg_catalog.pg_stat_progress_" + name
                + " p where p.pid operator(pg_catalog.=) ";
    }

    /** A phase counts one of three things, and the others are 0. What this user may not see is null, and reads as 0, too. */
    private static ServerProgress progress(ResultSet row) throws SQLException {
        String phase = Optional.ofNullable(row.getString(1)).orElse("");
        if (row.getLong(3) > 0 && phase.startsWith("waiting")) {
            return new ServerProgress(phase, row.getLong(2), row.getLong(3), Unit.STEPS);
        }
        return row.getLong(5) > 0
                ? new ServerProgress(phase, row.getLong(4), row.getLong(5), Unit.PAGES)
                : new ServerProgress(phase, row.getLong(6), row.getLong(7), Unit.ROWS);
    }
}
