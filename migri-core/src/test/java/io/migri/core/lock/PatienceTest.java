package io.migri.core.lock;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.Cancellation;
import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseError;
import io.migri.api.event.MigrationListener;
import io.migri.core.pipeline.RecordingSession;
import io.migri.spi.ConnectionSource;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.spi.Purpose;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class PatienceTest {
    /** It would take an hour otherwise. */
    @Test
    @Timeout(60)
    void isShorterAtTheEndOfATransaction() {
        SQLException busy = new SQLException("busy");
        Patience patience = new Patience(
                new Busy(),
                Duration.ofHours(1),
                Duration.ofMillis(1),
                new MigrationListener() {},
                new Interruption(new Cancellation(), new RecordingSession()));
        SQLException last = assertThrows(
                SQLException.class,
                () -> patience.again(
                        new SQLException("first"),
                        () -> {
                            throw busy;
                        },
                        Optional::empty));
        assertSame(busy, last);
    }

    @Test
    @Timeout(60)
    void saysHowLongItWaitedAtTheEndOfATransaction() {
        SQLException busy = new SQLException("busy");
        Patience patience = new Patience(
                new Busy(),
                Duration.ofHours(1),
                Duration.ofMillis(1),
                new MigrationListener() {},
                new Interruption(new Cancellation(), new RecordingSession()));
        SQLException last = assertThrows(
                SQLException.class,
                () -> patience.again(
                        busy,
                        () -> {
                            throw busy;
                        },
                        Optional::empty));
        String given = String.valueOf(last.getSuppressed()[0].getMessage());
        assertTrue(given.contains("gave up after 1 ms"), given);
    }

    /** Always busy. */
    private static final class Busy implements Dialect {
        @Override
        public String id() {
            return "busy";
        }

        @Override
        public boolean matches(ConnectionConfig config) {
            return true;
        }

        @Override
        public boolean matches(Connection connection) {
            return true;
        }

        @Override
        public Connection connect(ConnectionConfig config, Purpose purpose) {
            throw new UnsupportedOperationException("nothing is connected");
        }

        @Override
        public DialectSession session(Connection connection, ConnectionSource others) {
            throw new UnsupportedOperationException("nothing is connected");
        }

        @Override
        public DatabaseError explain(SQLException failure, String statement) {
            return DatabaseError.of(DatabaseError.Kind.BUSY, "busy", "busy");
        }
    }
}
