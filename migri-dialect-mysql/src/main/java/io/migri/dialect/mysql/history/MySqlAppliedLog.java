package io.migri.dialect.mysql.history;

import io.migri.api.AppliedMigration;
import io.migri.dialect.mysql.language.MySqlText;
import io.migri.dialect.mysql.state.MySqlFacts;
import io.migri.dialect.mysql.state.MySqlSessionSnapshot;
import io.migri.dialect.mysql.wire.MySqlWire;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.ClientHistory;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.StoredScript;
import io.migri.spi.history.UnfitName;
import io.migri.spi.support.HistoryStatements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The history as a table, and beside it the one that keeps the files. What is needed once is with {@link MySqlHistoryTable}, which loads jOOQ. */
public final class MySqlAppliedLog implements AppliedLog {
    private static final int NO_SUCH_TABLE = 1146;
    private static final int NO_SUCH_SCHEMA = 1049;
    private static final int NO_DATABASE_CHOSEN = 1046;

    /** Also where the user has no right to it. */
    private static final Set<Integer> NO_SUCH_DATABASE = Set.of(1044, 1049);

    private static final int UNKNOWN_COLUMN = 1054;

    /** Room for what is in a statement beside the file. */
    private static final int STATEMENT_BYTES = 8192;

    private final MySqlFacts facts;
    private final MySqlKnownHistories tables;
    private final MySqlWire wire;
    private final HistoryTable table;
    private @Nullable MySqlHistory history;
    private Duration serverAhead = Duration.ZERO;
    /** No other run has added rows up to that one since the log was read. */
    private long last;

    public MySqlAppliedLog(MySqlFacts facts, MySqlKnownHistories tables, MySqlWire wire, HistoryTable table) {
        this.facts = facts;
        this.tables = tables;
        this.wire = wire;
        this.table = table;
    }

    @Override
    public Optional<List<AppliedMigration>> read() throws SQLException {
        Instant asked = Instant.now();
        try {
            MySqlHistory found =
                    new MySqlHistoryReading(facts.link(), facts.server().mariaDb()).read(table);
            history = found;
            last = found.last();
            serverAhead = Duration.between(asked, found.readAt());
            return Optional.of(found.applied());
        } catch (SQLException failure) {
            return missing(failure);
        }
    }

    @Override
    public void prepare() throws SQLException {
        if (read().isEmpty()) {
            create();
            read();
        }
        if (history != null && !complete()) {
            MySqlHistoryTable.evolve(facts.connection(), facts.database(table), table, history.missing());
            read();
        }
    }

    private void create() throws SQLException {
        try {
            MySqlHistoryTable.create(facts.connection(), facts.database(table), table);
        } catch (SQLException failure) {
            if (table.schema() != null && NO_SUCH_DATABASE.contains(failure.getErrorCode())) {
                throw MySqlHistoryNames.missing(table.schema(), failure);
            }
            throw failure;
        }
    }

    @Override
    public Optional<UnfitName> unfit(String migration) throws SQLException {
        return tables.asked(table).unfit(migration);
    }

    @Override
    public List<String> absent(String migration) {
        return List.of(guards().absent(migration, last));
    }

    @Override
    public List<String> append(AppliedMigration migration) {
        HistoryStatements statements = statements();
        return inserted(
                migration.name(), complete() ? statements.insertMarked(migration) : statements.insertPlain(migration));
    }

    @Override
    public List<String> append(AppliedMigration migration, StoredScript script) {
        if (!complete()) {
            return append(migration);
        }
        HistoryStatements statements = statements();
        List<String> all = new ArrayList<>(inserted(migration.name(), statements.insertTimed(migration, serverAhead)));
        all.add(statements.deleteSource(migration.name()));
        all.add(statements.insertSource(
                migration.name(), fitting(script, facts.link().packetLimit())));
        return all;
    }

