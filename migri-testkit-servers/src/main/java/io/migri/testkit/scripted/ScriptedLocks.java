package io.migri.testkit.scripted;

import io.migri.api.LockHolder;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.lock.LockTimeout;
import io.migri.spi.lock.Locks;
import io.migri.spi.lock.MigrationLock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The lock of a scripted database. Nobody but the conditions is in its way. */
record ScriptedLocks(ScriptedDatabase database) implements Locks {
    @Override
    public Optional<MigrationLock> tryLock(HistoryTable name) throws ScriptedFailure {
        database.asked("lock");
        return refused() ? Optional.empty() : Optional.of(new Lock());
    }

    private boolean refused() {
        Conditions conditions = database.conditions();
        if (conditions.lockRefusals == 0) {
            return false;
        }
        conditions.lockRefusals--;
        return true;
    }

    @Override
    public Optional<LockHolder> holder(HistoryTable name) throws ScriptedFailure {
        database.asked("holder");
        return database.conditions().lockHolder();
    }

    @Override
    public OptionalLong identity() {
        return database.conditions().identity;
    }

    @Override
    public List<LockHolder> blockersOf(long session) {
        database.looked();
        return database.conditions().blockers;
    }

    @Override
    public LockTimeout timeout(Duration limit) {
        return new LockTimeout(List.of(), List.of("LIMIT " + limit.toMillis()));
    }

    /** One lock, of the run or of its transactions. */
    private final class Lock implements MigrationLock {
        private boolean covers = database.conditions().lockCoversRun;

        @Override
        public boolean coversRun() {
            return covers;
        }

        @Override
        public boolean undisturbed() {
            return covers;
        }

        @Override
        public boolean tryCoverRun() throws ScriptedFailure {
            database.asked("cover run");
            return !refused();
        }

        @Override
        public List<String> guard() {
            return guarded("GUARD");
        }

        @Override
        public List<String> guardOutside() {
            return guarded("GUARD OUTSIDE");
        }

        private List<String> guarded(String guard) {
            return database.conditions().guarded ? List.of(database.own(guard, contents -> {})) : List.of();
        }

        @Override
        public void close() throws ScriptedFailure {
            database.asked("unlock");
        }
    }
}
