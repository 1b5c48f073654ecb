package io.migri.dialect.mysql.lock;

import io.migri.api.ErrorCode;
import io.migri.api.LockHolder;
import io.migri.api.MigriException;
import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.dialect.mysql.language.MySqlText;
import io.migri.spi.lock.MigrationLock;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A lock of the server that belongs to the session, not to a transaction; see <a
 * href="https://dev.mysql.com/doc/refman/9.7/en/locking-functions.html">locking functions</a>.
 */
public final class MySqlLock implements MigrationLock {
    private static final String PREFIX = "migri:";
    /** MySQL takes no longer names. */
    private static final int MAXIMUM_NAME = 64;

    private final Connection connection;
    private final String name;
    private final String guard;

    private MySqlLock(Connection connection, String name, long session) {
        this.connection = connection;
        this.name = name;
        this.guard = "select if(is_used_lock(" + MySqlText.literal(name) + ") <=> " + session + ", 1, "
                + MySqlText.FAILURE + ") limit 1";
    }

    /**
     * The name of the lock for a history table. Names are the server's, so the database's name is in it. Names that differ in case alone
     * are one lock: for some servers they are one table.
     */
    public static String name(String database, String table) {
        String name = PREFIX + database + "." + table;
        return name.length() <= MAXIMUM_NAME ? name : PREFIX + digest(name.toLowerCase(Locale.ROOT));
    }

    static Optional<MigrationLock> tryTo(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(tryAndLook(name))) {
            row.next();
            boolean got = row.getInt(1) == 1;
            if (row.wasNull()) {
                throw new SQLException("the server could not try for the lock " + name + ": GET_LOCK gave NULL");
            }
            return got ? Optional.of(held(connection, name, row.getLong(2), row.getLong(3))) : Optional.empty();
        }
    }

    /**
     * The session that has it is the one that the server named as its owner: behind a proxy the driver knows another number, and
     * {@code connection_id()} tells another once a script has set {@code pseudo_thread_id}.
     */
    private static MySqlLock held(Connection connection, String name, long owner, long session) throws SQLException {
        if (owner != session && owner != MySqlConnection.of(connection).id()) {
            throw nothingHeld();
        }
        return new MySqlLock(connection, name, owner);
    }

    /** Who has it then is asked behind it, from left to right. */
    private static String tryAndLook(String name) {
        return tryStatement(name) + ", is_used_lock(" + MySqlText.literal(name) + "), connection_id()";
    }

    private static MigriException nothingHeld() {
        return MigriException.of(
                        ErrorCode.CONFIGURATION_INVALID,
                        "GET_LOCK says that it gave the lock, and IS_USED_LOCK that this session does not have it: two runs at once"
                                + " would not be kept apart")
                .help(
                        "nothing was changed; give the host and port of the server itself, and of one that has such locks")
                .build();
    }

    public static String tryStatement(String name) {
        return "select get_lock(" + MySqlText.literal(name) + ", 0)";
    }

    /** The connection that has the lock, who it is and what it does. */
    static Optional<LockHolder> holder(Connection connection, String name) throws SQLException {
        Optional<String> id = MySqlConnection.text(connection, "select is_used_lock(" + MySqlText.literal(name) + ")");
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(MySqlOtherConnections.named(connection, Long.parseLong(id.get())));
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
