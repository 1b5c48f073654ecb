package io.migri.core.run;

import java.util.List;
import java.util.Set;

/**
 * Where a migration goes on that an earlier run left unfinished.
 *
 * @param done how many of its statements, from the first on, are done
 * @param settings of those, the ones that give a new session what they gave the earlier one
 * @param settlement statements that note in the journal what was found out about a statement in doubt
 * @param recordOnly whether all of it is done, as the user says
 */
record ResumePoint(int done, Set<Integer> settings, List<String> settlement, boolean recordOnly) {

    ResumePoint {
        settings = Set.copyOf(settings);
        settlement = List.copyOf(settlement);
    }

    /** The same, with the settings of its session to make once more. */
    ResumePoint repeating(Set<Integer> again) {
        return new ResumePoint(done, again, settlement, recordOnly);
    }
}
