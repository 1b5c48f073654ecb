package io.migri.testkit;

import static io.migri.testkit.Subject.animals;
import static io.migri.testkit.Subject.execute;
import static io.migri.testkit.Subject.insert;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.DatabaseError;
import io.migri.spi.DialectSession;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.lock.MigrationLock;
import io.migri.spi.wire.StatementFailedException;
import io.migri.testkit.fault.ChildProcess;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a dialect owes to keep two runs apart. */
public abstract class LockContract {
    private static final String NAME = "applied_migration";
    private static final Duration SOON = Duration.ofSeconds(10);

    private final DialectFixture fixture;
    private final Subject subject;

    protected LockContract(DialectFixture fixture) {
        this.fixture = fixture;
        this.subject = new Subject(fixture);
    }

    @AfterEach
    void closeAll() throws Exception {
        subject.close();
    }

    @Test
    void keepsAnotherSessionOut() throws Exception {
        DialectSession holder = subject.open();
        DialectSession other = subject.open();
        try (MigrationLock lock = holder.locks().tryLock(HistoryTable.USUAL).orElseThrow()) {
            assertEquals(!subject.lacks(Limitation.LOCKS_TRANSACTIONS_ONLY), lock.coversRun());
            Optional<MigrationLock> second =
                    assertTimeout(SOON, () -> other.locks().tryLock(HistoryTable.USUAL));
            assertEquals(lock.coversRun(), second.isEmpty());
            close(second);
        }
    }

    @Test
    void letsAnotherSessionInOnceItIsFree() throws SQLException {
        DialectSession holder = subject.open();
        DialectSession other = subject.open();
        holder.locks().tryLock(HistoryTable.USUAL).orElseThrow().close();
        other.locks().tryLock(HistoryTable.USUAL).orElseThrow().close();
        holder.locks().tryLock(HistoryTable.USUAL).orElseThrow().close();
    }

    @Test
    void tellsTwoHistoriesApart() throws SQLException {
        try (MigrationLock lock =
                        subject.open().locks().tryLock(HistoryTable.USUAL).orElseThrow();
                MigrationLock other = subject.open()
                        .locks()
                        .tryLock(new HistoryTable(null, "other_history"))
                        .orElseThrow()) {
            assertEquals(lock.coversRun(), other.coversRun());
        }
    }

    @Test
    void outlivesTransactions() throws SQLException {
        DialectSession holder = subject.open();
        DialectSession other = subject.open();
        try (MigrationLock lock = holder.locks().tryLock(HistoryTable.USUAL).orElseThrow()) {
            execute(holder, Subject.ANIMAL);
            String begin = holder.wire().syntax().begin();
            execute(holder, begin, insert(1), holder.wire().syntax().commit());
            execute(holder, begin, insert(2), holder.wire().syntax().rollback());
            Optional<MigrationLock> second = other.locks().tryLock(HistoryTable.USUAL);
            assertEquals(lock.coversRun(), second.isEmpty());
            close(second);
        }
        assertEquals("1", animals(other));
    }

    @Test
    void noticesThatSomebodyElseHasWritten() throws SQLException {
        DialectSession holder = subject.open();
        DialectSession other = subject.open();
        execute(holder, Subject.ANIMAL);
        try (MigrationLock lock = holder.locks().tryLock(HistoryTable.USUAL).orElseThrow()) {
            execute(
                    other,
                    other.wire().syntax().begin(),
                    insert(1),
                    other.wire().syntax().commit());
            execute(holder, holder.wire().syntax().begin());
            assertEquals(lock.coversRun(), lock.undisturbed());
            execute(holder, holder.wire().syntax().rollback());
        }
    }

