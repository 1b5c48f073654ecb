package io.migri.testkit.scripted;

import io.migri.api.LockHolder;
import io.migri.spi.examination.Finding;
import io.migri.spi.history.RecoveryJournal.Verdict;
import io.migri.spi.history.UnfitName;
import io.migri.spi.rehearsal.RehearsalRequest;
import io.migri.spi.state.Aside;
import io.migri.spi.watch.StatementWatch;
import io.migri.spi.wire.BatchLimits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What sort of database it is, for a test to set before a run. As it stands, DDL rolls back and the lock covers the run. */
public final class Conditions {
    /** Where a dry run happens. */
    public enum Rehearsing {
        IN_TRANSACTION,
        ON_COPY,
        NOWHERE
    }

    public Rehearsing rehearsing = Rehearsing.IN_TRANSACTION;
    public BatchLimits limits = BatchLimits.USUAL;
    /** Around a note of the journal. */
    public Aside aside = Aside.NONE;
    /** Around transactions that begin by themselves. */
    public Aside implicit = Aside.NONE;

    public List<String> beforeCommit = List.of();
    public List<String> commitChecks = List.of();
    public List<String> restore = List.of();
    public List<String> restoreOutside = List.of();
    public List<String> remarks = List.of();
    /** False where others may come in between two transactions, and {@code BEGIN} is what takes the lock. */
    public boolean lockCoversRun = true;
    /** How often the lock is not to be had. */
    public int lockRefusals;
    /** Whether statements fail once the lock is lost. */
    public boolean guarded;
    /** Who is said to hold the lock. */
    public @Nullable LockHolder holder;

    public OptionalLong identity = OptionalLong.empty();
    /** Who is said to be in the way of a statement. */
    public List<LockHolder> blockers = List.of();

    /** How far it says it is with statements. */
    public StatementWatch watch = StatementWatch.NONE;

    public boolean keepsJournal = true;
    /** What looking at a statement in doubt tells; null for whether it was executed. */
    public @Nullable Verdict verdict = Verdict.UNKNOWN;
    /** Whether the journal says of a statement that it failed half way. */
    public boolean notesFailures;
    /** False where the history is elsewhere. */
    public boolean undoneByRollback = true;
    /** Whether it knows a client of its own. */
    public boolean writesScripts = true;
    /** Whether the history keeps files. */
    public boolean keepsFiles = true;
    /** Names that it has no room for. */
    public final Map<String, UnfitName> unfit = new HashMap<>();

    public List<Finding> support = List.of();
    public @Nullable String missingSchema;
    public @Nullable String refusesScratchServer = "a dry run here has no use for another server";
    /** Whether it tells what its schema is made of. */
    public boolean tellsSchema = true;
    /** Whether it tells what single statements do. */
    public boolean probes;
    /** What the last rehearsal was asked for. */
    public @Nullable RehearsalRequest request;

    Conditions() {}

    Optional<LockHolder> lockHolder() {
        return Optional.ofNullable(holder);
    }
}
