package io.migri.testkit;

import static io.migri.testkit.Subject.execute;
import static io.migri.testkit.Subject.insert;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.event.ServerProgress;
import io.migri.spi.DialectSession;
import io.migri.spi.wire.StatementFailedException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a {@link io.migri.spi.watch.StatementWatch} owes: to look disturbs nobody, waits for nobody, and makes nothing up. */
public abstract class StatementWatchContract {
    private static final int SECONDS = 60;
    private static final int ROWS = 200;
    private static final long LARGE = 200_000;

    private final Subject subject;

    protected StatementWatchContract(DialectFixture fixture) {
        this.subject = new Subject(fixture);
    }

    @AfterEach
    void closeAll() throws Exception {
        subject.close();
    }

    @Test
    void ofASessionThatDoesNothingNothingIsTold() throws SQLException {
        DialectSession idle = subject.openWithTable();
        DialectSession witness = subject.open();
        OptionalLong identity = idle.locks().identity();
        assertEquals(Optional.empty(), witness.watch().of(identity.orElse(1)));
        assertEquals(Optional.empty(), witness.watch().of(0), "there is no such session");
    }

    @Test
    void toLookIsNoticedByNobody() throws SQLException {
        DialectSession busy = subject.openWithTable();
        DialectSession witness = subject.open();
        execute(busy, busy.wire().syntax().begin(), insert(1));
        witness.watch().of(busy.locks().identity().orElse(1));
        busy.watch().size();
        assertTrue(busy.wire().transactionOpen(), "to look ended its transaction");
        assertFalse(witness.wire().transactionOpen(), "to look began a transaction");
        execute(busy, busy.wire().syntax().commit());
        assertEquals("1", Subject.animals(subject.open()));
    }

    @Test
    void whoWaitsCanBeLookedAt() throws Exception {
        DialectSession holder = subject.openWithTable();
        DialectSession waiting = subject.open();
        DialectSession witness = subject.open();
        OptionalLong identity = waiting.locks().identity();
        if (identity.isEmpty()) {
            assertEquals(Optional.empty(), witness.watch().of(1), "it cannot be told which session is meant");
            return;
        }
        execute(holder, holder.wire().syntax().begin(), insert(1));
        String second = "INSERT INTO animal VALUES (1, 'the same key')";
        CompletableFuture<Void> insert = CompletableFuture.runAsync(() -> executeOne(waiting, second));
        for (int i = 0; i < 10; i++) {
            Optional<ServerProgress> progress = CompletableFuture.supplyAsync(() -> look(witness, identity.getAsLong()))
                    .get(SECONDS, TimeUnit.SECONDS);
            progress.ifPresent(one -> assertTrue(one.percent().orElse(0) <= 100, one::toString));
        }
        execute(holder, holder.wire().syntax().rollback());
        insert.get(SECONDS, TimeUnit.SECONDS);
        assertEquals("1", Subject.animals(subject.open()));
    }

    @Test
    void whatCannotBeAskedGrowsWithWhatIsWritten() throws SQLException {
        DialectSession session = subject.openWithTable();
        OptionalLong before = session.watch().size();
        List<String> rows = new ArrayList<>(List.of(session.wire().syntax().begin()));
        for (int id = 1; id <= ROWS; id++) {
            rows.add("INSERT INTO animal VALUES (" + id + ", '" + "x".repeat(200) + "')");
        }
        rows.add(session.wire().syntax().commit());
        session.wire().execute(rows);
        OptionalLong after = session.watch().size();
        assertEquals(before.isPresent(), after.isPresent());
        before.ifPresent(size -> assertTrue(
                after.getAsLong() > size && after.getAsLong() - size < LARGE,
                () -> "from " + size + " to " + after.getAsLong()));
    }

    private static Optional<ServerProgress> look(DialectSession witness, long session) {
        try {
            return witness.watch().of(session);
        } catch (SQLException failure) {
            throw new CompletionException(failure);
        }
    }

    private static void executeOne(DialectSession session, String statement) {
        try {
            session.wire().execute(List.of(statement));
        } catch (StatementFailedException failure) {
            throw new CompletionException(failure);
        }
    }
}
