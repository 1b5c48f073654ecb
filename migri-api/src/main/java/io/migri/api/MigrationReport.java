package io.migri.api;

import static java.util.Objects.requireNonNull;

import io.migri.api.report.Impact;
import io.migri.api.text.Text;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What one run did.
 *
 * @param found how many migrations the source holds, applied or not
 * @param dryRun whether everything was undone again
 * @param results one for each migration that the run took up, in order
 * @param impact what single statements did; empty where no report was wanted, or nothing was pending, or the database has none
 * @param remaining the names of the pending migrations that the run was told to leave, in order; empty where it was to apply all
 */
public record MigrationReport(
        int found, boolean dryRun, List<Result> results, Optional<Impact> impact, List<String> remaining) {

    public MigrationReport {
        results = List.copyOf(results);
        requireNonNull(impact, "impact");
        remaining = List.copyOf(remaining);
    }

    /** One without effects, of a run that was to apply all. */
    public MigrationReport(int found, boolean dryRun, List<Result> results) {
        this(found, dryRun, results, Optional.empty(), List.of());
    }

    /** The migrations that this run applied. */
    public List<Applied> applied() {
        return results.stream()
                .filter(Applied.class::isInstance)
                .map(Applied.class::cast)
                .toList();
    }

    /** The outcome for one migration. */
    public sealed interface Result {
        String name();
    }

    /**
     * It is done and recorded.
     *
     * @param took from its first statement to its commit
     * @param statements how many statements of the script were executed
     */
    public record Applied(String name, Duration took, long statements) implements Result {
        public Applied {
            requireNonNull(name, "name");
            requireNonNull(took, "took");
        }
    }

    /**
     * It failed, and its transaction was rolled back.
     *
     * @param message one line, fit to stand between brackets
     * @param state what the migration left behind
     */
    public record Failed(String name, Text message, DatabaseState state) implements Result {
        public Failed {
            requireNonNull(name, "name");
            requireNonNull(message, "message");
            requireNonNull(state, "state");
        }
    }

    /** It was executed, and rolled back with another that failed: all of the run share a transaction. */
    public record RolledBack(String name) implements Result {
        public RolledBack {
            requireNonNull(name, "name");
        }
    }

    /** Pending, and not tried because an earlier one failed. */
    public record NotReached(String name) implements Result {
        public NotReached {
            requireNonNull(name, "name");
        }
    }
}
