package io.migri.dialect.mysql.rehearsal.scratch;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.dialect.mysql.connection.MySqlExamination;
import io.migri.dialect.mysql.language.MySqlText;
import io.migri.dialect.mysql.wire.MySqlErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * The database in which a dry run happens. While its maker lives, the maker's session holds a lock of its name: a free lock means that
 * nobody is going to drop it.
 */
public final class MySqlScratchDatabase {
    /** The server identifies itself; another server that replicates from it has other locks. */
    private static final String SERVER = "select concat_ws('/', @@hostname, @@port, @@server_id)";

    private static final int INTERRUPTED = 1317;
    private static final int MARIADB_INTERRUPTED = 1969;
    private static final int PATIENCE = 20;
    private static final long PAUSE_MILLISECONDS = 100;
    /** Access denied for the database, to the command, and for want of a privilege. */
    private static final Set<Integer> DENIED = Set.of(1044, 1142, 1227);

    private final MySqlScratchConnections connections;
    private final Connection connection;
    private final String name;
    private boolean made;

    private MySqlScratchDatabase(MySqlScratchConnections connections, String name) {
        this.connections = connections;
        this.connection = connections.copy();
        this.name = name;
    }

    /** One that is not made yet, to be made and dropped on the connection of the copy. */
    public static MySqlScratchDatabase named(MySqlScratchConnections connections) throws SQLException {
        return new MySqlScratchDatabase(connections, MySqlScratchName.fresh(server(connections.copy())));
    }

    public static String server(Connection connection) throws SQLException {
        return MySqlConnection.text(connection, SERVER).orElse("");
    }

    public String name() {
        return name;
    }

    /** Makes it, empty, with the character set of {@code original}. */
    public void create(String original) throws SQLException {
        String options =
                new MySqlScratchSource(connections.real(), original).options().orElse("");
        if (!lock(connection, name)) {
            throw new SQLException("the lock " + name + " is taken, though nobody else knows that name");
        }
        made = true;
        try {
            MySqlConnection.execute(connection, "create database " + MySqlText.identifier(name) + options);
        } catch (SQLException failure) {
            if (DENIED.contains(failure.getErrorCode())) {
                made = false;
                throw denied(failure);
            }
            throw failure;
        }
        connection.setCatalog(name);
    }

    /** Drops it, if it was made, also while somebody keeps interrupting. */
    public void drop() throws SQLException {
        drop(connection);
    }

    /** The same on another connection, where the one that made it is lost. */
    public void dropWithout() throws SQLException {
        Optional<Connection> again = connections.again();
        if (again.isEmpty()) {
            drop(connections.original());
            return;
        }
        try (Connection another = again.get()) {
            drop(another);
        }
    }

    private void drop(Connection another) throws SQLException {
        if (made) {
            drop(another, name);
        }
    }

    /** Drops a database whose lock this connection has. */
    static void drop(Connection connection, String name) throws SQLException {
        String statement = "drop database if exists " + MySqlText.identifier(name);
        for (int attempt = 1; ; attempt++) {
            try {
                MySqlConnection.execute(connection, statement);
                break;
            } catch (SQLException failure) {
                boolean interrupted =
                        failure.getErrorCode() == INTERRUPTED || failure.getErrorCode() == MARIADB_INTERRUPTED;
                if (!interrupted || attempt == PATIENCE) {
                    throw failure;
                }
                pause();
            }
        }
    }

    /** Ends what is open on a connection that may have been left in any state. */
    public static void tidy(Connection connection) {
        for (String statement : new String[] {"ROLLBACK", "UNLOCK TABLES"}) {
            try {
                MySqlConnection.execute(connection, statement);
            } catch (SQLException failure) {
                // a connection that is lost has nothing open
            }
        }
    }

    public static boolean lock(Connection connection, String name) throws SQLException {
        return MySqlConnection.text(connection, "select get_lock(" + MySqlText.literal(name) + ", 0)")
                .filter("1"::equals)
                .isPresent();
    }

    static void unlock(Connection connection, String name) throws SQLException {
        MySqlConnection.execute(connection, "do release_lock(" + MySqlText.literal(name) + ")");
    }

    private MigriException denied(SQLException failure) throws SQLException {
        String quoted = MySqlExamination.account(connection);
        String grant = "GRANT ALL ON `" + MySqlScratchName.PATTERN + "`.* TO " + quoted;
        return MigriException.of(
                        ErrorCode.DRY_RUN_UNSUPPORTED,
                        connections.apart()
                                ? "a dry run needs a database of its own, and " + quoted
                                        + " may not create one on the server to rehearse on"
                                : "a dry run needs a database of its own beside the one to migrate, and " + quoted
                                        + " may not create one")
                .help(
                        connections.apart()
                                ? Text.of("have an administrator of that server execute: " + grant)
                                : Text.of(
                                        "name another server to rehearse on by ",
                                        Option.DRY_RUN_SERVER,
                                        ", or have an administrator execute: " + grant))
                .saying(MySqlErrors.explain(failure, ""))
                .because(failure)
                .build();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
