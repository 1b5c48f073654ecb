package io.migri.dialect.postgresql.report;

import io.migri.api.report.Effect;
import io.migri.dialect.postgresql.language.PostgresqlWords;
import io.migri.dialect.postgresql.rehearsal.PostgresqlSequences;
import io.migri.dialect.postgresql.wire.PostgresqlChannel;
import io.migri.spi.probe.ProbeRequest;
import io.migri.spi.probe.StatementProbe;
import io.migri.spi.wire.StatementFailedException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** Compares what the catalogs say before and after each statement. */
public final class PostgresqlProbe implements StatementProbe {
    private final PostgresqlChannel channel;
    private final PostgresqlCatalog catalog;
    private final boolean rehearsal;
    private final @Nullable PostgresqlSequences sequences;
    private final Map<Long, PostgresqlTable> tables;
    private final long last;
    private final Map<Long, Long> files;
    private final Set<Long> indexes;
    private final Set<Long> constraints;
    private final Map<Long, PostgresqlLockMode> lockedEarlier = new HashMap<>();
    private PostgresqlColumnTypes types = PostgresqlColumnTypes.NONE;
    private PostgresqlSnapshot before = PostgresqlSnapshot.empty(false);
    private boolean migrationBegins;

    private PostgresqlProbe(
            PostgresqlChannel channel,
            PostgresqlCatalog catalog,
            boolean rehearsal,
            @Nullable PostgresqlSequences sequences,
            Map<Long, PostgresqlTable> tables,
            long last,
            PostgresqlSnapshot start) {
        this.channel = channel;
        this.catalog = catalog;
        this.rehearsal = rehearsal;
        this.sequences = sequences;
        this.tables = tables;
        this.last = last;
        this.files = new HashMap<>(start.files());
        this.indexes = new HashSet<>(start.indexes().keySet());
        this.constraints = new HashSet<>(start.constraints().keySet());
    }

    /** @param sequences those that a rehearsal may advance; null where nothing is going to be undone */
    public static PostgresqlProbe open(
            PostgresqlChannel channel,
            PostgresqlCatalog catalog,
            ProbeRequest request,
            @Nullable PostgresqlSequences sequences)
            throws SQLException {
        Map<Long, PostgresqlTable> tables = catalog.tables(request.own());
        long last = tables.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
        if (sequences != null) {
            last = Math.max(last, sequences.last());
        }
        return new PostgresqlProbe(
                channel, catalog, request.rehearsal(), sequences, tables, last, catalog.snapshot(true, last));
    }

    @Override
    public void migrationBegins() {
        migrationBegins = true;
    }

    @Override
    public void before(String statement) throws SQLException {
        if (!cannotHaveEffects(statement)) {
            before = catalog.snapshot(false, last);
            types = PostgresqlColumnTypes.of(catalog.connection(), statement);
            noteEarlierLocks();
        }
    }

    @Override
    public OptionalLong execute(String statement) throws StatementFailedException {
        return channel.count(statement);
    }

    @Override
    public List<Effect> after(String statement) throws SQLException {
        if (cannotHaveEffects(statement)) {
            return List.of();
        }
        PostgresqlSnapshot now = catalog.snapshot(outsideOfTransaction(), last);
        PostgresqlEffects effects = new PostgresqlEffects(tables, before, now, statement);
        compare(effects, now);
        if (!types.equals(PostgresqlColumnTypes.NONE)) {
            effects.narrowed(
                    PostgresqlColumnTypes.of(catalog.connection(), statement).since(types));
        }
        effects.addLocksOf(lockedEarlier);
        remember(now);
        List<Effect> all = new ArrayList<>(effects.all());
        all.addAll(advanced(now));
        return all;
    }

    /** What holds a stronger lock may have been set back in this transaction alone. */
    private List<Effect> advanced(PostgresqlSnapshot now) throws SQLException {
        if (sequences == null) {
            return List.of();
        }
        List<Long> used = now.locks().entrySet().stream()
                .filter(lock -> lock.getValue() == PostgresqlLockMode.RowExclusiveLock)
                .map(Map.Entry::getKey)
                .toList();
        return sequences.advanced(used);
    }

    private void compare(PostgresqlEffects effects, PostgresqlSnapshot now) {
        effects.locks();
        effects.files(files);
        now.indexes().forEach((id, index) -> {
            if (!indexes.contains(id) || !Objects.equals(now.files().get(id), files.get(id))) {
                effects.built(index);
            }
        });
        now.constraints().forEach((id, constraint) -> {
            if (!constraints.contains(id)) {
                effects.validated(constraint);
            }
        });
        effects.activity();
        effects.droppedColumns();
    }

    private void remember(PostgresqlSnapshot now) {
        files.putAll(now.files());
        indexes.addAll(now.indexes().keySet());
        constraints.addAll(now.constraints().keySet());
    }

    /** In a rehearsal all migrations share a transaction, so that none of them gives its locks back. */
    private void noteEarlierLocks() {
        if (migrationBegins) {
            migrationBegins = false;
            lockedEarlier.clear();
            if (rehearsal) {
                lockedEarlier.putAll(before.locks());
            }
        }
    }

    /** No lock is left to tell what such a statement dealt with. */
    private boolean outsideOfTransaction() throws SQLException {
        BaseConnection driver = channel.driverConnection().orElse(null);
        return driver == null || driver.getQueryExecutor().getTransactionState() == TransactionState.IDLE;
    }

    /** Some of them refuse to come after a query in their transaction. */
    private static boolean cannotHaveEffects(String statement) {
        return switch (new PostgresqlWords(statement).next()) {
            case "SET", "RESET", "SHOW", "BEGIN", "START", "SAVEPOINT", "RELEASE", "LISTEN", "UNLISTEN", "NOTIFY" ->
                true;
            default -> false;
        };
    }
}
