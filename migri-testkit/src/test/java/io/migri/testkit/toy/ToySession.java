package io.migri.testkit.toy;

import io.migri.spi.DialectSession;
import io.migri.spi.Rehearsal;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.lock.MigrationLock;
import io.migri.spi.script.CanonicalText;
import io.migri.spi.script.ScriptCursor;
import io.migri.spi.script.StatementReader;
import io.migri.spi.wire.StatementFailedException;
import io.migri.spi.wire.TransactionSyntax;
import java.io.IOException;
import java.io.Reader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection, and what runs on it. */
final class ToySession implements DialectSession {
    private final Connection connection;
    private volatile @Nullable Statement running;

    ToySession(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public String server() {
        return "toy 1";
    }

    @Override
    public StatementReader read(Reader script) {
        return new ToyReader(new ScriptCursor(script));
    }

    @Override
    public String canonical(String statement) {
        try {
            return ToyReader.canonical(statement);
        } catch (IOException notUnderstood) {
            return CanonicalText.unread(statement);
        }
    }

    @Override
    public AppliedLog appliedLog(String table) {
        return new ToyLog(connection, table);
    }

    @Override
    public TransactionSyntax transactionSyntax() {
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

    @Override
    public Optional<MigrationLock> tryLock(String name) {
        return Optional.of(new TransactionsOnly());
    }

    @Override
    public List<String> restoreStatements() {
        return List.of();
    }

    @Override
    public List<String> restoreStatementsOutsideTransaction() {
        return List.of("PRAGMA foreign_keys = OFF");
    }

    @Override
    public Rehearsal rehearse() throws SQLException {
        execute(List.of("BEGIN IMMEDIATE"));
        return new InTransaction(this);
    }

    @Override
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

    private record TransactionsOnly() implements MigrationLock {
        @Override
        public boolean coversRun() {
            return false;
        }

        @Override
        public void close() {}
    }

    private record InTransaction(ToySession session) implements Rehearsal {
        @Override
        public boolean onRealDatabase() {
            return true;
        }

        @Override
        public void close() throws SQLException {
            session.execute(List.of("ROLLBACK"));
        }
    }
}
