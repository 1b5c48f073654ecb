package io.migri.dialect.postgresql.history;

import io.migri.api.AppliedMigration;
import io.migri.dialect.postgresql.language.PostgresqlText;
import io.migri.dialect.postgresql.lock.PostgresqlLock;
import io.migri.dialect.postgresql.state.PostgresqlSchemaToCome;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.ClientHistory;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.StoredScript;
import io.migri.spi.history.UnfitName;
import io.migri.spi.support.HistoryStatements;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table in the migrated database, found wherever the search path leads, and beside it the one that keeps the files. What is needed
 * once is with {@link PostgresqlHistoryTable}, which loads jOOQ.
 */
public final class PostgresqlAppliedLog implements AppliedLog {
    private static final int MANY = 200;

    private final Connection connection;
    private final HistoryTable table;
    private final PostgresqlTrust trust;
    private final PostgresqlSchemaToCome schemaToCome;
    private final boolean rehearsal;
    private @Nullable String maker;
    private @Nullable PostgresqlHistory history;
    private Duration serverAhead = Duration.ZERO;
    private final Set<String> own = new HashSet<>();
    private int rehearsed = Integer.MIN_VALUE;

    /** @param rehearsal whether its rows are going to be undone, so that they must not use up numbers */
    public PostgresqlAppliedLog(
            Connection connection,
            HistoryTable table,
            PostgresqlTrust trust,
            PostgresqlSchemaToCome schemaToCome,
            boolean rehearsal) {
        this.connection = connection;
        this.table = table;
        this.trust = trust;
        this.schemaToCome = schemaToCome;
        this.rehearsal = rehearsal;
    }

    @Override
    public Optional<List<AppliedMigration>> read() throws SQLException {
        Optional<PostgresqlHistoryReading> reading = PostgresqlHistoryReading.of(connection, table, trust);
        if (reading.isPresent()) {
            history = reading.get().history();
            serverAhead = reading.get().serverAhead();
        }
        return reading.map(found -> found.history().applied());
    }

    @Override
    public void prepare() throws SQLException {
        if (table.schema() == null && schemaToCome.name().isPresent()) {
            history = PostgresqlHistory.toCome(schemaToCome.name().get());
            return;
        }
        PostgresqlHistoryTable.create(connection, table);
        read();
        if (!complete()) {
            PostgresqlHistoryTable.evolve(connection, table.in(known().schema()));
            read();
        }
    }

    @Override
    public boolean undoneByRollback() {
        return true;
    }

