package io.migri.testkit.scripted;

import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseError;
import io.migri.api.DatabaseError.Kind;
import io.migri.api.text.Text;
import io.migri.spi.ConnectionSource;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.spi.Purpose;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The dialect of one scripted database. */
public record ScriptedDialect(ScriptedDatabase database) implements Dialect {
    public static final String ID = "scripted";

    /** Where it is. */
    public static ConnectionConfig target() {
        return ConnectionConfig.builder("db").dialect(ID).build();
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public boolean matches(ConnectionConfig config) {
        return false;
    }

    @Override
    public boolean matches(Connection connection) {
        return ScriptedConnection.behind(connection, database).isPresent();
    }

    @Override
    public Connection connect(ConnectionConfig config, Purpose purpose) throws SQLException {
        database.asked(purpose == Purpose.CHANGE ? "connect" : "connect to look");
        return new ScriptedConnection(database).asConnection();
    }

    @Override
    public DialectSession session(Connection connection, ConnectionSource others) {
        return new ScriptedSession(
                database, ScriptedConnection.behind(connection, database).orElseThrow());
    }

    @Override
    public Optional<Text> refusesScratchServer() {
        return Optional.ofNullable(database.conditions().refusesScratchServer).map(Text::of);
    }

    @Override
    public DatabaseError explain(SQLException failure, String statement) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ScriptedFailure scripted) {
                return scripted.error();
            }
        }
        return DatabaseError.of(Kind.STATEMENT, "", String.valueOf(failure.getMessage()));
    }
}
