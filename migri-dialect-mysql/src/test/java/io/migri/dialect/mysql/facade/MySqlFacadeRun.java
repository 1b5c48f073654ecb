package io.migri.dialect.mysql.facade;

import io.migri.dialect.mysql.MySqlDialect;
import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.spi.binding.ScriptChannel;
import io.migri.spi.binding.ScriptHost;
import io.migri.testkit.server.Database;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The part of a run that a script's channel sees; whatever is open in the end is rolled back. */
final class MySqlFacadeRun implements ScriptHost, AutoCloseable {
    private final boolean transactional;
    private final Connection connection;
    private final ScriptChannel channel;
    private int commits;

    private MySqlFacadeRun(Database database, boolean transactional) throws SQLException {
        this.transactional = transactional;
        this.connection = new MySqlDialect().connect(database.config());
        if (transactional) {
            MySqlConnection.execute(connection, "START TRANSACTION READ WRITE");
        }
        this.channel = new MySqlDialect()
                .session(connection)
                .scriptBinding()
                .orElseThrow()
                .open(this);
    }

    static MySqlFacadeRun inTransaction(Database database) throws SQLException {
        return new MySqlFacadeRun(database, true);
    }

    static MySqlFacadeRun outsideTransaction(Database database) throws SQLException {
        return new MySqlFacadeRun(database, false);
    }

    ScriptChannel channel() {
        return channel;
    }

    int commits() {
        return commits;
    }

    @Nullable
    Object[] execute(String sql) throws SQLException, IOException {
        return call("execute", sql, 100L);
    }

    List<@Nullable Object[]> rows(String sql) throws SQLException, IOException {
        return ((List<?>) Objects.requireNonNull(execute(sql)[2]))
                .stream().map(row -> (@Nullable Object[]) row).toList();
    }

    /** The answer to an operation; empty where there is none. */
    @Nullable
    Object[] call(String operation, Object... arguments) throws SQLException, IOException {
        Object answer = channel.call(operation, List.of(arguments));
        return answer == null ? new @Nullable Object[0] : (@Nullable Object[]) answer;
    }

    @Override
    public boolean transactional() {
        return transactional;
    }

    @Override
    public boolean onlyInTransaction() {
        return false;
    }

    @Override
    public @Nullable Object call(long function, List<? extends @Nullable Object> arguments) {
        throw new UnsupportedOperationException("MySQL calls no functions of scripts");
    }

    @Override
    public void committed() {
        commits++;
    }

    @Override
    public void close() throws SQLException {
        try (Connection closing = connection) {
            channel.close();
            MySqlConnection.execute(closing, "ROLLBACK");
        }
    }
}
