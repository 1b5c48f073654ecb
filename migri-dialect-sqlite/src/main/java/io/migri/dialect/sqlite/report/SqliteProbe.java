package io.migri.dialect.sqlite.report;

import io.migri.api.report.Effect;
import io.migri.dialect.sqlite.language.SqliteName;
import io.migri.dialect.sqlite.wire.SqliteWire;
import io.migri.spi.probe.StatementProbe;
import io.migri.spi.wire.StatementFailedException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;

/** Compares the schema and the size of the file before and after each statement; the rest is told by its words. */
public final class SqliteProbe implements StatementProbe {
    private static final int SHARE = 10;

    /** What takes longer is noticed by those who wait to write. */
    private static final Duration NOTICEABLE = Duration.ofSeconds(1);

    private final SqliteWire wire;
    private final SQLiteConnection connection;
    private final SqliteGauge gauge;
    private final SqliteTables tables;
    private final SqliteSizes sizes;
    private SqliteSchema schema;
    private @Nullable SqliteBefore known;
    private OptionalLong rows = OptionalLong.empty();
    private int transaction;
    private long written;

    private SqliteProbe(
            SqliteWire wire, SQLiteConnection connection, SqliteGauge gauge, SqliteTables tables, long version)
            throws SQLException {
        this.wire = wire;
        this.connection = connection;
        this.gauge = gauge;
        this.tables = tables;
        this.sizes = new SqliteSizes(connection);
        this.schema = SqliteSchema.of(connection, version);
    }

    public static SqliteProbe open(SqliteWire wire, SQLiteConnection connection, Set<String> own) throws SQLException {
        SqliteGauge gauge = new SqliteGauge(connection);
        long version = gauge.read().schemaVersion();
        Map<String, SqliteTable> start = SqliteTable.all(connection, own);
        return new SqliteProbe(
                wire,
                connection,
                gauge,
                new SqliteTables(start, SqliteTable.anyHasRows(connection, start.values()), version),
                version);
    }

    /** What came before may have been undone, and other changes have been made since that bear the same number. */
    @Override
    public void migrationBegins() throws SQLException {
        schema = SqliteSchema.of(connection, gauge.read().schemaVersion());
    }

    @Override
    public void before(String statement) throws SQLException {
        known = null;
        rows = OptionalLong.empty();
        SqliteAction action = SqliteAction.of(statement);
        if (!hasEffects(action)) {
            return;
        }
        try {
            known = beforeOf(action);
        } catch (SQLException e) {
            // outside of a transaction somebody may keep everybody from reading; the statement itself is waited for
            if ((e.getErrorCode() & 0xFF) != SQLiteErrorCode.SQLITE_BUSY.code) {
                throw e;
            }
        }
    }

    @Override
    public OptionalLong execute(String statement) throws StatementFailedException {
        wire.execute(List.of(statement));
        if (known != null && known.action().writesRows()) {
            try {
                rows = OptionalLong.of(
                        known.changed(connection) == 0
                                ? 0
                                : connection.getDatabase().changes());
            } catch (SQLException e) {
                throw new StatementFailedException(0, e);
            }
        }
        return rows;
    }

    @Override
    public List<Effect> after(String statement) throws SQLException {
        SqliteBefore before = known;
        known = null;
        if (before == null) {
            return List.of();
        }
        Duration took = before.took();
        SqliteFileState now = gauge.read();
        SqliteEffects effects = new SqliteEffects(connection, before.action(), sizes, writtenBefore());
        compare(effects, before, now);
        new SqliteWholeTables(connection, effects, tables, sizes).tell(before.action(), before.file(), schema);
        effects.grew(now.addedTo(before.file()));
        if (took.compareTo(NOTICEABLE) >= 0 && !effects.isHeavy() && tables.hadRows()) {
            effects.locked();
        }
        written = Math.max(effects.written(), written + now.filledSince(before.file()));
        return effects.all();
    }

