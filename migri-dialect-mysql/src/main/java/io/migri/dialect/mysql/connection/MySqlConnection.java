package io.migri.dialect.mysql.connection;

import com.mysql.cj.conf.HostInfo;
import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.jdbc.ConnectionImpl;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.StatementImpl;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the driver knows about a connection without asking the server. A connection of another driver, which an application may
 * bring, is treated as one that knows and can do nothing special.
 */
public final class MySqlConnection {
    /** Tells connections that Migri opened from borrowed ones, to Migri and in the server's list of sessions. */
    static final String ATTRIBUTES = "program_name:migri";

    /** A bit of the <a href="https://dev.mysql.com/doc/dev/mysql-server/latest/mysql__com_8h.html">server's status</a>. */
    private static final int NO_BACKSLASH_ESCAPES = 512;

    private static final int IN_TRANSACTION = 1568;

    private static final int UNKNOWN_PACKET_LIMIT = 1024 * 1024;

    private final Connection connection;
    private final Optional<JdbcConnection> driver;

    private MySqlConnection(Connection connection, Optional<JdbcConnection> driver) {
        this.connection = connection;
        this.driver = driver;
    }

    public static MySqlConnection of(Connection connection) throws SQLException {
        boolean known = connection.isWrapperFor(JdbcConnection.class);
        return new MySqlConnection(
                connection, known ? Optional.of(connection.unwrap(JdbcConnection.class)) : Optional.empty());
    }

    /** Sends one statement whose result does not matter. */
    public static void execute(Connection connection, String statement) throws SQLException {
        try (Statement sent = connection.createStatement()) {
            sent.setEscapeProcessing(false);
            sent.execute(statement);
        }
    }

    /** The first column of the first row that {@code query} gives; empty where there is none, or NULL. */
    public static Optional<String> text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(query)) {
                return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
        }
    }

    public boolean openedByMigri() {
        return driver.isPresent() && ATTRIBUTES.equals(property("connectionAttributes"));
    }

    /** Whether one message may hold several statements. */
    public boolean takesSeveralStatements() {
        return driver.isPresent()
                && driver.get()
                        .getPropertySet()
                        .getBooleanProperty("allowMultiQueries")
                        .getValue();
    }

    /**
     * Whether the driver can be told to keep no rows. Unless this property is 0 it then changes a variable of the session first,
     * with a round trip of its own.
     */
    public boolean streamsFreely() {
        return driver.isPresent()
                && driver.get()
                                .getPropertySet()
                                .getIntegerProperty("netTimeoutForStreamingResults")
                                .getValue()
                        == 0;
    }

    /** Whether the driver was told to let nobody else stand for the server. */
    boolean verifiesServer() {
        String mode = driver.isEmpty()
                ? ""
                : String.valueOf(driver.get()
                        .getPropertySet()
                        .getEnumProperty(PropertyKey.sslMode)
                        .getValue());
        return mode.startsWith("VERIFY_");
    }

    /** Counts the server's answers to the next message, until it is closed. */
    public MySqlAnswers countAnswers() {
        return new MySqlAnswers(driver.map(JdbcConnection::getServerSessionStateController));
    }

    /** The largest message that the server takes, in bytes. */
    public int packetLimit() {
        String limit = driver.map(
                        known -> known.getSession().getServerSession().getServerVariable("max_allowed_packet"))
                .orElse("");
        return limit.isEmpty() ? UNKNOWN_PACKET_LIMIT : Integer.parseInt(limit);
    }

    /** Whether a transaction is open, as of the server's last answer. */
    public boolean inTransaction() {
        return driver.isEmpty() || driver.get().getSession().getServerSession().inTransactionOnServer();
    }

    /** Whether a transaction is open on a connection that was lent. Where somebody hides the driver, the server is asked. */
    public boolean lentInTransaction() throws SQLException {
        if (driver.isEmpty()) {
            return refusesOtherCharacteristics();
        }
        if (inTransaction()) {
            execute(connection, "DO 0"); // the last answer may have been an error, which does not tell
        }
        return inTransaction();
    }

    /** They can be changed between two transactions only. This one is what it is by default. */
    private boolean refusesOtherCharacteristics() throws SQLException {
        try {
            execute(connection, "SET TRANSACTION READ WRITE");
            return false;
        } catch (SQLException e) {
            if (e.getErrorCode() == IN_TRANSACTION) {
                return true;
            }
            throw e;
        }
    }

    /** Whether the server commits after each statement, by its last answer. */
    public boolean autocommits() {
        return driver.isEmpty() || driver.get().getSession().getServerSession().isAutocommit();
    }

    /** The key that the server generated for the present result of {@code statement}, by its last answer. */
    public OptionalLong generatedKey(Statement statement) throws SQLException {
        long key = statement.isWrapperFor(StatementImpl.class)
                ? statement.unwrap(StatementImpl.class).getLastInsertID()
                : 0;
        return key > 0 ? OptionalLong.of(key) : OptionalLong.empty();
    }

    /** Ends the statement under way, on a connection of its own. */
    public void killQuery() throws SQLException {
        if (driver.isPresent()) {
            HostInfo host = driver.get().getSession().getHostInfo();
            try (Connection another = ConnectionImpl.getInstance(host)) {
                execute(another, "KILL QUERY " + driver.get().getId());
            }
        }
    }

    /** Opens another connection to the same place; empty where the driver does not tell how. The caller closes it. */
    public Optional<Connection> another() throws SQLException {
        return driver.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        ConnectionImpl.getInstance(driver.get().getSession().getHostInfo()));
    }

    /** The number of the session on the server. */
    public long id() {
        return driver.map(JdbcConnection::getId).orElse(0L);
    }

    /** Whether a backslash in a string means something, as of the server's last answer. */
    public boolean backslashEscapes() {
        // The driver's own isNoBackslashEscapesSet() tells how it was when the connection was made.
        return driver.isEmpty()
                || (driver.get().getSession().getServerSession().getStatusFlags() & NO_BACKSLASH_ESCAPES) == 0;
    }

    /** Whom it is connected to: {@code host}, {@code port} and {@code user}. */
    public Map<String, Object> address() {
        if (driver.isEmpty()) {
            return Map.of("host", "", "port", 0, "user", "");
        }
        HostInfo host = driver.get().getSession().getHostInfo();
        return Map.of("host", host.getHost(), "port", host.getPort(), "user", String.valueOf(host.getUser()));
    }

    public Connection connection() {
        return connection;
    }

    private String property(String name) {
        String value =
                driver.orElseThrow().getPropertySet().getStringProperty(name).getValue();
        return value == null ? "" : value;
    }
}
