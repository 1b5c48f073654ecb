package io.migri.dialect.postgresql.report;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The tables that were there before a run, and what of theirs was seen last: files, indexes, constraints that hold for all rows. */
final class PostgresqlKnownObjects {
    private final Map<Long, PostgresqlTable> tables;
    private final long last;
    private final Map<Long, Long> files;
    private final Set<Long> indexes;
    private final Set<Long> constraints;

    private PostgresqlKnownObjects(Map<Long, PostgresqlTable> tables, long last, PostgresqlSnapshot start) {
        this.tables = tables;
        this.last = last;
        this.files = new HashMap<>(start.files());
        this.indexes = new HashSet<>(start.indexes().keySet());
        this.constraints = new HashSet<>(start.constraints().keySet());
    }

    /**
     * Reads all of it.
     *
     * @param own names of Migri's own tables, which are left out
     * @param lastSequence the greatest identifier of a sequence that matters
     */
    static PostgresqlKnownObjects read(PostgresqlCatalog catalog, Set<String> own, long lastSequence)
            throws SQLException {
        Map<Long, PostgresqlTable> tables = catalog.tables(own);
        long last = tables.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
        last = Math.max(last, lastSequence);
        return new PostgresqlKnownObjects(tables, last, catalog.snapshot(true, last));
    }

    Map<Long, PostgresqlTable> tables() {
        return tables;
    }

    /** The greatest identifier that one of them has. */
    long last() {
        return last;
    }

    /** Tells {@code effects} what is not as it was seen last. */
    void compare(PostgresqlEffects effects, PostgresqlSnapshot now) {
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

    void remember(PostgresqlSnapshot now) {
        files.putAll(now.files());
        indexes.addAll(now.indexes().keySet());
        constraints.addAll(now.constraints().keySet());
    }
}
