package io.migri.dialect.postgresql.report;

import io.migri.api.report.Effect;
import io.migri.dialect.postgresql.language.PostgresqlStatement;
import io.migri.dialect.postgresql.rehearsal.PostgresqlSequences;
import io.migri.dialect.postgresql.wire.PostgresqlChannel;
import io.migri.spi.probe.ProbeRequest;
import io.migri.spi.probe.StatementProbe;
import io.migri.spi.wire.StatementFailedException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** Compares what the catalogs say before and after each statement. */
public final class PostgresqlProbe implements StatementProbe {
    private final PostgresqlChannel channel;
    private final PostgresqlCatalog catalog;
    private final boolean rehearsal;
    private final @Nullable PostgresqlSequences sequences;
    private final PostgresqlKnownObjects known;
    private final Map<Long, PostgresqlLockMode> lockedEarlier = new HashMap<>();
    private PostgresqlColumnTypes types = PostgresqlColumnTypes.NONE;
    private PostgresqlSnapshot before = PostgresqlSnapshot.empty(false);
    /** The one that is under way, lexed once for all that is asked of it. */
    private PostgresqlStatement read = PostgresqlStatement.of("");

    private boolean migrationBegins;

    private PostgresqlProbe(
            PostgresqlChannel channel,
            PostgresqlCatalog catalog,
            boolean rehearsal,
            @Nullable PostgresqlSequences sequences,
            PostgresqlKnownObjects known) {
        this.channel = channel;
        this.catalog = catalog;
        this.rehearsal = rehearsal;
        this.sequences = sequences;
        this.known = known;
    }

    /**
     * Remembers what is there now.
     *
     * @param sequences those that a rehearsal may advance; null where nothing is going to be undone
     */
    public static PostgresqlProbe open(
            PostgresqlChannel channel,
            PostgresqlCatalog catalog,
            ProbeRequest request,
            @Nullable PostgresqlSequences sequences)
            throws SQLException {
        PostgresqlKnownObjects known =
                PostgresqlKnownObjects.read(catalog, request.own(), sequences == null ? 0 : sequences.last());
        return new PostgresqlProbe(channel, catalog, request.rehearsal(), sequences, known);
    }

    @Override
    public void migrationBegins() {
        migrationBegins = true;
    }

    @Override
    public void before(String statement) throws SQLException {
        read = lexed(statement);
        if (!cannotHaveEffects(read)) {
            before = catalog.snapshot(false, known.last());
            types = PostgresqlColumnTypes.of(catalog.connection(), read);
            noteEarlierLocks();
        }
    }

    @Override
    public OptionalLong execute(String statement) throws StatementFailedException {
        return channel.count(statement);
    }

    @Override
    public List<Effect> after(String statement) throws SQLException {
        read = lexed(statement);
        if (cannotHaveEffects(read)) {
            return List.of();
        }
        PostgresqlSnapshot now = catalog.snapshot(outsideOfTransaction(), known.last());
        PostgresqlEffects effects = new PostgresqlEffects(known.tables(), before, now, read);
        known.compare(effects, now);
        if (!types.equals(PostgresqlColumnTypes.NONE)) {
            effects.narrowed(
                    PostgresqlColumnTypes.of(catalog.connection(), read).since(types));
        }
        effects.addLocksOf(lockedEarlier);
        known.remember(now);
        List<Effect> all = new ArrayList<>(effects.all());
        all.addAll(advanced(now));
        return all;
    }

    private PostgresqlStatement lexed(String statement) {
        return read.text().equals(statement) ? read : PostgresqlStatement.of(statement);
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
    private static boolean cannotHaveEffects(PostgresqlStatement statement) {
        return switch (statement.words().next()) {
            case "SET", "RESET", "SHOW", "BEGIN", "START", "SAVEPOINT", "RELEASE", "LISTEN", "UNLISTEN", "NOTIFY" ->
                true;
            default -> false;
        };
    }
}
