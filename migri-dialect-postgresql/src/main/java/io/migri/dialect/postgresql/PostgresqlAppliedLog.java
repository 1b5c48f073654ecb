package io.migri.dialect.postgresql;

import io.migri.api.AppliedMigration;
import io.migri.spi.AppliedLog;
import io.migri.spi.StoredScript;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table in the migrated database, found wherever the search path leads, and beside it the one that keeps the files. What is needed
 * once is with {@link PostgresqlHistoryTable}, which loads jOOQ.
 */
final class PostgresqlAppliedLog implements AppliedLog {
    private final Connection connection;
    private final String table;
    private final boolean rehearsal;
    private @Nullable PostgresqlHistory history;
    private Duration serverAhead = Duration.ZERO;
    private int rehearsed = Integer.MIN_VALUE;

    PostgresqlAppliedLog(Connection connection, String table) {
        this(connection, table, false);
    }

    /** @param rehearsal whether its rows are going to be undone, so that they must not use up numbers */
    PostgresqlAppliedLog(Connection connection, String table, boolean rehearsal) {
        this.connection = connection;
        this.table = table;
        this.rehearsal = rehearsal;
    }

    @Override
    public Optional<List<AppliedMigration>> read() throws SQLException {
        Instant asked = Instant.now();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(PostgresqlHistoryStatements.query(table))) {
            PostgresqlHistory found = PostgresqlHistory.read(rows, table);
            history = found;
            serverAhead = Duration.between(asked, found.readAt());
            return Optional.of(found.applied());
        } catch (SQLException e) {
            if (PostgresqlErrors.UNDEFINED_TABLE.equals(e.getSQLState())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void prepare() throws SQLException {
        PostgresqlHistoryTable.create(connection, table);
        read();
        if (!complete()) {
            PostgresqlHistoryTable.evolve(connection, known().schema(), table);
            read();
        }
    }

    @Override
    public List<String> append(AppliedMigration migration) {
        if (rehearsal && known().numbered()) {
            return List.of(statements().insertNumbered(rehearsed++, migration));
        }
        return List.of(
                complete() ? statements().insertMarked(migration) : statements().insertPlain(migration));
    }

    @Override
    public List<String> append(AppliedMigration migration, StoredScript script) {
        if (!complete() || rehearsal) {
            return append(migration);
        }
        return List.of(
                statements().insertTimed(migration, serverAhead),
                statements().deleteSource(migration.name()),
                statements().insertSource(migration.name(), script));
    }

    @Override
    public boolean undoneByRollback() {
        return true;
    }

    @Override
    public boolean complete() {
        return history != null && history.complete();
    }

    @Override
    public Optional<StoredScript> script(String migration) throws SQLException {
        return complete()
                ? PostgresqlHistoryTable.script(connection, known().schema(), table, migration)
                : Optional.empty();
    }

    @Override
    public List<String> replace(AppliedMigration migration, StoredScript script) {
        if (!complete()) {
            throw new UnsupportedOperationException("the table " + table + " has no columns for a fingerprint");
        }
        return List.of(
                statements().update(migration),
                statements().deleteSource(migration.name()),
                statements().insertSource(migration.name(), script));
    }

    @Override
    public List<String> remove(String migration) {
        return complete()
                ? List.of(statements().delete(migration), statements().deleteSource(migration))
                : List.of(statements().delete(migration));
    }

    private PostgresqlHistoryStatements statements() {
        return new PostgresqlHistoryStatements(known().schema(), table);
    }

    private PostgresqlHistory known() {
        PostgresqlHistory known = history;
        if (known == null) {
            throw new IllegalStateException("the history is used before read() or prepare()");
        }
        return known;
    }
}
