package io.migri.core.run;

import io.migri.api.AppliedMigration;
import io.migri.api.ErrorCode;
import io.migri.api.Fingerprint;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import io.migri.core.options.RunOptions;
import io.migri.core.record.MigrationFiles;
import io.migri.core.record.OpenDatabase;
import io.migri.spi.history.HistoryTable;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Refuses to begin a history where another one has the same migrations, which would be applied a second time. */
record OtherHistories(OpenDatabase database, MigrationFiles files, RunOptions options) {

    /** Asked where the history is not there, and something is pending. */
    void refuse() throws SQLException {
        if (options.history().anew()) {
            return;
        }
        for (HistoryTable other : database.session().history().others(database.table())) {
            List<String> same = sameIn(other);
            if (!same.isEmpty()) {
                throw refusal(other, same);
            }
        }
    }

    /** The files that it records: with the same bytes, or with no hash at all. */
    private List<String> sameIn(HistoryTable other) {
        Map<String, AppliedMigration> applied = new HashMap<>();
        read(other).forEach(one -> applied.put(one.name(), one));
        return files.all().stream()
                .filter(file -> applied.containsKey(file.name()) && same(applied.get(file.name()), file))
                .map(Migration::name)
                .toList();
    }

    /** What cannot be read is no history that this user could have meant. */
    private List<AppliedMigration> read(HistoryTable other) {
        try {
            return database.session().history().log(other).read().orElse(List.of());
        } catch (SQLException | MigriException e) {
            return List.of();
        }
    }

    private boolean same(AppliedMigration applied, Migration file) {
        Optional<String> recorded = applied.fingerprint().map(Fingerprint::file);
        return recorded.isEmpty() || recorded.equals(files.hashes().of(file));
    }

    private MigriException refusal(HistoryTable other, List<String> same) {
        String more = same.size() == 1 ? "" : " and " + (same.size() - 1) + " more";
        return MigriException.of(
                        ErrorCode.VALIDATION,
                        "the history " + database.table() + " is not there yet, and the history " + other + " has "
                                + same.get(0) + more + ": a run would apply what is applied already")
                .help(Text.of(
                        "nothing was applied; to go on with " + other + ", say so with ",
                        Option.HISTORY_TABLE,
                        " (by default it is " + HistoryTable.USUAL + "); to apply all again, say ",
                        Option.NEW_HISTORY))
                .build();
    }
}
