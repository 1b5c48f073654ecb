package io.migri.dialect.postgresql.wire;

import io.migri.spi.wire.StatementFailedException;
import java.io.IOException;
import java.io.Reader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.postgresql.core.BaseConnection;

/** The way statements take to the server, and what is known of it without asking. Hides whether the connection is the driver's own. */
public sealed interface PostgresqlChannel permits PostgresqlDriverChannel, PostgresqlForeignChannel {

    static PostgresqlChannel of(Connection connection) throws SQLException {
        return connection.isWrapperFor(BaseConnection.class)
                ? new PostgresqlDriverChannel(connection.unwrap(BaseConnection.class))
                : new PostgresqlForeignChannel(connection);
    }

    void execute(List<String> statements) throws StatementFailedException;

    /** Executes one statement; how many rows it inserted, changed or deleted, where it is of a sort that does so. */
    OptionalLong count(String statement) throws StatementFailedException;

    /** Executes a {@code COPY … FROM stdin} with {@code rows}. */
    void load(String statement, Reader rows) throws SQLException, IOException;

    /** Such as {@code 15.18}. Sends nothing. */
    String serverVersion() throws SQLException;

    /** Whether a backslash in an ordinary string is an ordinary character. */
    boolean standardStrings() throws SQLException;

    /** Empty where the connection hides it. */
    default Optional<BaseConnection> driverConnection() {
        return Optional.empty();
    }

    /** Called from another thread. */
    void cancel() throws SQLException;
}
