package io.migri.dialect.postgresql.wire;

import io.migri.spi.wire.StatementFailedException;
import io.migri.spi.wire.TransactionSyntax;
import io.migri.spi.wire.Wire;
import java.io.IOException;
import java.io.Reader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.core.TransactionState;

/** Sends statements by the channel, and knows from the driver what is open. */
public final class PostgresqlWire implements Wire {
    private static final TransactionSyntax SYNTAX =
            TransactionSyntax.standard("BEGIN").recordingAfter("BEGIN READ WRITE");

    private final Connection connection;
    private final PostgresqlChannel channel;
    private boolean failed;

    public PostgresqlWire(Connection connection, PostgresqlChannel channel) {
        this.connection = connection;
        this.channel = channel;
    }

    @Override
    public TransactionSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public void execute(List<String> statements) throws StatementFailedException {
        failed = true;
        channel.execute(statements);
        failed = false;
    }

    @Override
    public void load(String statement, Reader data) throws SQLException, IOException {
        failed = true;
        channel.load(statement, data);
        failed = false;
    }

    /** An error rolls back, also one of a COMMIT. */
    @Override
    public boolean transactionSurvived() throws SQLException {
        return failed || connection.isClosed() || transactionOpen();
    }

    @Override
    public boolean transactionOpen() {
        return channel.driverConnection()
                .map(driver -> driver.getQueryExecutor().getTransactionState() != TransactionState.IDLE)
                .orElse(true);
    }
}
