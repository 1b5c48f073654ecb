package io.migri.dialect.sqlite.report;

import io.migri.api.report.Blocking;
import io.migri.api.report.Effect;
import io.migri.api.report.Effect.Kind;
import io.migri.dialect.sqlite.connection.SqliteQuery;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.sqlite.SQLiteConnection;

/**
 * What one statement did, as it is told.
 *
 * <p>Whoever writes keeps all other writers of the database out. Without a write-ahead log readers are kept out too, as soon as more
 * pages were changed than the cache holds and some of them have to go to the file before the commit.
 *
 * @see <a href="https://www.sqlite.org/atomiccommit.html#_cache_spill_prior_to_commit">Cache Spill Prior To Commit</a>
 */
final class SqliteEffects {
    private final SQLiteConnection connection;
    private final SqliteAction action;
    private final SqliteSizes sizes;
    private final List<Effect> effects = new ArrayList<>();
    private long written;

    /** @param written how many bytes the transaction has written before, or about so many */
    SqliteEffects(SQLiteConnection connection, SqliteAction action, SqliteSizes sizes, long written) {
        this.connection = connection;
        this.action = action;
        this.sizes = sizes;
        this.written = written;
    }

    /** How many bytes the transaction has written with this statement, as far as they were told. */
    long written() {
        return written;
    }

    List<Effect> all() {
        return effects.stream().sorted(Comparator.comparing(Effect::kind)).toList();
    }

    /** Whether something was told that takes the longer the larger the table is. */
    boolean isHeavy() {
        return effects.stream().anyMatch(effect -> effect.kind().growsWithTable() && !effect.onEmptyTable());
    }

    /** Something that writes as much as the table has. */
    void wrote(Kind kind, SqliteTable table, String detail) throws SQLException {
        wrote(kind, table, detail, sizes.of(table).bytes().orElse(0));
    }

    void wrote(Kind kind, SqliteTable table, String detail, long bytes) throws SQLException {
        written += bytes;
        add(sizes.of(table).of(Effect.of(kind, table.name(), detail)).blocking(blocked()));
    }

    /** Something that only reads, in a transaction that keeps writers out. */
    void read(Kind kind, SqliteTable table, String detail) throws SQLException {
        add(sizes.of(table).of(Effect.of(kind, table.name(), detail)).blocking(blocked()));
    }

    void changed(SqliteTable table, long rows) throws SQLException {
        SqliteSize size = sizes.of(table);
        written += size.bytes().orElse(0);
        add(size.of(Effect.of(Kind.MASS_CHANGE, table.name(), ""))
                .touching(rows)
                .blocking(blocked()));
    }

    void emptied(SqliteTable table, long rows) {
        add(sizes.of(table).of(Effect.of(Kind.TRUNCATION, table.name(), "")).touching(rows));
    }

    /** Takes away something else that was there. */
    void lost(SqliteTable table, String what) {
        add(sizes.of(table).of(Effect.of(Kind.LOSS, table.name(), what)));
    }

    /** Another table has taken the name of this one, which is gone: what of it that has not. */
    void replaced(SqliteTable table) throws SQLException {
        Set<String> kept = SqliteTable.columns(connection, table.name());
        List<String> gone = table.columns().stream()
                .filter(column -> !kept.contains(column))
                .toList();
        if (kept.size() == table.columns().size() - gone.size()) {
            gone.forEach(column -> lost(table, "drops the column `" + column + "`"));
        } else if (kept.size() < table.columns().size()) {
            lost(table, "keeps " + kept.size() + " of " + table.columns().size() + " columns");
        }
        OptionalLong rows = sizes.exactRows(table);
        if (rows.isPresent()) {
            long count = sizes.count(table.name());
            if (count < rows.getAsLong()) {
                lost(table, "keeps " + count + " of " + rows.getAsLong() + " rows");
            }
        }
    }

    void removed(SqliteTable table) {
        add(sizes.of(table).of(Effect.of(Kind.REMOVAL, table.name(), "")));
    }

    /** The file as a whole. */
    void all(Kind kind, String detail, Blocking blocks, long bytes, boolean empty) {
        add(Effect.of(kind, "", detail)
                .sized(OptionalLong.of(bytes), empty ? OptionalLong.of(0) : OptionalLong.empty())
                .blocking(blocks));
    }

    void grew(long bytes) {
        if (bytes > 0) {
            add(Effect.of(Kind.GROWTH, "", "").sized(OptionalLong.of(bytes), OptionalLong.empty()));
        }
    }

    void locked() throws SQLException {
        Blocking blocks = blocked();
        String mode = blocks == Blocking.WRITES ? "RESERVED" : "EXCLUSIVE";
        add(Effect.of(Kind.LOCK, "", mode).blocking(blocks));
    }

    /** Others keep reading what was there before. */
    boolean hasLog() throws SQLException {
        return SqliteQuery.text(connection, "PRAGMA journal_mode").equals("wal");
    }

    /** What others cannot do in this transaction from here on. */
    Blocking blocked() throws SQLException {
        return written <= cache() || hasLog() ? Blocking.WRITES : Blocking.READS_AND_WRITES;
    }

    /** A negative number is in KiB. */
    private long cache() throws SQLException {
        long size = Long.parseLong(SqliteQuery.text(connection, "PRAGMA cache_size"));
        return size < 0 ? -size * 1024 : size * Long.parseLong(SqliteQuery.text(connection, "PRAGMA page_size"));
    }

    private void add(Effect effect) {
        effects.add(SqliteAdvice.on(effect, action));
    }
}