    @Test
    void itsGuardsPassWhileItIsHeldAndCommitNothing() throws SQLException {
        DialectSession holder = subject.open();
        execute(holder, Subject.ANIMAL);
        try (MigrationLock lock = holder.locks().tryLock(HistoryTable.USUAL).orElseThrow()) {
            subject.assertNothingCommits(holder, 1, lock.guard());
            subject.assertNothingCommits(holder, 2, lock.guardOutside());
            assertFalse(
                    subject.lacks(Limitation.LOCKS_TRANSACTIONS_ONLY)
                            && !lock.guard().isEmpty(),
                    "where a transaction is the lock, nothing has to be guarded");
        }
    }

    @Test
    void itsGuardsFailOnceAnotherSessionHasIt() throws SQLException {
        DialectSession holder = subject.open();
        MigrationLock lock = holder.locks().tryLock(HistoryTable.USUAL).orElseThrow();
        List<String> guard = lock.guard();
        List<String> guardOutside = lock.guardOutside();
        lock.close();
        assertFails(holder, guardOutside);
        try (MigrationLock taken =
                subject.open().locks().tryLock(HistoryTable.USUAL).orElseThrow()) {
            assertEquals(guard, lock.guard(), "its guard depends on the time");
            assertFails(holder, guard);
            assertFails(holder, guardOutside);
            assertEquals(!subject.lacks(Limitation.LOCKS_TRANSACTIONS_ONLY), taken.coversRun());
        }
    }

    @Test
    void itsGuardsFailOnceAScriptHasGivenItUp() throws SQLException {
        List<String> script = fixture.givingUpTheLock();
        if (!script.isEmpty()) {
            DialectSession holder = subject.open();
            try (MigrationLock lock = holder.locks().tryLock(HistoryTable.USUAL).orElseThrow()) {
                holder.wire().execute(script);
                assertFalse(lock.guard().isEmpty(), "nothing tells that a script has given the lock up");
                assertFails(holder, lock.guardOutside());
                assertTrue(subject.open().locks().tryLock(HistoryTable.USUAL).isPresent());
                assertFails(holder, lock.guard());
            }
        }
    }

    private static void assertFails(DialectSession session, List<String> guard) throws SQLException {
        if (!guard.isEmpty()) {
            execute(session, session.wire().syntax().begin());
            assertThrows(StatementFailedException.class, () -> session.wire().execute(guard), () -> "passes: " + guard);
            execute(session, session.wire().syntax().rollback());
        }
    }

    /** Where the lock does not cover a run, a run that needs it asks for more. */
    @Test
    void coversARunThatNeedsIt() throws SQLException {
        DialectSession holder = subject.open();
        DialectSession other = subject.open();
        try (MigrationLock lock = holder.locks().tryLock(HistoryTable.USUAL).orElseThrow()) {
            if (!lock.coversRun()) {
                assertTrue(lock.tryCoverRun());
                assertTrue(lock.tryCoverRun(), "asked again");
                try (MigrationLock second =
                        other.locks().tryLock(HistoryTable.USUAL).orElseThrow()) {
                    assertFalse(second.tryCoverRun(), "two runs at once");
                }
                assertTrue(lock.tryCoverRun(), "the other one has taken it away");
            }
        }
        try (MigrationLock next = other.locks().tryLock(HistoryTable.USUAL).orElseThrow()) {
            assertTrue(next.coversRun() || next.tryCoverRun(), "it is not free again");
        }
    }

    @Test
    void isFreeOnceTheConnectionIsClosed() throws Exception {
        DialectSession holder = subject.open();
        assertTrue(holder.locks().tryLock(HistoryTable.USUAL).isPresent());
        holder.connection().close();
        awaitLock(subject.open()).close();
    }

