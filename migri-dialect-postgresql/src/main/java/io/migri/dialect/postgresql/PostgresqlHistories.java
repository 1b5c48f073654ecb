package io.migri.dialect.postgresql;

import io.migri.dialect.postgresql.history.PostgresqlAppliedLog;
import io.migri.dialect.postgresql.history.PostgresqlHistoryNames;
import io.migri.dialect.postgresql.history.PostgresqlTrust;
import io.migri.dialect.postgresql.journal.PostgresqlJournal;
import io.migri.dialect.postgresql.rehearsal.PostgresqlCurrentRehearsal;
import io.migri.dialect.postgresql.state.PostgresqlSchemaToCome;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.History;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.RecoveryJournal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** Tables in the database itself, where the search path leads. */
final class PostgresqlHistories implements History {
    private final Connection connection;
    private final PostgresqlSchemaToCome schemaToCome;
    private final PostgresqlCurrentRehearsal rehearsal;
    private final PostgresqlTrust trust = new PostgresqlTrust();

    /** @param rehearsal tells whether one is under way, which is one transaction */
    PostgresqlHistories(
            Connection connection, PostgresqlSchemaToCome schemaToCome, PostgresqlCurrentRehearsal rehearsal) {
        this.connection = connection;
        this.schemaToCome = schemaToCome;
        this.rehearsal = rehearsal;
    }

    @Override
    public AppliedLog log(HistoryTable table) {
        return new PostgresqlAppliedLog(connection, table, trust, schemaToCome, rehearsal.underway());
    }

    @Override
    public Optional<AppliedLog> repeatables(HistoryTable table) {
        return Optional.of(log(table.repeatables()));
    }

    @Override
    public Optional<RecoveryJournal> journal(HistoryTable table) {
        return Optional.of(new PostgresqlJournal(connection, table, trust));
    }

    @Override
    public List<HistoryTable> others(HistoryTable table) throws SQLException {
        return PostgresqlHistoryNames.others(connection, table);
    }

    /** Without it the path leads nowhere; what the path names second is not used in its place. */
    @Override
    public Optional<String> missingSchema() throws SQLException {
        String query = "select pg_catalog.current_schema(), pg_catalog.current_setting('search_path')";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() && row.getString(1) == null
                    ? Optional.of("the schema " + schemaToCome.missing(row.getString(2)))
                    : Optional.empty();
        }
    }
}
