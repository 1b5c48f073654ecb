package io.migri.core.run;

import java.util.List;

/**
 * Where a migration goes on that an earlier run left unfinished.
 *
 * @param done how many of its statements, from the first on, are done
 * @param settlement statements that note in the journal what was found out about a statement in doubt
 * @param recordOnly whether all of it is done, as the user says
 */
record ResumePoint(int done, List<String> settlement, boolean recordOnly) {

    ResumePoint {
        settlement = List.copyOf(settlement);
    }
}