    /** A trigger could have the server keep another name than the one that was sent. */
    private List<String> inserted(String migration, String insert) {
        MySqlHistoryFacts facts = tables.known(table);
        wire.watchKeys(insert, key -> last = Math.max(last, key));
        return facts.triggers()
                ? behindTemporaryTables(insert, guards().present(migration, last))
                : behindTemporaryTables(insert);
    }

    @Override
    public boolean undoneByRollback() {
        return true;
    }

    @Override
    public boolean complete() {
        return history != null && history.missing().isEmpty();
    }

    @Override
    public Optional<StoredScript> script(String migration) throws SQLException {
        return complete() ? statements().script(facts.connection(), migration) : Optional.empty();
    }

    @Override
    public List<String> replace(AppliedMigration migration, StoredScript script) {
        if (!complete()) {
            throw new UnsupportedOperationException("the table " + table + " has no columns for a fingerprint");
        }
        HistoryStatements statements = statements();
        return behindTemporaryTables(
                statements.update(migration),
                statements.deleteSource(migration.name()),
                statements.insertSource(
                        migration.name(), fitting(script, facts.link().packetLimit())));
    }

    @Override
    public List<String> keepUndo(String migration, StoredScript undo) {
        return complete()
                ? statements().replaceUndo(migration, fitting(undo, facts.link().packetLimit()))
                : List.of();
    }

    @Override
    public List<String> remove(String migration) {
        HistoryStatements statements = statements();
        return complete()
                ? behindTemporaryTables(statements.delete(migration), statements.deleteSources(migration))
                : behindTemporaryTables(statements.delete(migration));
    }

    @Override
    public Optional<ClientHistory> forClient() {
        return Optional.of(new MySqlClientHistory(
                spelling(),
                statements(),
                facts::makesTemporaryTables,
                script -> fitting(script, facts.link().packetLimit()),
                Optional.ofNullable(history)));
    }

    private List<String> behindTemporaryTables(String... statements) {
        List<String> all = new ArrayList<>(statements.length + 1);
        if (facts.makesTemporaryTables()) {
            all.add(guards().dropTemporary());
        }
        all.addAll(List.of(statements));
        return all;
    }

    /** Without its bytes where the server would not take so large a message. */
    static StoredScript fitting(StoredScript script, int packetLimit) {
        boolean fits = 2L * script.compressed().length + STATEMENT_BYTES < packetLimit;
        return fits ? script : new StoredScript(script.kind(), new byte[0]);
    }

    private MySqlGuards guards() {
        return new MySqlGuards(spelling(), table);
    }

    private HistoryStatements statements() {
        return statements(spelling(), table);
    }

    static HistoryStatements statements(MySqlSpelling spelling, HistoryTable table) {
        return new HistoryStatements(spelling, table, "left(user(), 255)");
    }

    private MySqlSpelling spelling() {
        try {
            boolean wholeSeconds = history != null && history.wholeSeconds();
            return new MySqlSpelling(facts.database(table), facts.server()::literal, wholeSeconds);
        } catch (SQLException closed) {
            throw new IllegalStateException("the connection is closed", closed);
        }
    }

    private Optional<List<AppliedMigration>> missing(SQLException failure) throws SQLException {
        return switch (failure.getErrorCode()) {
            case NO_SUCH_TABLE, NO_SUCH_SCHEMA -> Optional.empty();
            case NO_DATABASE_CHOSEN -> throw MySqlSessionSnapshot.noDatabase();
            case MySqlHistoryReading.NO_TABLE -> throw MySqlHistoryReading.foreign(facts.connection(), table);
            case UNKNOWN_COLUMN -> throw MySqlHistory.unusable(table, columns());
            default -> throw failure;
        };
    }

    private List<String> columns() throws SQLException {
        try (Statement statement = facts.connection().createStatement();
                ResultSet none = statement.executeQuery(
                        "select * from " + MySqlText.identifier(table.schema(), table.name()) + " limit 0")) {
            return MySqlHistory.names(none.getMetaData());
        }
    }
}