    private long writtenBefore() {
        if (transaction != wire.transactions()) {
            transaction = wire.transactions();
            written = 0;
        }
        return written;
    }

    private SqliteBefore beforeOf(SqliteAction action) throws SQLException {
        SqliteFileState file = gauge.read();
        if (file.schemaVersion() != schema.version()) {
            schema = SqliteSchema.of(connection, file.schemaVersion());
        }
        tables.at(file.schemaVersion());
        String key = SqliteName.key(action.name());
        Optional<SqliteTable> table = tables.present(key);
        if (table.isPresent() && !isInMain(action)) {
            table = Optional.empty();
        }
        if (table.isPresent()) {
            sizes.of(table.get(), schema, key, file);
        }
        SqliteAlteration alteration =
                table.isPresent() && action.is("ALTER") ? SqliteAlteration.of(connection, key) : null;
        boolean clears = table.isPresent() && SqliteBefore.clears(action, connection);
        long changes = connection.getDatabase().total_changes();
        return new SqliteBefore(action, file, table.orElse(null), alteration, clears, changes, System.nanoTime());
    }

    private void compare(SqliteEffects effects, SqliteBefore before, SqliteFileState now) throws SQLException {
        boolean altered = now.schemaVersion() != before.file().schemaVersion();
        SqliteSchema next = altered ? SqliteSchema.of(connection, now.schemaVersion()) : schema;
        SqliteSchemaChange change = new SqliteSchemaChange(
                connection,
                effects,
                tables,
                new SqliteSchemaChange.Difference(schema, next, now.filledSince(before.file())));
        if (altered) {
            change.tell(before.action());
        }
        if (before.alteration() != null && before.table() != null) {
            before.alteration().tell(effects, before.action(), before.table());
            Optional<String> dropped = before.action().droppedColumn();
            // one that is computed has no data of its own, and the table is not written anew
            if (dropped.isPresent() && effects.isHeavy()) {
                effects.lost(before.table(), "drops the column `" + dropped.get() + "`");
            }
        }
        compareRows(effects, before, change);
        schema = next;
    }

    private void compareRows(SqliteEffects effects, SqliteBefore before, SqliteSchemaChange change)
            throws SQLException {
        long changed = rows.orElse(before.changed(connection));
        SqliteAction action = before.action();
        SqliteTable table = before.table();
        if (changed == 0) {
            return;
        }
        if (table == null) {
            String key = SqliteName.key(action.name());
            if (action.addsRows() && schema.tables().containsKey(key) && isInMain(action)) {
                change.filled(key);
            }
        } else if (before.clears()) {
            effects.emptied(table, changed);
        } else {
            if (action.changesRows() && isMost(changed, table)) {
                effects.changed(table, changed);
            }
            boolean all = !action.has("WHERE") && !action.has("LIMIT");
            if (action.is("DELETE") && (all || isEmpty(action.name()))) {
                effects.lost(table, "deletes every row");
            } else if (action.is("UPDATE") && all) {
                effects.lost(table, "overwrites every row");
            }
        }
    }

    /** A condition may be true of all. */
    private boolean isEmpty(String table) throws SQLException {
        return !SqliteTable.hasRows(connection, schema.tables().getOrDefault(SqliteName.key(table), table));
    }

    private boolean isMost(long changed, SqliteTable table) {
        OptionalLong all = sizes.of(table).rows();
        return changed > SqliteSize.MANY && (all.isEmpty() || changed > all.getAsLong() / SHARE);
    }

    /** A temporary table hides one of the same name. */
    private boolean isInMain(SqliteAction action) throws SQLException {
        return action.schema().isEmpty()
                ? !gauge.isTemporary(action.name())
                : action.schema().equalsIgnoreCase("main");
    }

    private static boolean hasEffects(SqliteAction action) {
        if (action.is("PRAGMA")) {
            return SqliteWholeTables.areRead(action);
        }
        return !Set.of("", "BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE", "ATTACH", "DETACH", "EXPLAIN")
                .contains(action.verb());
    }
}
