package io.migri.dialect.postgresql.lock;

import io.migri.api.ErrorCode;
import io.migri.api.LockHolder;
import io.migri.api.MigriException;
import io.migri.dialect.postgresql.connection.PostgresqlKeepalive;
import io.migri.dialect.postgresql.connection.PostgresqlPooling;
import io.migri.dialect.postgresql.connection.PostgresqlServer;
import io.migri.dialect.postgresql.language.PostgresqlText;
import io.migri.dialect.postgresql.wire.PostgresqlOwnChecks;
import io.migri.spi.ConnectionSource;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.lock.MigrationLock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A session advisory lock (<a href="https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS">manual</a>). It is
 * asked for and not waited for, because a session that waits keeps a snapshot, which {@code CREATE INDEX CONCURRENTLY} of the
 * holder would wait for in turn.
 *
 * <p>Such locks are kept apart by database already. The key is made of the table's name and the schema in which this connection
 * finds or would create it, so that one schema for each tenant does not make tenants wait for each other.
 *
 * <p>Behind a proxy that pools transactions, each statement may reach another session of the server: the lock would stay behind in the
 * pool, and two runs that reach the same session would both have it. The process that serves the connection tells, in the same query;
 * see {@link PostgresqlPooling}.
 *
 * <p>A server that is busy with a statement does not notice by itself that its client is gone, and would keep the lock until it is
 * through. So it is asked to look now and then while the lock is held (<a
 * href="https://www.postgresql.org/docs/current/runtime-config-connection.html#GUC-CLIENT-CONNECTION-CHECK-INTERVAL">manual</a>),
 * which servers since 14 can, and on Linux all of them.
 */
public final class PostgresqlLock implements MigrationLock {
    /** Keeps Migri's keys away from those that applications make of names. */
    private static final String NAMESPACE = "io.migri:";

    private static final String EQ = PostgresqlText.EQ;

    private static final String CHECK_INTERVAL = "'client_connection_check_interval'";

    /** Whether the row {@code l} of the server's locks is the one of {@code key}, and somebody has it. */
    private static final String HELD = "l.locktype" + EQ + "'advisory' and l.granted and l.objsubid" + EQ + "1"
            + " and l.classid::pg_catalog.int8" + EQ
            + "((key operator(pg_catalog.>>) 32) operator(pg_catalog.&) 4294967295) and l.objid::pg_catalog.int8" + EQ
            + "(key operator(pg_catalog.&) 4294967295) and l.database" + EQ
            + "(select d.oid from pg_catalog.pg_database d where d.datname" + EQ + "pg_catalog.current_database())";

    private final Connection connection;
    private final long key;
    private final @Nullable String interval;
    private final PostgresqlKeepalive keepalive;
    private final PostgresqlServer server;

    /** @param interval what the server is to go back to when it is released; null where it cannot look */
    private PostgresqlLock(
            Connection connection,
            long key,
            @Nullable String interval,
            PostgresqlKeepalive keepalive,
            PostgresqlServer server) {
        this.connection = connection;
        this.key = key;
        this.interval = interval;
        this.keepalive = keepalive;
        this.server = server;
    }

    /**
     * Tries for it once. Where somebody stands between Migri and the server, it is not taken before it is known to hold.
     *
     * @param promised the process that was said to serve this connection when it was made; empty where the driver is hidden
     * @param others where to get a second connection, to tell what the one between does
     */
    static Optional<PostgresqlLock> tryLock(
            Connection connection, HistoryTable table, OptionalLong promised, ConnectionSource others)
            throws SQLException {
        if (promised.isPresent()) {
            Answer answer = ask(connection, table, "pg_catalog.pg_backend_pid()" + EQ + promised.getAsLong());
            if (answer.asked()) {
                return answer.lock();
            }
        }
        PostgresqlPooling.refuseSharedSessions(connection, promised.isPresent(), others);
        Answer answer = ask(
                connection,
                table,
                "not exists (select from pg_catalog.pg_locks l where l.pid" + EQ + "pg_catalog.pg_backend_pid() and "
                        + HELD + ")");
        if (!answer.asked()) {
            // somebody else's run has this very session, or had it
            throw PostgresqlPooling.shared();
        }
        return answer.lock();
    }

