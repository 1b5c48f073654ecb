package io.migri.dialect.sqlite.mutant.port;

import static io.migri.dialect.sqlite.mutant.call.Mutant.wrong;

import io.migri.api.DatabaseError;
import io.migri.api.LockHolder;
import io.migri.dialect.sqlite.mutant.call.Mutant;
import io.migri.spi.Dialect;
import io.migri.spi.lock.LockTimeout;
import io.migri.spi.lock.Locks;
import io.migri.spi.lock.MigrationLock;
import io.migri.testkit.LockContract;
import io.migri.testkit.LockTimeoutContract;
import java.util.List;
import java.util.Optional;

/** Locks that let two in, or nobody, or do not say so. */
public final class LockMutants {
    private static final Class<?> DIES = LockContract.class;
    private static final Class<?> DIES_IN_TIME = LockTimeoutContract.class;
    private static final LockHolder SOMEBODY = LockHolder.builder("process", 7).build();

    private LockMutants() {}

    public static List<Mutant> all() {
        return List.of(
                wrong("nobody gets the lock", Locks.class, "tryLock", call -> Optional.empty())
                        .diesBy(DIES, "keepsAnotherSessionOut"),
                wrong("it claims to cover a run", MigrationLock.class, "coversRun", call -> true)
                        .diesBy(DIES, "keepsAnotherSessionOut"),
                wrong("two cover a run at once", MigrationLock.class, "tryCoverRun", call -> true)
                        .diesBy(DIES, "coversARunThatNeedsIt"),
                wrong("nobody can cover a run", MigrationLock.class, "tryCoverRun", call -> false)
                        .diesBy(DIES, "coversARunThatNeedsIt"),
                wrong("it is never given up", MigrationLock.class, "close", call -> null)
                        .diesBy(DIES, "coversARunThatNeedsIt"),
                wrong("nobody ever disturbs", MigrationLock.class, "undisturbed", call -> true)
                        .diesBy(DIES, "noticesThatSomebodyElseHasWritten"),
                wrong("somebody always holds it", Locks.class, "holder", call -> Optional.of(SOMEBODY))
                        .diesBy(DIES, "saysWhoHoldsIt"),
                wrong("nobody is known to hold it", Locks.class, "holder", call -> Optional.empty())
                        .diesBy(DIES, "saysWhoHoldsIt"),
                wrong("its guard never passes", MigrationLock.class, "guard", call -> List.of("SELECT nonsense"))
                        .diesBy(DIES, "itsGuardsPassWhileItIsHeldAndCommitNothing"),
                wrong("its guard guards nothing", MigrationLock.class, "guard", call -> List.of("SELECT 1"))
                        .diesBy(DIES, "itsGuardsFailOnceAnotherSessionHasIt"),
                wrong(
                                "its guard outside guards nothing",
                                MigrationLock.class,
                                "guardOutside",
                                call -> List.of("SELECT 1"))
                        .diesBy(DIES, "itsGuardsFailOnceAnotherSessionHasIt"),
                wrong("its guard commits", MigrationLock.class, "guardOutside", call -> List.of("COMMIT", "BEGIN"))
                        .diesBy(DIES, "itsGuardsPassWhileItIsHeldAndCommitNothing"),
                wrong("waiting has no limit", Locks.class, "timeout", call -> LockTimeout.NONE)
                        .diesBy(DIES_IN_TIME, "aStatementThatWaitsForALockFailsInTime"),
                wrong(
                                "the limit is too large",
                                Locks.class,
                                "timeout",
                                call -> new LockTimeout(List.of("PRAGMA busy_timeout = 4000"), List.of()))
                        .diesBy(DIES_IN_TIME, "aStatementThatWaitsForALockFailsInTime"),
                wrong(
                                "to set the limit commits",
                                Locks.class,
                                "timeout",
                                call -> new LockTimeout(
                                        List.of("PRAGMA busy_timeout = 100"), List.of("COMMIT", "BEGIN")))
                        .diesBy(DIES_IN_TIME, "toSetTheLimitCommitsNothing"),
                wrong(
                                "to set the limit begins",
                                Locks.class,
                                "timeout",
                                call -> new LockTimeout(List.of("BEGIN"), List.of()))
                        .diesBy(DIES_IN_TIME, "toSetTheLimitCommitsNothing"),
                wrong(
                                "the limit holds for those who do not wait",
                                Locks.class,
                                "timeout",
                                call -> new LockTimeout(List.of(), List.of("PRAGMA query_only = ON")))
                        .diesBy(DIES_IN_TIME, "whatNeedNotWaitIsNotLimited"),
                wrong("somebody is always in the way", Locks.class, "blockersOf", call -> List.of(SOMEBODY))
                        .diesBy(DIES_IN_TIME, "saysWhomAStatementWaitsFor"),
                wrong("to wait in vain is a mistake in the statement", Dialect.class, "explain", call -> {
                            DatabaseError error = call.sound();
                            return error.kind() == DatabaseError.Kind.BUSY
                                    ? DatabaseError.of(DatabaseError.Kind.STATEMENT, error.code(), error.message())
                                    : error;
                        })
                        .diesBy(DIES_IN_TIME, "aStatementThatWaitsForALockFailsInTime"));
    }
}
