package io.migri.dialect.postgresql.wire;

import io.migri.dialect.postgresql.language.PostgresqlWords;
import io.migri.spi.wire.StatementFailedException;
import java.io.Reader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A borrowed connection that hides the driver's, or is of another driver: plain JDBC, one statement at a time. */
final class PostgresqlForeignChannel implements PostgresqlChannel {
    private final Connection connection;
    private volatile @Nullable Statement running;

    PostgresqlForeignChannel(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void execute(List<String> statements) throws StatementFailedException {
        for (int i = 0; i < statements.size(); i++) {
            try {
                execute(statements.get(i));
            } catch (SQLException e) {
                throw new StatementFailedException(i, e);
            }
        }
    }

    @Override
    public OptionalLong count(String statement) throws StatementFailedException {
        try {
            long count = execute(statement);
            return switch (new PostgresqlWords(statement).next()) {
                case "INSERT", "UPDATE", "DELETE", "MERGE" -> count < 0 ? OptionalLong.empty() : OptionalLong.of(count);
                default -> OptionalLong.empty();
            };
        } catch (SQLException e) {
            throw new StatementFailedException(0, e);
        }
    }

    @Override
    public void load(String statement, Reader rows) throws SQLException {
        throw new SQLException(
                "COPY … FROM stdin needs a connection of PostgreSQL's own driver, and "
                        + connection.getClass().getName() + " does not unwrap to one; let it, or write INSERT instead",
                "0A000");
    }

    @Override
    public String serverVersion() throws SQLException {
        return connection.getMetaData().getDatabaseProductVersion();
    }

    @Override
    public boolean standardStrings() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW standard_conforming_strings")) {
            return rows.next() && "on".equals(rows.getString(1));
        }
    }

    @Override
    public void cancel() throws SQLException {
        Statement statement = running;
        if (statement != null) {
            statement.cancel();
        }
    }

    private long execute(String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            running = statement;
            return statement.execute(text) ? -1 : statement.getLargeUpdateCount();
        } finally {
            running = null;
        }
    }
}
