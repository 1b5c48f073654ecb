package io.migri.core.journal;

import java.util.List;
import java.util.Set;

/**
 * Where a migration goes on that an earlier run left unfinished.
 *
 * @param done how many of its statements, from the first on, are done
 * @param settings of those, the ones that give a new session what they gave the earlier one
 * @param pointless of the others, the ones that only end what the new session never had
 * @param settlement statements that note in the journal what was found out about a statement in doubt
 * @param recordOnly whether all of it is done, as the user says
 */
public record ResumePoint(
        int done, Set<Integer> settings, Set<Integer> pointless, List<String> settlement, boolean recordOnly) {

    public ResumePoint {
        settings = Set.copyOf(settings);
        pointless = Set.copyOf(pointless);
        settlement = List.copyOf(settlement);
    }

    /** One where nothing is known yet of the session. */
    public ResumePoint(int done, List<String> settlement, boolean recordOnly) {
        this(done, Set.of(), Set.of(), settlement, recordOnly);
    }

    /** The same, for a new session. */
    ResumePoint repeating(Set<Integer> again, Set<Integer> passedOver) {
        return new ResumePoint(done, again, passedOver, settlement, recordOnly);
    }
}
