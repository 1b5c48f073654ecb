package io.migri.cli.progress;

import io.migri.api.MigrationReport;
import io.migri.cli.output.Durations;
import io.migri.cli.output.Printable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How long the migrations of a run took. */
final class RunTimes {
    private static final int MOST = 20;
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final List<MigrationReport.Applied> applied = new ArrayList<>();

    void add(MigrationReport.Applied migration) {
        applied.add(migration);
    }

    /** Says how long the run took, and which migrations took a second or more. Of many it names the longest. */
    void tell(Duration all, Commentary commentary) {
        List<MigrationReport.Applied> longest = applied.stream()
                .filter(one -> one.took().compareTo(SHORTEST) >= 0)
                .sorted(Comparator.comparing(MigrationReport.Applied::took).reversed())
                .limit(MOST)
                .toList();
        for (MigrationReport.Applied one : applied) {
            if (longest.contains(one)) {
                commentary.running(Printable.text(one.name()) + ": took " + Durations.text(one.took()));
            }
        }
        commentary.running(applied.size() + (applied.size() == 1 ? " migration" : " migrations") + ": took "
                + Durations.text(all));
    }
}
