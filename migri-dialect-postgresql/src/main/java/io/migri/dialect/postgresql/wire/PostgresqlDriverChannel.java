package io.migri.dialect.postgresql.wire;

import io.migri.dialect.postgresql.language.PostgresqlSplitter;
import io.migri.dialect.postgresql.language.PostgresqlStrings;
import io.migri.spi.wire.StatementFailedException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
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
            requireOne(statements.subList(sent, sent + message.size()), sent);
            message.send(executor, sent);
            sent += message.size();
        }
    }

    /**
     * A text that ends elsewhere for the server than for the reader may hold more than one statement. What changes its reading unseen, such as a
     * routine, must not let a {@code COMMIT} through.
     */
    private void requireOne(List<String> statements, int before) throws StatementFailedException {
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i).contains("\\'") && !isOne(statements.get(i))) {
                throw new StatementFailedException(
                        before + i,
                        before,
                        new SQLException(
                                "the server reads this as several statements, because standard_conforming_strings was changed"
                                        + " unseen; change it with a SET of its own",
                                "42601"));
            }
        }
    }

    private boolean isOne(String statement) {
        try (PostgresqlSplitter splitter =
                new PostgresqlSplitter(new StringReader(statement), new PostgresqlStrings(standardStrings()))) {
            splitter.next();
            return splitter.next() == null;
        } catch (IOException unclosed) {
            // the server refuses it as a whole
            return true;
        }
    }

    @Override
    public OptionalLong count(String statement) throws StatementFailedException {
        requireOne(List.of(statement), 0);
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
