package io.migri.spi.support.session;

import static java.util.Objects.requireNonNull;

import io.migri.spi.wire.StatementFailedException;
import io.migri.spi.wire.TransactionSyntax;
import io.migri.spi.wire.Wire;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends each statement by itself over plain JDBC, as it stands: the driver looks for no escapes and no parameters in it. It fits a database
 * within the process, or near. Where each answer travels far, a wire that sends several statements at once is worth its lines. Used by one
 * thread, but for {@link #cancel()}.
 */
public final class OneByOneWire implements Wire {
    private final Connection connection;
    private final TransactionSyntax syntax;
    private final TransactionWatch watch;
    private volatile @Nullable Statement running;
    private Optional<String> before = Optional.empty();

    /**
     * A wire over {@code connection}, which it never closes.
     *
     * @param watch tells what became of a transaction
     */
    public OneByOneWire(Connection connection, TransactionSyntax syntax, TransactionWatch watch) {
        this.connection = requireNonNull(connection, "connection");
        this.syntax = requireNonNull(syntax, "syntax");
        this.watch = requireNonNull(watch, "watch");
    }

    @Override
    public TransactionSyntax syntax() {
        return syntax;
    }

    @Override
    public void execute(List<String> statements) throws StatementFailedException {
        before = Optional.empty();
        for (int i = 0; i < statements.size(); i++) {
            try {
                execute(statements.get(i));
            } catch (SQLException failure) {
                throw new StatementFailedException(i, failure);
            }
        }
    }

    private void execute(String text) throws SQLException {
        if (before.isEmpty() && watch.mayReplace(text)) {
            before = watch.identity();
        }
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            running = statement;
            statement.execute(text);
        } finally {
            running = null;
        }
    }

    @Override
    public boolean transactionSurvived() throws SQLException {
        return watch.open() && (before.isEmpty() || before.equals(watch.identity()));
    }

    @Override
    public boolean transactionOpen() throws SQLException {
        return watch.open();
    }

    /** Makes the statement under way end soon with an error. Called from another thread; never throws. */
    public void cancel() {
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
