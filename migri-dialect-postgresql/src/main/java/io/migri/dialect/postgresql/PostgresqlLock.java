package io.migri.dialect.postgresql;

import io.migri.spi.MigrationLock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session advisory lock (<a href="https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS">manual</a>). It is
 * asked for and not waited for, because a session that waits keeps a snapshot, which {@code CREATE INDEX CONCURRENTLY} of the
 * holder would wait for in turn.
 *
 * <p>Such locks are kept apart by database already. The key is made of the table's name and the schema in which this connection would
 * find or create it, so that one schema for each tenant does not make tenants wait for each other.
 *
 * <p>A server that is busy with a statement does not notice by itself that its client is gone, and would keep the lock until it is
 * through. So it is asked to look now and then while the lock is held (<a
 * href="https://www.postgresql.org/docs/current/runtime-config-connection.html#GUC-CLIENT-CONNECTION-CHECK-INTERVAL">manual</a>),
 * which servers since 14 can, and on Linux all of them.
 */
final class PostgresqlLock implements MigrationLock {
    /** Keeps Migri's keys away from those that applications make of names. */
    private static final String NAMESPACE = "io.migri:";

    private static final String CHECK_INTERVAL = "'client_connection_check_interval'";

    private final Connection connection;
    private final long key;
    private final @Nullable String interval;

    /** @param interval what the server is to go back to when it is released; null where it cannot look */
    private PostgresqlLock(Connection connection, long key, @Nullable String interval) {
        this.connection = connection;
        this.key = key;
        this.interval = interval;
    }

    static Optional<MigrationLock> tryLock(Connection connection, String table) throws SQLException {
        String query = "select key, locked, interval, case when locked and interval is not null"
                + " then pg_catalog.set_config(" + CHECK_INTERVAL + ", '1s', false) end from ("
                + "select key, pg_catalog.pg_try_advisory_lock(key) as locked, case when version() like '%linux%'"
                + " then pg_catalog.current_setting(" + CHECK_INTERVAL + ", true) end as interval"
                + " from (" + key(table) + ") as history) as migri";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getBoolean(2)
                    ? Optional.of(new PostgresqlLock(connection, row.getLong(1), row.getString(3)))
                    : Optional.empty();
        }
    }

    /** Who holds it; empty where nobody does. A user without privileges sees no more of others than the process. */
    static Optional<String> holder(Connection connection, String table) throws SQLException {
        String query = "select a.pid, a.usename, a.application_name, host(a.client_addr), a.backend_start, a.state"
                + " from (" + key(table) + ") as migri"
                + " join pg_catalog.pg_locks l on l.locktype = 'advisory' and l.granted and l.objsubid = 1"
                + " and l.classid::bigint = (key >> 32) & 4294967295 and l.objid::bigint = key & 4294967295"
                + " and l.database = (select oid from pg_catalog.pg_database where datname = current_database())"
                + " join pg_catalog.pg_stat_activity a on a.pid = l.pid";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? Optional.of(describe(row)) : Optional.empty();
        }
    }

    @Override
    public boolean coversRun() {
        return true;
    }

    @Override
    public void close() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_catalog.pg_advisory_unlock(" + key + ")" + restoring());
        }
    }

    private String restoring() {
        return interval == null
                ? ""
                : ", pg_catalog.set_config(" + CHECK_INTERVAL + ", " + PostgresqlText.literal(interval) + ", false)";
    }

    private static String key(String table) {
        String found = PostgresqlText.literal(PostgresqlText.identifier(table));
        return "select '" + hash(NAMESPACE + table) + "'::bigint # coalesce("
                + "(select relnamespace from pg_catalog.pg_class where oid = pg_catalog.to_regclass(" + found + ")),"
                + " (select oid from pg_catalog.pg_namespace where nspname = pg_catalog.current_schema()), 0::oid)::bigint as key";
    }

    /** FNV-1a in 64 bits, which is the same everywhere and for ever. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    private static String describe(ResultSet row) throws SQLException {
        StringBuilder text = new StringBuilder("server process ").append(row.getInt(1));
        append(text, ", user ", row.getString(2));
        append(text, ", application ", row.getString(3));
        append(text, ", from ", row.getString(4));
        OffsetDateTime start = row.getObject(5, OffsetDateTime.class);
        append(
                text,
                ", connected since ",
                start == null ? null : start.withNano(0).toString());
        append(text, ", ", row.getString(6));
        return text.toString();
    }

    private static void append(StringBuilder text, String label, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            text.append(label).append(value);
        }
    }
}
