package io.migri.core.lock;

import io.migri.api.DatabaseError;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener;
import io.migri.api.event.MigrationListener.WaitingForDatabase;
import java.time.Duration;

/** What Migri waits for, and what it found in its place. It reports the first time. Safe for use by several threads. */
public final class Expectation {
    private final String database;
    private final Duration limit;
    private final MigrationListener listener;
    private boolean told;
    private MigriException.Builder account;

    /**
     * Nothing is found yet.
     *
     * @param limit how long it is waited for
     */
    public Expectation(String database, Duration limit, MigrationListener listener) {
        this.database = database;
        this.limit = limit;
        this.listener = listener;
        this.account = late("cannot connect to " + database + ": it does not answer");
    }

    /** The database is not there. */
    public synchronized void found(MigriException failure) {
        account = late(failure.text().toString())
                .saying(failure.databaseError().orElse(null))
                .help(failure.help().orElse(null))
                .because(failure);
        tell(failure.databaseError()
                .map(DatabaseError::message)
                .orElse(failure.text().toString()));
    }

    /** The database is there, and not as it should be. */
    public synchronized void found(String state) {
        account = late(database + " has " + state).help("see whether something migrates it, and what became of that");
        tell(state);
    }

    /** What to throw where the time is over. */
    public synchronized MigriException disappointed() {
        return account.build();
    }

    private MigriException.Builder late(String found) {
        return MigriException.of(ErrorCode.NOT_READY, found + "; gave up after " + spoken(limit));
    }

    private void tell(String reason) {
        if (!told) {
            told = true;
            listener.waitingForDatabase(new WaitingForDatabase(database, reason, limit));
        }
    }

    private static String spoken(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
