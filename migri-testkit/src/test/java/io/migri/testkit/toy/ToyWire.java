package io.migri.testkit.toy;

import io.migri.spi.wire.StatementFailedException;
import io.migri.spi.wire.TransactionSyntax;
import io.migri.spi.wire.Wire;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends one statement after the other. */
final class ToyWire implements Wire {
    private final Connection connection;
    private volatile @Nullable Statement running;

    ToyWire(Connection connection) {
        this.connection = connection;
    }

    @Override
    public TransactionSyntax syntax() {
        return TransactionSyntax.standard("BEGIN IMMEDIATE");
    }

    @Override
    public void execute(List<String> statements) throws StatementFailedException {
        for (int i = 0; i < statements.size(); i++) {
            try (Statement statement = connection.createStatement()) {
                running = statement;
                statement.execute(statements.get(i));
            } catch (SQLException failure) {
                throw new StatementFailedException(i, failure);
            } finally {
                running = null;
            }
        }
    }

    @Override
    public boolean transactionSurvived() {
        return transactionOpen();
    }

    /** Within a transaction no other can begin. */
    @Override
    public boolean transactionOpen() {
        try {
            execute(List.of("BEGIN", "ROLLBACK"));
            return false;
        } catch (StatementFailedException within) {
            return true;
        }
    }

    void cancel() {
        Statement statement = running;
        if (statement != null) {
            try {
                statement.cancel();
            } catch (SQLException ended) {
                // which is what was wanted
            }
        }
    }
}
