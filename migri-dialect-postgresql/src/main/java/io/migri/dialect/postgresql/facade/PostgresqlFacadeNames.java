package io.migri.dialect.postgresql.facade;

import io.migri.dialect.postgresql.language.PostgresqlText;
import io.migri.dialect.postgresql.language.PostgresqlWords;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names that a script gave to statements, under which SQL such as {@code EXECUTE} finds them. The driver has names of its own, so
 * the server prepares these statements twice. Used by one thread.
 */
final class PostgresqlFacadeNames implements AutoCloseable {
    private static final String KNOWN =
            "SELECT 1 FROM pg_catalog.pg_prepared_statements WHERE name OPERATOR(pg_catalog.=) ?";

    private final Connection connection;
    private final PostgresqlFacadeStatements statements;
    private final List<String> given = new ArrayList<>();

    PostgresqlFacadeNames(Connection connection, PostgresqlFacadeStatements statements) {
        this.connection = connection;
        this.statements = statements;
    }

    /**
     * Names a statement, as far as SQL can name it.
     *
     * @param types of its parameters, in parentheses; empty where it has none
     */
    @Nullable
    Object give(String text, String name, String types) throws SQLException {
        return switch (new PostgresqlWords(text).next()) {
            case "SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "VALUES", "WITH" -> {
                Object[] answer = statements.run("PREPARE " + PostgresqlText.identifier(name) + types + " AS " + text);
                given.add(name);
                yield answer;
            }
            default -> null;
        };
    }

    /** Ends what {@link #give} began, if the script has not. In a failed transaction nothing can be asked, and it stays. */
    @Nullable
    Object take(String name) throws SQLException {
        if (!statements.inFailedTransaction() && given.remove(name) && isKnown(name)) {
            return statements.run("DEALLOCATE " + PostgresqlText.identifier(name));
        }
        return null;
    }

    @Override
    public void close() throws SQLException {
        for (String name : List.copyOf(given)) {
            take(name);
        }
    }

    private boolean isKnown(String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(KNOWN)) {
            statement.setString(1, name);
            try (ResultSet found = statement.executeQuery()) {
                return found.next();
            }
        }
    }
}
