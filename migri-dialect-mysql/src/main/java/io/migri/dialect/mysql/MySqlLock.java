package io.migri.dialect.mysql;

import io.migri.api.LockHolder;
import io.migri.spi.MigrationLock;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A lock of the server that belongs to the session, not to a transaction; see <a
 * href="https://dev.mysql.com/doc/refman/9.7/en/locking-functions.html">locking functions</a>.
 */
final class MySqlLock implements MigrationLock {
    private static final String PREFIX = "migri:";
    /** MySQL takes no longer names. */
    private static final int MAXIMUM_NAME = 64;

    /** Fails, for a scalar subquery has one row. */
    static final String FAILURE = "(select 1 union all select 2)";

    private final Connection connection;
    private final String name;
    private final String guard;

    private MySqlLock(Connection connection, String name, long session) {
        this.connection = connection;
        this.name = name;
        this.guard = "select if(is_used_lock(" + MySqlText.literal(name) + ") <=> " + session + ", 1, " + FAILURE
                + ") limit 1";
    }

    /** The name of the lock for a history table. Names are the server's, so the database's name is in it. */
    static String name(String database, String table) {
        String name = PREFIX + database + "." + table;
        return name.length() <= MAXIMUM_NAME ? name : PREFIX + digest(name);
    }

    static Optional<MigrationLock> tryTo(Connection connection, String name) throws SQLException {
        Optional<String> result = MySqlSession.text(connection, tryStatement(name));
        if (result.isEmpty()) {
            throw new SQLException("the server could not try for the lock " + name + ": GET_LOCK gave NULL");
        }
        return result.get().equals("1")
                ? Optional.of(new MySqlLock(connection, name, session(connection)))
                : Optional.empty();
    }

    /** {@code connection_id()} tells of another one once a script has set {@code pseudo_thread_id}. */
    private static long session(Connection connection) throws SQLException {
        long known = MySqlConnection.of(connection).id();
        return known != 0
                ? known
                : Long.parseLong(
                        MySqlSession.text(connection, "select connection_id()").orElseThrow());
    }

    static String tryStatement(String name) {
        return "select get_lock(" + MySqlText.literal(name) + ", 0)";
    }

    /** The connection that has the lock, who it is and what it does. */
    static Optional<LockHolder> holder(Connection connection, String name) throws SQLException {
        Optional<String> id = MySqlSession.text(connection, "select is_used_lock(" + MySqlText.literal(name) + ")");
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(MySqlConnections.named(connection, Long.parseLong(id.get())));
    }

    @Override
    public boolean coversRun() {
        return true;
    }

    /** Not in the INSERT itself: what depends on a lock is not safe to replicate as a statement. */
    @Override
    public List<String> guard() {
        return List.of(guard);
    }

    @Override
    public void close() throws SQLException {
        MySqlConnection.execute(connection, "DO RELEASE_LOCK(" + MySqlText.literal(name) + ")");
    }

    private static String digest(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return MySqlText.hexadecimal(digest).substring(0, MAXIMUM_NAME - PREFIX.length());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
