package io.migri.core.trial;

import io.migri.api.LockHolder;
import io.migri.spi.examination.Finding;
import io.migri.spi.history.RecoveryJournal.Verdict;
import io.migri.spi.history.UnfitName;
import io.migri.spi.state.Aside;
import io.migri.spi.wire.BatchLimits;
import io.migri.testkit.scripted.Conditions;
import io.migri.testkit.scripted.Conditions.Rehearsing;
import java.util.List;
import java.util.OptionalLong;

/** What a {@link Play} says of its database, in words. */
final class Circumstances {

    private Circumstances() {}

    static void set(Conditions conditions, String words) {
        switch (words) {
            case "the lock is that of transactions" -> conditions.lockCoversRun = false;
            case "the lock is guarded" -> conditions.guarded = true;
            case "somebody has the lock" -> {
                conditions.lockRefusals = Integer.MAX_VALUE;
                conditions.holder = LockHolder.builder("connection", 7).build();
            }
            case "somebody has the lock for a moment" -> conditions.lockRefusals = 1;
            case "notes stand aside" -> conditions.aside = new Aside(List.of("OWN"), List.of("SCRIPTS"));
            case "what is deferred is told" -> conditions.beforeCommit = List.of("DEFERRED");
            case "commits check" -> conditions.commitChecks = List.of("CHECK");
            case "sessions are put back" -> {
                conditions.restore = List.of("RESTORE");
                conditions.restoreOutside = List.of("RESTORE OUTSIDE");
            }
            case "remarks are made" -> conditions.remarks = List.of("the session is not as it was");
            case "short messages" -> conditions.limits = new BatchLimits(1000, 2);
            case "no journal" -> conditions.keepsJournal = false;
            case "looking tells" -> conditions.verdict = null;
            case "looking says it happened" -> conditions.verdict = Verdict.HAPPENED;
            case "looking says it may be repeated" -> conditions.verdict = Verdict.REPEATABLE;
            case "half failures are noted" -> conditions.notesFailures = true;
            case "the history is elsewhere" -> conditions.undoneByRollback = false;
            case "the history keeps no files" -> conditions.keepsFiles = false;
            case "there is no room for 0001" ->
                conditions.unfit.put("0001", new UnfitName("the column is too short", "make it longer"));
            case "dry runs are on a copy" -> conditions.rehearsing = Rehearsing.ON_COPY;
            case "there are no dry runs" -> conditions.rehearsing = Rehearsing.NOWHERE;
            case "dry runs may be elsewhere" -> conditions.refusesScratchServer = null;
            case "the server is too old" ->
                conditions.support = List.of(Finding.problem("server", "too old", "take another"));
            case "the server is old" -> conditions.support = List.of(Finding.warning("server", "old", "take another"));
            case "the schema is missing" -> conditions.missingSchema = "the schema shop";
            case "statements are watched" -> conditions.probes = true;
            case "sessions have an identity" -> conditions.identity = OptionalLong.of(1);
            default -> throw new IllegalArgumentException(words);
        }
    }
}
