package io.migri.testkit;

import static io.migri.testkit.Subject.execute;
import static io.migri.testkit.Subject.insert;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.migri.api.DatabaseError;
import io.migri.api.LockHolder;
import io.migri.spi.DialectSession;
import io.migri.spi.lock.LockTimeout;
import io.migri.spi.wire.StatementFailedException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@link io.migri.spi.lock.Locks} owe where a statement waits for a lock of the database: an end in time, and a name to blame. */
public abstract class LockTimeoutContract {
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final String UPDATE = "UPDATE animal SET name = 'changed' WHERE id = 1";

    private final Subject subject;

    protected LockTimeoutContract(DialectFixture fixture) {
        this.subject = new Subject(fixture);
    }

    /** After how many seconds a wait has no end, which should end after one. */
    protected int forEverSeconds() {
        return 45;
    }

    @AfterEach
    void closeAll() throws Exception {
        subject.close();
    }

    @Test
    void aStatementThatWaitsForALockFailsInTime() throws Exception {
        if (lacksTimeout()) {
            return;
        }
        DialectSession holder = withAnimal();
        DialectSession waiting = subject.open();
        waiting.wire().execute(waiting.locks().timeout(SHORT).perMigration());
        execute(holder, holder.wire().syntax().begin(), UPDATE);
        CompletableFuture<Void> update = CompletableFuture.runAsync(
                () -> executeAll(waiting, batch(waiting, waiting.locks().timeout(SHORT), UPDATE)));
        DatabaseError error = failure(waiting, update);
        assertEquals(DatabaseError.Kind.BUSY, error.kind(), error::toString);
        Subject.accepts(waiting, waiting.wire().syntax().rollback());
        execute(holder, holder.wire().syntax().rollback());
        executeAll(waiting, batch(waiting, LockTimeout.NONE, UPDATE));
        assertEquals("changed", Subject.text(subject.open(), "SELECT name FROM animal"));
    }

    @Test
    void whatNeedNotWaitIsNotLimited() throws SQLException {
        if (lacksTimeout()) {
            return;
        }
        DialectSession session = withAnimal();
        LockTimeout limit = session.locks().timeout(SHORT);
        session.wire().execute(limit.perMigration());
        executeAll(session, batch(session, limit, UPDATE));
        executeAll(session, batch(session, limit, insert(2)));
        assertEquals("changed", Subject.text(subject.open(), "SELECT name FROM animal WHERE id = 1"));
    }

    @Test
    void toSetTheLimitCommitsNothing() throws SQLException {
        DialectSession session = withAnimal();
        LockTimeout limit = session.locks().timeout(SHORT);
        session.wire().execute(limit.perMigration());
        assertFalse(session.wire().transactionOpen());
        subject.assertNothingCommits(session, 7, limit.perTransaction());
    }

    @Test
    void theLimitIsGoneOnceTheSessionIsRestored() throws SQLException {
        DialectSession session = withAnimal();
        List<String> restore = session.state().restore();
        List<String> outside = session.state().restoreOutside();
        Optional<Duration> before = session.locks().ownTimeout();
        LockTimeout limit = session.locks().timeout(Duration.ofSeconds(17));
        session.wire().execute(limit.perMigration());
        List<String> batch = batch(session, limit, UPDATE);
        batch.addAll(batch.size() - 1, restore);
        executeAll(session, batch);
        session.wire().execute(outside);
        assertEquals(before, session.locks().ownTimeout());
    }

    @Test
    void saysWhomAStatementWaitsFor() throws Exception {
        DialectSession holder = withAnimal();
        DialectSession waiting = subject.open();
        DialectSession witness = subject.open();
        OptionalLong identity = waiting.locks().identity();
        if (identity.isEmpty()) {
            assertEquals(List.of(), witness.locks().blockersOf(0));
            return;
        }
        assertEquals(List.of(), witness.locks().blockersOf(identity.getAsLong()), "before it waits");
        execute(holder, holder.wire().syntax().begin(), UPDATE);
        CompletableFuture<Void> update =
                CompletableFuture.runAsync(() -> executeAll(waiting, batch(waiting, LockTimeout.NONE, UPDATE)));
        List<LockHolder> blockers = awaitBlockers(witness, identity.getAsLong());
        execute(holder, holder.wire().syntax().rollback());
        update.get(forEverSeconds(), TimeUnit.SECONDS);
        assertEquals(1, blockers.size(), blockers::toString);
        assertFalse(blockers.get(0).describe().isBlank());
        awaitNoBlockers(witness, identity.getAsLong());
    }

    private boolean lacksTimeout() throws SQLException {
        boolean lacks = subject.lacks(Limitation.NO_LOCK_TIMEOUT);
        LockTimeout limit = subject.open().locks().timeout(SHORT);
        assertEquals(lacks, limit.equals(LockTimeout.NONE), limit::toString);
        return lacks;
    }

    /** MariaDB tells what it told before as long as somebody asks more often than every 100 ms. */
    private static List<LockHolder> awaitBlockers(DialectSession witness, long session) throws Exception {
        for (int attempt = 0; attempt < 150; attempt++) {
            List<LockHolder> blockers = witness.locks().blockersOf(session);
            if (!blockers.isEmpty()) {
                return blockers;
            }
            Thread.sleep(200);
        }
        return List.of();
    }

    /** A server may tell for a moment what was so. */
    private static void awaitNoBlockers(DialectSession witness, long session) throws Exception {
        for (int attempt = 0; attempt < 100; attempt++) {
            if (witness.locks().blockersOf(session).isEmpty()) {
                return;
            }
            Thread.sleep(200);
        }
        assertEquals(List.of(), witness.locks().blockersOf(session), "after it has waited");
    }

    private DatabaseError failure(DialectSession waiting, CompletableFuture<Void> statement) throws Exception {
        try {
            statement.get(forEverSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException forEver) {
            waiting.cancel();
            throw new AssertionError("it waits for the lock without end");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof StatementFailedException failure) {
                return subject.explain(failure, UPDATE);
            }
            throw failed;
        }
        throw new AssertionError("two transactions changed one row");
    }

    /** In a transaction of its own. Modifiable. */
    private static List<String> batch(DialectSession session, LockTimeout limit, String statement) {
        List<String> batch = new ArrayList<>(List.of(session.wire().syntax().begin()));
        batch.addAll(limit.perTransaction());
        batch.add(statement);
        batch.add(session.wire().syntax().commit());
        return batch;
    }

    private static void executeAll(DialectSession session, List<String> statements) {
        try {
            session.wire().execute(statements);
        } catch (StatementFailedException failure) {
            throw new CompletionException(failure);
        }
    }

    private DialectSession withAnimal() throws SQLException {
        DialectSession session = subject.open();
        execute(session, Subject.ANIMAL, insert(1));
        return session;
    }
}
