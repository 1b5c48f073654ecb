package io.migri.core.repeatable;

import io.migri.api.AppliedMigration;
import io.migri.api.Fingerprint;
import io.migri.core.record.Comparison;
import io.migri.core.record.MigrationFiles;
import io.migri.core.source.Repeatable;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How the repeatables of a run stood when what is recorded of them was last read. */
final class LatestLook {
    private final DialectSession session;
    private final MigrationFiles files;
    private final Map<Compared, Boolean> compared = new HashMap<>();
    private Standing standing;

    LatestLook(DialectSession session, MigrationFiles files) {
        this.session = session;
        this.files = files;
        this.standing = Standing.ofNew(files.repeatables());
    }

    /** Before the first look, as if nothing were recorded. */
    Standing standing() {
        return standing;
    }

    /**
     * Looks anew. A file is compared with what is recorded once, however often that is read.
     *
     * @param history the migrations that are recorded
     * @param log has the text of each repeatable as it was applied
     */
    Standing look(List<AppliedMigration> history, List<AppliedMigration> recorded, AppliedLog log) throws SQLException {
        files.hashes().only(names(history));
        Comparison comparison = new Comparison(session, files.executors(), log, files.hashes());
        standing = Standing.of(files.repeatables(), recorded, (entry, file) -> changed(comparison, entry, file));
        return standing;
    }

    private boolean changed(Comparison comparison, AppliedMigration entry, Repeatable file) throws SQLException {
        Compared both = new Compared(file.name(), entry.fingerprint());
        Boolean known = compared.get(both);
        if (known == null) {
            known = comparison.changed(entry, file.migration());
            compared.put(both, known);
        }
        return known;
    }

    private Set<String> names(List<AppliedMigration> history) {
        Set<String> names = new HashSet<>();
        history.forEach(one -> names.add(one.name()));
        files.repeatables().forEach(one -> names.add(one.name()));
        return names;
    }

    /** What was held against what. */
    private record Compared(String name, Optional<Fingerprint> recorded) {}
}
