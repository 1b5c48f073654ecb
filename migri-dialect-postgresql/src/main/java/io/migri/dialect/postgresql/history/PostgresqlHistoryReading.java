package io.migri.dialect.postgresql.history;

import io.migri.dialect.postgresql.language.PostgresqlText;
import io.migri.dialect.postgresql.wire.PostgresqlErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A look at the history.
 *
 * @param history what was found
 * @param serverAhead how far the server's clock was ahead of this machine's
 */
record PostgresqlHistoryReading(PostgresqlHistory history, Duration serverAhead) {
    private static final String SOURCE = PostgresqlText.identifier(PostgresqlHistoryStatements.SOURCE);

    /** Reads it; empty where there is none. A table that {@code trust} does not know is looked at before it is read. */
    static Optional<PostgresqlHistoryReading> of(Connection connection, String table, PostgresqlTrust trust)
            throws SQLException {
        try {
            return Optional.of(once(connection, table, trust));
        } catch (SQLException e) {
            if (PostgresqlErrors.UNDEFINED_TABLE.equals(e.getSQLState())) {
                return Optional.empty();
            }
            String beside = PostgresqlHistoryStatements.sourceOid(table);
            if (trust.pardons(connection, PostgresqlText.identifier(table), e)
                    || trust.pardons(connection, SOURCE, beside, e)) {
                return of(connection, table, trust);
            }
            throw e;
        }
    }

    private static PostgresqlHistoryReading once(Connection connection, String table, PostgresqlTrust trust)
            throws SQLException {
        String check = "(" + trust.check(PostgresqlText.identifier(table)) + ") operator(pg_catalog.+) ("
                + trust.check(SOURCE, PostgresqlHistoryStatements.sourceOid(table)) + ")";
        Instant asked = Instant.now();
        try (Statement statement = connection.createStatement()) {
            statement.execute(PostgresqlHistoryStatements.query(table, check));
            PostgresqlHistory.About about;
            try (ResultSet answer = statement.getResultSet()) {
                about = PostgresqlHistory.About.of(answer);
            }
            statement.getMoreResults();
            try (ResultSet rows = statement.getResultSet()) {
                PostgresqlHistory found = PostgresqlHistory.read(about, rows, table);
                return new PostgresqlHistoryReading(found, Duration.between(asked, found.readAt()));
            }
        }
    }
}
