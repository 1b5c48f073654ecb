package io.migri.dialect.postgresql;

import io.migri.spi.StatementFailedException;
import java.io.IOException;
import java.io.Reader;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.TransactionState;

/** The driver's own connection: many statements in one message. */
final class PostgresqlDriverChannel implements PostgresqlChannel {
    private final BaseConnection connection;

    PostgresqlDriverChannel(BaseConnection connection) {
        this.connection = connection;
    }

    @Override
    public void execute(List<String> statements) throws StatementFailedException {
        QueryExecutor executor = connection.getQueryExecutor();
        int sent = 0;
        while (sent < statements.size()) {
            boolean open = executor.getTransactionState() != TransactionState.IDLE;
            PostgresqlMessage message = PostgresqlMessage.of(statements, sent, open, standardStrings());
            message.send(executor, sent);
            sent += message.size();
        }
    }

    @Override
    public OptionalLong count(String statement) throws StatementFailedException {
        QueryExecutor executor = connection.getQueryExecutor();
        boolean open = executor.getTransactionState() != TransactionState.IDLE;
        return PostgresqlMessage.of(List.of(statement), 0, open, true).send(executor, 0);
    }

    @Override
    public void load(String statement, Reader rows) throws SQLException, IOException {
        new PostgresqlCopy(new CopyManager(connection)).load(statement, rows);
    }

    @Override
    public String serverVersion() {
        return Optional.ofNullable(connection.getParameterStatus("server_version"))
                .orElse("");
    }

    @Override
    public boolean standardStrings() {
        return connection.getStandardConformingStrings();
    }

    @Override
    public Optional<BaseConnection> driverConnection() {
        return Optional.of(connection);
    }

    @Override
    public void cancel() throws SQLException {
        connection.cancelQuery();
    }
}
