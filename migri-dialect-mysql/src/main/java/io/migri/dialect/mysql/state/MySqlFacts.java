package io.migri.dialect.mysql.state;

import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.dialect.mysql.connection.MySqlServer;
import io.migri.dialect.mysql.rehearsal.reach.MySqlStage;
import io.migri.spi.history.HistoryTable;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What is known of a connection, its server and its session. What nobody has asked yet is asked when it is wanted. */
public final class MySqlFacts {
    private final MySqlConnection connection;
    private final @Nullable MySqlStage stage;
    /** As it was said when the connection was made, until the server itself was asked. */
    private MySqlServer server;

    private @Nullable MySqlSessionSnapshot state;

    /** @param stage where statements go instead of the database that they are meant for; it need not be there yet */
    public MySqlFacts(Connection connection, @Nullable MySqlStage stage) throws SQLException {
        this.stage = stage;
        this.connection = MySqlConnection.of(connection);
        this.server = MySqlServer.of(connection);
    }

    public MySqlConnection link() {
        return connection;
    }

    public Connection connection() {
        return connection.connection();
    }

    @Nullable
    public MySqlStage stage() {
        return stage;
    }

    public MySqlServer server() {
        return server;
    }

    /** The server of the database that the migrations are for. */
    public MySqlServer realServer() {
        return stage == null ? server : stage.realServer();
    }

    /** The database that names without one belong to, before a migration chose another. */
    public String database() throws SQLException {
        String name = stage != null
                ? stage.redirection().to()
                : state == null ? connection().getCatalog() : state.database();
        if (name == null || name.isEmpty()) {
            throw MySqlSessionSnapshot.noDatabase();
        }
        return name;
    }

    /** The history as this session finds it: a copy of the database has a copy of it, too. */
    public HistoryTable here(HistoryTable history) {
        return stage == null ? history : new HistoryTable(null, history.name());
    }

    /** The database that the tables of a history are in. */
    public String database(HistoryTable history) throws SQLException {
        String schema = here(history).schema();
        return schema == null ? database() : schema;
    }

    /** The database that the migrations are for. */
    public String originalDatabase() throws SQLException {
        return stage == null ? database() : stage.redirection().from();
    }

    /** What can ask about the tables that the migrations are for. */
    public Connection reader() {
        return stage == null ? connection() : stage.real().orElse(connection());
    }

    /** Null where nobody has asked for it. */
    @Nullable
    MySqlSessionSnapshot knownState() {
        return state;
    }

    /** Whether a script makes a temporary table, which may go by the name of the history. */
    public boolean makesTemporaryTables() {
        return state != null && state.makesTemporaryTables();
    }

    /** Whether a script makes temporary tables only unless they are there: they may be the lender's. */
    boolean usesTemporaryTables() {
        return state != null && state.usesTemporaryTables();
    }

    public MySqlSessionSnapshot state() throws SQLException {
        MySqlSessionSnapshot known = state;
        if (known == null) {
            known = asked();
            state = known;
        }
        return known;
    }

    private MySqlSessionSnapshot asked() throws SQLException {
        adoptCharacterSet();
        MySqlSessionSnapshot answer = MySqlSessionSnapshot.read(connection());
        server = answer.server();
        if (!answer.autocommit()) {
            // So a server can be set up. The driver believes otherwise, and reading the history did not need it.
            MySqlConnection.execute(connection(), "SET autocommit=1");
        }
        return stage == null ? answer : answer.in(stage.redirection().to());
    }

    /**
     * The driver begins with a collation of MySQL. MariaDB takes it, but texts in views and tables then get another collation than
     * its own client would give them.
     */
    private void adoptCharacterSet() throws SQLException {
        if (server.mariaDb() && connection.openedByMigri() && stage == null) {
            MySqlConnection.execute(connection(), "SET NAMES utf8mb4");
        }
    }
}
