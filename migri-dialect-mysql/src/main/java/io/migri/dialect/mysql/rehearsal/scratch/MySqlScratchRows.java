package io.migri.dialect.mysql.rehearsal.scratch;

import io.migri.dialect.mysql.rehearsal.scratch.MySqlScratchSource.ForeignKey;
import io.migri.dialect.mysql.rehearsal.scratch.MySqlScratchSource.Table;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Copies rows, so many of each table, and then the rows that those refer to. */
final class MySqlScratchRows {
    /** Parents of parents, and so on. */
    private static final int GENERATIONS = 500;

    private final MySqlScratchCarrier carrier;
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final Set<String> cut = new HashSet<>();
    private long copied;

    MySqlScratchRows(MySqlScratchCarrier carrier) {
        this.carrier = carrier;
    }

    /** Copies the first rows of {@code table}. */
    void copy(Table table, OptionalLong limit) throws SQLException {
        tables.put(table.name(), table);
        long count = carrier.first(table, limit);
        copied += count;
        if (limit.isPresent() && count >= limit.getAsLong()) {
            cut.add(table.name());
        }
    }

    /**
     * Copies the rows that copied ones refer to, until none is missing.
     *
     * @return whether that came to an end
     */
    boolean complete(List<ForeignKey> keys) throws SQLException {
        for (int i = 0; i < GENERATIONS; i++) {
            long before = copied;
            for (ForeignKey key : keys) {
                Table parent = tables.get(key.parent());
                Table child = tables.get(key.child());
                if (parent != null && child != null && cut.contains(key.parent())) {
                    copied += carrier.missing(key, child, parent);
                }
            }
            if (copied == before) {
                return true;
            }
        }
        return false;
    }

    long copied() {
        return copied;
    }

    /** Tables of which perhaps not all rows are copied. */
    Set<String> cut() {
        return cut;
    }
}
