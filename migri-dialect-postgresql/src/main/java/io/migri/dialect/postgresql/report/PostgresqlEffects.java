package io.migri.dialect.postgresql.report;

import io.migri.api.report.Blocking;
import io.migri.api.report.Effect;
import io.migri.api.report.Effect.Kind;
import io.migri.dialect.postgresql.language.PostgresqlStatement;
import io.migri.dialect.postgresql.report.PostgresqlColumnTypes.Narrowed;
import io.migri.dialect.postgresql.report.PostgresqlSnapshot.Activity;
import io.migri.dialect.postgresql.report.PostgresqlSnapshot.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is different after one statement. */
final class PostgresqlEffects {
    /** Fewer rows are changed in no time. */
    private static final long MANY = 10_000;

    private static final int SHARE = 10;

    private final Map<Long, PostgresqlTable> tables;
    private final PostgresqlSnapshot before;
    private final PostgresqlSnapshot now;
    private final PostgresqlAdvice advice;
    private final List<Effect> effects = new ArrayList<>();
    private final Set<Long> locked = new HashSet<>();
    private final Set<Long> worked = new HashSet<>();
    private final Set<Long> written = new HashSet<>();

    /** @param tables those that were there before the run */
    PostgresqlEffects(
            Map<Long, PostgresqlTable> tables,
            PostgresqlSnapshot before,
            PostgresqlSnapshot now,
            PostgresqlStatement statement) {
        this.tables = tables;
        this.before = before;
        this.now = now;
        this.advice = new PostgresqlAdvice(statement);
    }

    /** Locks first. */
    List<Effect> all() {
        return effects.stream().sorted(Comparator.comparing(Effect::kind)).toList();
    }

    /** Those that were not held before, or not in so strong a mode. */
    void locks() {
        now.locks().forEach((id, mode) -> {
            PostgresqlLockMode earlier = before.locks().get(id);
            PostgresqlTable table = tables.get(id);
            if (table != null && mode.notable() && (earlier == null || earlier.compareTo(mode) < 0)) {
                lock(table, mode);
            }
        });
    }

    /** The columns that are no longer there, of the table that the statement names. */
    void droppedColumns() {
        for (Map.Entry<Long, PostgresqlLockMode> lock : now.locks().entrySet()) {
            PostgresqlTable table = tables.get(lock.getKey());
            if (table != null
                    && lock.getValue() == PostgresqlLockMode.AccessExclusiveLock
                    && advice.isOf(table.name())) {
                advice.droppedColumns()
                        .forEach(column -> add(Kind.LOSS, table.oid(), "drops the column `" + column + "`"));
            }
        }
    }

    /** Columns whose values may not fit any more, of tables that have rows. */
    void narrowed(List<Narrowed> columns) {
        columns.forEach(column -> add(Kind.LOSS, column.table(), column.what()));
    }

    /** Tables that were written anew, emptied or removed. */
    void files(Map<Long, Long> known) {
        for (Long id : now.complete() ? tables.keySet() : now.locks().keySet()) {
            Long earlier = known.get(id);
            Long current = now.files().get(id);
            if (earlier != null && current == null) {
                add(Kind.REMOVAL, id, "");
                known.remove(id);
            } else if (earlier != null && !earlier.equals(current)) {
                add(advice.truncates() ? Kind.TRUNCATION : Kind.REWRITE, id, "");
                written.add(id);
            }
        }
    }

    /** An index that is new, or was written anew, and not just along with its table. */
    void built(Part index) {
        if (!written.contains(index.table())) {
            add(Kind.INDEX_BUILD, index.table(), index.name());
        }
    }

    /** A constraint that holds for all rows now, and was not just made again along with its table. */
    void validated(Part constraint) {
        if (!written.contains(constraint.table())) {
            add(Kind.VALIDATION, constraint.table(), constraint.name());
        }
    }

    void activity() {
        now.activity().forEach((id, activity) -> {
            PostgresqlTable table = tables.get(id);
            if (table != null) {
                activity(table, activity.since(before.activity().getOrDefault(id, Activity.NONE)));
            }
        });
    }

    /**
     * Locks that are likely to be needed again, where earlier migrations of the same rehearsal hold them.
     *
     * @param earlier what those hold; what was told is taken out
     */
    void addLocksOf(Map<Long, PostgresqlLockMode> earlier) {
        PostgresqlLockMode usual = advice.usualLock();
        for (Long id : List.copyOf(worked)) {
            PostgresqlLockMode held = earlier.remove(id);
            PostgresqlTable table = tables.get(id);
            if (held != null && table != null && usual.notable() && !locked.contains(id)) {
                lock(table, held.compareTo(usual) <= 0 ? held : usual);
            }
        }
    }

    private void activity(PostgresqlTable table, Activity done) {
        boolean all = table.rows().isEmpty() || done.read() * 2 >= table.rows().getAsLong();
        if (done.scans() > 0 && done.read() > 0 && all && !worked.contains(table.oid())) {
            effects.add(work(Kind.SCAN, table, "").touching(done.read()));
        }
        boolean large = !table.knownRows() || done.changed() > table.rows().getAsLong() / SHARE;
        boolean whole =
                table.rows().isEmpty() || done.changed() * 2 >= table.rows().getAsLong();
        if (done.changed() > 0 && whole) {
            advice.lossOfRows(table.name()).ifPresent(what -> add(Kind.LOSS, table.oid(), what));
        }
        if (done.changed() > MANY && large) {
            effects.add(work(Kind.MASS_CHANGE, table, "").touching(done.changed()));
        }
    }

    private void lock(PostgresqlTable table, PostgresqlLockMode mode) {
        locked.add(table.oid());
        effects.add(Effect.of(Kind.LOCK, table.name(), mode.words())
                .blocking(mode.blocks())
                .sized(table.bytes(), table.rows()));
    }

    private void add(Kind kind, long id, String detail) {
        PostgresqlTable table = tables.get(id);
        if (table != null) {
            effects.add(work(kind, table, detail));
        }
    }

    private Effect work(Kind kind, PostgresqlTable table, String detail) {
        worked.add(table.oid());
        Effect effect = Effect.of(kind, table.name(), detail)
                .sized(table.bytes(), table.rows())
                .blocking(kind == Kind.REWRITE ? Blocking.READS_AND_WRITES : Blocking.NOTHING);
        return advice.about(kind).map(effect::advised).orElse(effect);
    }
}