    @Test
    void isFreeOnceTheHolderIsKilled() throws Exception {
        DialectSession other = subject.open();
        execute(other, Subject.ANIMAL);
        try (ChildProcess child =
                ChildProcess.java(LockHolder.class, fixture.dialect().getClass().getName(), NAME)) {
            child.type(LockHolder.describe(fixture.config()));
            if (subject.lacks(Limitation.ONE_PROCESS)) {
                assertNotEquals(0, child.result(Duration.ofMinutes(1)).exitCode(), "another process could open it");
                return;
            }
            child.awaitOutput("locked\n", Duration.ofMinutes(1));
            assertEquals(
                    !subject.lacks(Limitation.LOCKS_TRANSACTIONS_ONLY),
                    other.locks().tryLock(HistoryTable.USUAL).isEmpty());
            child.kill9();
            child.result(SOON);
            try (MigrationLock lock = awaitLock(other)) {
                execute(other, insert(1));
                assertEquals("1", animals(other), "what the killed one had not committed");
                assertEquals(!subject.lacks(Limitation.LOCKS_TRANSACTIONS_ONLY), lock.coversRun());
            }
        }
    }

    /** In a transaction, because that is all there is to hold where the lock does not cover a run. */
    @Test
    void saysWhoHoldsIt() throws SQLException {
        DialectSession holder = subject.open();
        DialectSession other = subject.open();
        try (MigrationLock lock = holder.locks().tryLock(HistoryTable.USUAL).orElseThrow()) {
            execute(holder, holder.wire().syntax().begin());
            Optional<String> answer = other.locks().holder(HistoryTable.USUAL).map(io.migri.api.LockHolder::describe);
            execute(holder, holder.wire().syntax().rollback());
            assertEquals(subject.lacks(Limitation.LOCK_HOLDER_UNKNOWN), answer.isEmpty());
            assertFalse(answer.filter(String::isBlank).isPresent());
            String password =
                    fixture.config().password().map(secret -> secret.reveal()).orElse("\0");
            assertFalse(answer.filter(text -> text.contains(password)).isPresent());
            assertEquals(!subject.lacks(Limitation.LOCKS_TRANSACTIONS_ONLY), lock.coversRun());
        }
        assertEquals(Optional.empty(), other.locks().holder(HistoryTable.USUAL));
    }

    /** Also where the lock covers the run; there it is the second line of defence. */
    @Test
    void keepsWritersOfOneRowApart() throws Exception {
        DialectSession first = subject.open();
        DialectSession second = subject.open();
        execute(first, Subject.ANIMAL);
        execute(first, first.wire().syntax().begin(), insert(1));
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> beginAndInsert(second));
        Thread.sleep(300);
        assertFalse(waiting.isDone() && !waiting.isCompletedExceptionally(), "both wrote");
        execute(first, first.wire().syntax().commit());
        DatabaseError error = failure(waiting);
        assertTrue(
                error.kind() == DatabaseError.Kind.STATEMENT || error.kind() == DatabaseError.Kind.BUSY,
                error::toString);
        assertEquals("1", animals(subject.open()));
    }

    private static void beginAndInsert(DialectSession session) {
        try {
            execute(session, session.wire().syntax().begin(), insert(1));
        } catch (StatementFailedException failure) {
            throw new CompletionException(failure);
        }
    }

    private DatabaseError failure(CompletableFuture<Void> waiting) throws Exception {
        try {
            waiting.get(90, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof StatementFailedException failure) {
                return subject.explain(failure, insert(1));
            }
            throw failed;
        }
        throw new AssertionError("both inserted the same row");
    }

    /** A server may take a moment to notice that a client is gone. */
    private static MigrationLock awaitLock(DialectSession session) throws Exception {
        long end = System.nanoTime() + SOON.toNanos();
        while (true) {
            Optional<MigrationLock> lock = session.locks().tryLock(HistoryTable.USUAL);
            if (lock.isPresent()) {
                return lock.get();
            }
            assertTrue(System.nanoTime() < end, "still locked after " + SOON);
            Thread.sleep(50);
        }
    }

    private static void close(Optional<MigrationLock> lock) throws SQLException {
        if (lock.isPresent()) {
            lock.get().close();
        }
    }
}
