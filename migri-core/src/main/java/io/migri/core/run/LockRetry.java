package io.migri.core.run;

import io.migri.api.DatabaseError;
import io.migri.api.ErrorCode;
import io.migri.api.LockHolder;
import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener.Message;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import io.migri.core.attempt.BatchFailedException;
import io.migri.core.attempt.BatchItem;
import io.migri.core.lock.BlockerWatch;
import io.migri.core.options.LockBudget;
import io.migri.core.stage.Stage;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.TransactionEffect;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * Decides whether one migration that could not get a lock of the database is tried again, and waits until then: twice as long each time,
 * less a random part, so that two who are in each other's way do not meet for ever.
 */
final class LockRetry {
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;

    private final Stage stage;
    private final String migration;
    private final BlockerWatch watch;
    private final LockBudget budget;
    private long start = System.nanoTime();
    private int tries;

    LockRetry(Stage stage, String migration, BlockerWatch watch) {
        this.stage = stage;
        this.migration = migration;
        this.watch = watch;
        this.budget = stage.conduct().options().lockBudget();
    }

    /** Whether to try again after {@code failure}, and not a part of what it did is there to stay. */
    boolean worthwhile(BatchFailedException failure) {
        return whole(failure.item())
                && left()
                && isBusy(stage.database()
                        .explain(failure.failure(), failure.item().text()));
    }

    /**
     * What stands by itself because no transaction holds it may have done a part of its work, unless it is a statement of which the
     * database says that it ends a transaction, such as DDL, which is done or not.
     */
    private static boolean whole(BatchItem item) {
        SqlStatement statement = item.statement();
        return statement == null
                || statement.effect()
                        == (item.role() == BatchItem.Role.OUTSIDE ? TransactionEffect.ENDS_IT : TransactionEffect.NONE);
    }

    /** The same for a failure that a migration in another language met. */
    boolean worthwhile(MigriException failure) {
        return failure.code() == ErrorCode.MIGRATION_FAILED
                && left()
                && failure.databaseError().filter(LockRetry::isBusy).isPresent();
    }

    /** Tells the user, and waits, but not beyond a request to stop. */
    void pause() {
        long millis = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(tries, 16));
        long shortened = millis - ThreadLocalRandom.current().nextLong(millis / 2);
        tries++;
        stage.listener().told(Message.note(migration, Text.of(message(shortened))));
        stage.conduct().interruption().sleep(shortened);
        start = System.nanoTime();
    }

    /** What to do about {@code failure}, with the name of who was in the way; empty where it is no matter of waiting for a lock. */
    Optional<Text> help(Failure failure) {
        if (budget.timeout().isEmpty() || failure.error() == null || !isBusy(failure.error())) {
            return Optional.empty();
        }
        Optional<String> holders = holders();
        String subject = holders.map(known -> "the lock was held by " + known + "; let that")
                .orElse("the database does not tell who held the lock; let them");
        return Optional.of(Text.of(
                subject,
                " end and run again, or give it more with ",
                Option.LOCK_TIMEOUT,
                " and ",
                Option.LOCK_RETRIES));
    }

    private boolean left() {
        return budget.timeout().isPresent()
                && tries < budget.retries()
                && !stage.conduct().interruption().requested();
    }

    private String message(long millis) {
        String lock = holders()
                .map(known -> "waits for a lock that is held by " + known)
                .orElse("waits for a lock that somebody else holds");
        return lock + "; trying again in " + String.format(Locale.ROOT, "%.1f", millis / 1000.0) + " s (" + tries
                + " of " + budget.retries() + ")";
    }

    private Optional<String> holders() {
        List<LockHolder> seen = watch.since(start);
        if (seen.isEmpty() && !stage.gate().opensInBatch()) {
            seen = writer();
        }
        return seen.isEmpty()
                ? Optional.empty()
                : Optional.of(seen.stream().map(LockHolder::describe).collect(Collectors.joining("; and by ")));
    }

    /** Where the lock of a transaction is that of the whole database, whoever has the one has the other. */
    private List<LockHolder> writer() {
        try {
            return stage
                    .session()
                    .locks()
                    .holder(stage.conduct().options().history().table())
                    .stream()
                    .toList();
        } catch (SQLException | MigriException e) {
            return List.of();
        }
    }

    private static boolean isBusy(DatabaseError error) {
        return error.kind() == DatabaseError.Kind.BUSY;
    }
}
