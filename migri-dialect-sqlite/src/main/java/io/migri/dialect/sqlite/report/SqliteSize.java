package io.migri.dialect.sqlite.report;

import io.migri.api.report.Effect;
import java.util.OptionalLong;

/** How large a table and its indexes are, or about so large. */
record SqliteSize(OptionalLong bytes, OptionalLong rows) {
    /** Fewer rows are read or changed in no time. */
    static final long MANY = 10_000;

    static final SqliteSize UNKNOWN = new SqliteSize(OptionalLong.empty(), OptionalLong.empty());

    Effect of(Effect effect) {
        return effect.sized(bytes, rows);
    }

    /** Whether it is known to have fewer rows. */
    boolean hasFewerThan(long count) {
        return rows.isPresent() && rows.getAsLong() < count;
    }
}
