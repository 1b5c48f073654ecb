package io.migri.core.record;

import io.migri.spi.support.HistoryStatements;
import java.util.Set;

/** The tables that are Migri's own. */
public final class OwnTables {
    /** What is applied. The Python tool gave it its name. */
    public static final String HISTORY = "applied_migration";

    /** What an unfinished migration has done. */
    public static final String JOURNAL = "migri_journal";

    private OwnTables() {}

    /** All of them. */
    public static Set<String> all() {
        return Set.of(HISTORY, JOURNAL, HistoryStatements.SOURCE);
    }
}