    private static Answer ask(Connection connection, HistoryTable table, String condition) throws SQLException {
        String query = "select key, locked, interval, case when locked and interval is not null"
                + " then pg_catalog.set_config(" + CHECK_INTERVAL + ", '1s', false) end,"
                + " case when locked then exists (select from pg_catalog.pg_locks l"
                + " where l.pid" + EQ + "pg_catalog.pg_backend_pid() and " + HELD + ") end, "
                + PostgresqlServer.COLUMNS + ", " + PostgresqlKeepalive.columns() + " from ("
                + "select key, case when " + condition + " then pg_catalog.pg_try_advisory_lock(key) end as locked,"
                + " case when pg_catalog.version() operator(pg_catalog.~~) '%linux%'"
                + " then pg_catalog.current_setting(" + CHECK_INTERVAL + ", true) end as interval"
                + " from (" + key(table) + ") as history) as migri";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            boolean locked = row.getBoolean(2);
            boolean asked = !row.wasNull();
            if (!locked) {
                return new Answer(asked, Optional.empty());
            }
            PostgresqlServer server = new PostgresqlServer(row.getString(6), row.getString(7));
            if (!row.getBoolean(5)) {
                throw nothingHeld(server);
            }
            return new Answer(
                    true,
                    Optional.of(new PostgresqlLock(
                            connection, row.getLong(1), row.getString(3), PostgresqlKeepalive.of(row, 8), server)));
        }
    }

    /** As on CockroachDB, which has the functions for those who call them, and no such locks. */
    private static MigriException nothingHeld(PostgresqlServer server) {
        return MigriException.of(
                        ErrorCode.CONFIGURATION_INVALID,
                        "the server (" + PostgresqlServer.firstWord(server.described())
                                + ") says that it gave the advisory lock, and holds none: two runs at once would not be kept apart")
                .help("nothing was changed; use a server that has advisory locks")
                .build();
    }

    /** The server that gave it. */
    PostgresqlServer server() {
        return server;
    }

    /** Who holds it; empty where nobody does. */
    static Optional<LockHolder> holder(Connection connection, HistoryTable table) throws SQLException {
        String condition =
                " join pg_catalog.pg_locks l on l.pid" + EQ + "a.pid join (" + key(table) + ") as migri on " + HELD;
        return PostgresqlBlockers.find(connection, condition).stream().findFirst();
    }

    long key() {
        return key;
    }

    /**
     * A lock of the transaction with the same key comes at once where this session has it or nobody, and then the history tells what somebody
     * else may have done meanwhile. A transaction that reads as of its beginning would not see that.
     */
    @Override
    public List<String> guard() {
        return List.of("select 1 operator(pg_catalog./) case when pg_catalog.current_setting('transaction_isolation')"
                + " operator(pg_catalog.~~) 'read%' then pg_catalog.pg_try_advisory_xact_lock(" + key
                + ")::pg_catalog.int4 else " + ownLocks() + " end" + PostgresqlOwnChecks.LOCKED);
    }

    /** A lock of the transaction ends before what follows does. */
    @Override
    public List<String> guardOutside() {
        return List.of("select 1 operator(pg_catalog./) " + ownLocks() + PostgresqlOwnChecks.LOCKED);
    }

    private String ownLocks() {
        return "(select pg_catalog.count(*)::pg_catalog.int4 from pg_catalog.pg_locks l, (select '" + key
                + "'::pg_catalog.int8 as key) as held where l.pid" + EQ + "pg_catalog.pg_backend_pid() and " + HELD
                + ")";
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
        return keepalive.restoring() + restoringInterval();
    }

    private String restoringInterval() {
        return interval == null
                ? ""
                : ", pg_catalog.set_config(" + CHECK_INTERVAL + ", " + PostgresqlText.literal(interval) + ", false)";
    }

    /** Takes the lock of a schema that the transaction under way has made, and that nobody else sees yet. */
    public static String ofNewSchema(HistoryTable table) {
        return "select pg_catalog.pg_try_advisory_lock(" + keyOf(table) + ")";
    }

    /** An expression for the key of a history whose schema is named. */
    static String keyOf(HistoryTable table) {
        return "'" + hash(NAMESPACE + table.name())
                + "'::pg_catalog.int8 operator(pg_catalog.#) (select n.oid from pg_catalog.pg_namespace n where n.nspname"
                + EQ + PostgresqlText.literal(String.valueOf(table.schema())) + ")::pg_catalog.int8";
    }

    /** A condition: this session has the lock of the key that the expression gives. */
    static String heldHere(String key) {
        return "exists (select from pg_catalog.pg_locks l, (select " + key + " as key) as held where l.pid" + EQ
                + "pg_catalog.pg_backend_pid() and " + HELD + ")";
    }

    private static String key(HistoryTable table) {
        String found = PostgresqlText.literal(PostgresqlText.identifier(table.schema(), table.name()));
        String schema = table.schema() == null ? "pg_catalog.current_schema()" : PostgresqlText.literal(table.schema());
        return "select '" + hash(NAMESPACE + table.name()) + "'::pg_catalog.int8 operator(pg_catalog.#) coalesce("
                + "(select c.relnamespace from pg_catalog.pg_class c where c.oid" + EQ + "pg_catalog.to_regclass("
                + found
                + ")::pg_catalog.oid), (select n.oid from pg_catalog.pg_namespace n where n.nspname" + EQ + schema
                + "), 0::pg_catalog.oid)::pg_catalog.int8 as key";
    }

    /** FNV-1a in 64 bits, which is the same everywhere and for ever. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    /**
     * What came of trying.
     *
     * @param asked whether the lock was asked for at all
     */
    private record Answer(boolean asked, Optional<PostgresqlLock> lock) {}
}
