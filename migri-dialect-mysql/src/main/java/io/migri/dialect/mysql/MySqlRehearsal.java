package io.migri.dialect.mysql;

import io.migri.api.DatabaseError;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.spi.DialectSession;
import io.migri.spi.Rehearsal;
import io.migri.spi.RehearsalRequest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A copy of the database in another one on the same server, because DDL <a
 * href="https://dev.mysql.com/doc/refman/9.7/en/implicit-commit.html">commits</a>. It has a connection of its own, which is dropped
 * with it.
 */
final class MySqlRehearsal implements Rehearsal {
    private final MySqlConnection original;
    private final Connection connection;
    private final MySqlScratchDatabase scratch;
    private final MySqlStage stage;
    private final MySqlSession session;
    private final RehearsalRequest request;

    private MySqlRehearsal(
            MySqlConnection original,
            Connection connection,
            MySqlScratchDatabase scratch,
            MySqlStage stage,
            MySqlSession session,
            RehearsalRequest request) {
        this.original = original;
        this.connection = connection;
        this.scratch = scratch;
        this.stage = stage;
        this.session = session;
        this.request = request;
    }

    /**
     * A rehearsal of migrations of {@code database}.
     *
     * @param state of the session to be like
     */
    static MySqlRehearsal of(
            MySqlConnection original,
            MySqlServer server,
            String database,
            MySqlSessionState state,
            RehearsalRequest request)
            throws SQLException {
        Connection connection = original.another().orElseThrow(MySqlRehearsal::strange);
        try {
            if (server.mariaDb() && original.openedByMigri()) {
                MySqlConnection.execute(connection, "SET NAMES utf8mb4");
            }
            for (String statement : state.settings()) {
                MySqlConnection.execute(connection, statement);
            }
            MySqlScratchDatabase scratch = MySqlScratchDatabase.named(connection);
            boolean folded = !MySqlSession.text(connection, "select @@lower_case_table_names")
                    .orElse("0")
                    .equals("0");
            MySqlRedirection redirection = new MySqlRedirection(database, scratch.name(), folded, server);
            MySqlStage stage = new MySqlStage(redirection, databases(connection), state.sqlMode());
            MySqlSession session = MySqlSession.onStage(connection, stage);
            return new MySqlRehearsal(original, connection, scratch, stage, session, request);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public DialectSession session() {
        return session;
    }

    @Override
    public boolean onRealDatabase() {
        return false;
    }

    @Override
    public Optional<Restriction> restriction() {
        return Optional.of(stage.restriction());
    }

    @Override
    public void begin() throws SQLException {
        List<String> restore = session.restoreStatements();
        request.inform()
                .accept("the dry run makes a copy of " + stage.redirection().from() + ", " + scratch.name());
        scratch.create(stage.redirection().from());
        new MySqlScratchCopy(connection, stage, request).run();
        for (String statement : restore) {
            MySqlConnection.execute(connection, statement);
        }
    }

    /** What is open on this connection would keep the tables from being dropped; if it is lost, the other one does it. */
    @Override
    public void close() throws SQLException {
        try (Connection closing = connection) {
            MySqlScratchDatabase.tidy(closing);
            scratch.drop();
        } catch (SQLException failure) {
            if (MySqlErrors.explain(failure, "").kind() != DatabaseError.Kind.CONNECTION_LOST) {
                throw failure;
            }
            scratch.drop(original.connection());
        }
    }

    private static Set<String> databases(Connection connection) throws SQLException {
        Set<String> databases = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("show databases")) {
            while (rows.next()) {
                databases.add(rows.getString(1).toLowerCase(Locale.ROOT));
            }
        }
        return databases;
    }

    private static MigriException strange() {
        return new MigriException(
                ErrorCode.DRY_RUN_UNSUPPORTED,
                "a dry run needs a connection of its own, and only MySQL's own driver tells how to open another one",
                "borrow a connection of MySQL Connector/J to Migri, or name the server and the database instead",
                null,
                null,
                null);
    }
}