    /**
     * Moves the place behind which others' rows would stand, now and then, so that a run of many migrations does not look through its own rows
     * again and again. Where there is somebody else's, it stays, and {@link #absent} finds it.
     */
    @Override
    public void appended(AppliedMigration migration) throws SQLException {
        if (migration.name().equals(maker)) {
            read();
        }
        own.add(migration.name());
        PostgresqlHistory known = known();
        if (own.size() >= MANY && known.numbered()) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(guards().since(known.last()))) {
                long last = 0;
                while (rows.next()) {
                    if (!own.contains(rows.getString(2))) {
                        return;
                    }
                    last = Math.max(last, rows.getLong(1));
                }
                history = known.upTo(last);
                own.clear();
            }
        }
    }

    @Override
    public Optional<UnfitName> unfit(String migration) throws SQLException {
        PostgresqlHistory known = history;
        String name = known == null
                ? PostgresqlText.identifier(table.schema(), table.name())
                : PostgresqlText.identifier(known.schema(), table.name());
        return new PostgresqlNameRoom(connection, name, known == null ? Integer.MAX_VALUE : known.room())
                .unfit(migration);
    }

    @Override
    public List<String> absent(String migration) {
        return isMaker(migration) ? List.of() : List.of(guards().absent(migration, known().last()));
    }

    @Override
    public List<String> append(AppliedMigration migration) {
        if (rehearsal && known().numbered()) {
            return inserting(migration.name(), insertNumbered(rehearsed++, migration, statements()));
        }
        return inserting(
                migration.name(),
                complete() ? statements().insertMarked(migration) : statements().insertPlain(migration));
    }

    @Override
    public List<String> append(AppliedMigration migration, StoredScript script) {
        if (!complete() || rehearsal) {
            return append(migration);
        }
        List<String> statements =
                new ArrayList<>(inserting(migration.name(), statements().insertTimed(migration, serverAhead)));
        if (known().sources()) {
            statements.add(statements().deleteSource(migration.name()));
            statements.add(statements().insertSource(migration.name(), script));
        }
        return statements;
    }

    /** Where nothing is attached to the table, a row that is inserted is there. */
    private List<String> inserting(String migration, String insert) {
        if (isMaker(migration)) {
            return making(insert);
        }
        boolean foreign = trust.isForeign(PostgresqlText.identifier(table.schema(), table.name()))
                || trust.isForeign(PostgresqlText.identifier(table.schema(), table.source()));
        if (!foreign && !known().watched()) {
            return List.of(insert);
        }
        List<String> statements = new ArrayList<>(foreign ? guards().holding(trust) : List.of());
        statements.add(insert);
        statements.add(guards().present(migration));
        return statements;
    }

    /** Whether it is the first migration, in whose transaction the table is made. */
    private boolean isMaker(String migration) {
        if (maker == null && known().isToCome()) {
            maker = migration;
        }
        return migration.equals(maker) && known().isToCome();
    }

    private List<String> making(String insert) {
        String schema = known().schema();
        String making = PostgresqlHistoryTable.making(table.in(schema));
        // the lock of a run is that of its history
        return rehearsal || table.ofRepeatables()
                ? List.of(making, insert)
                : List.of(making, PostgresqlLock.ofNewSchema(table.in(schema)), insert);
    }

    @Override
    public boolean complete() {
        return history != null && history.complete();
    }

    @Override
    public Optional<StoredScript> script(String migration) throws SQLException {
        return complete()
                        && (known().sources()
                                || PostgresqlHistoryReading.mayReadSources(connection, table.in(known().schema())))
                ? PostgresqlHistoryTable.script(connection, table.in(known().schema()), migration)
                : Optional.empty();
    }

    @Override
    public List<String> replace(AppliedMigration migration, StoredScript script) {
        if (!complete()) {
            throw new UnsupportedOperationException("the table " + table + " has no columns for a fingerprint");
        }
        return known().sources()
                ? List.of(
                        statements().update(migration),
                        statements().deleteSource(migration.name()),
                        statements().insertSource(migration.name(), script))
                : List.of(statements().update(migration));
    }

    @Override
    public List<String> keepUndo(String migration, StoredScript undo) {
        return complete() && known().sources() ? statements().replaceUndo(migration, undo) : List.of();
    }

    @Override
    public List<String> remove(String migration) {
        return complete() && known().sources()
                ? List.of(statements().delete(migration), statements().deleteSources(migration))
                : List.of(statements().delete(migration));
    }

    /** For a row that is going to be undone, where the next number of the sequence would not come back. */
    static String insertNumbered(int id, AppliedMigration migration, HistoryStatements statements) {
        return "insert into " + statements.name() + " (\"id\", \"date_applied\", \"name\") values (" + id + ", "
                + statements.spelling().time(HistoryStatements.appliedAt(migration)) + ", "
                + PostgresqlText.literal(migration.name()) + ")";
    }

    @Override
    public Optional<ClientHistory> forClient() throws SQLException {
        PostgresqlHistory known = history;
        String schema = known == null ? PostgresqlHistoryTable.schema(connection, table) : known.schema();
        return Optional.of(new PostgresqlClientHistory(
                table.in(schema), statements(new PostgresqlSpelling(schema), table), Optional.ofNullable(known)));
    }

    private PostgresqlGuards guards() {
        return new PostgresqlGuards(new PostgresqlSpelling(known().schema()), table);
    }

    private HistoryStatements statements() {
        return statements(new PostgresqlSpelling(known().schema()), table);
    }

    static HistoryStatements statements(PostgresqlSpelling spelling, HistoryTable table) {
        return new HistoryStatements(spelling, table, "session_user");
    }

    private PostgresqlHistory known() {
        PostgresqlHistory known = history;
        if (known == null) {
            throw new IllegalStateException("the history is used before read() or prepare()");
        }
        return known;
    }
}
