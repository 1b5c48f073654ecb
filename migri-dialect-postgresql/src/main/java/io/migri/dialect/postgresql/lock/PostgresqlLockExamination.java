package io.migri.dialect.postgresql.lock;

import io.migri.api.MigriException;
import io.migri.api.text.Text;
import io.migri.dialect.postgresql.connection.PostgresqlServer;
import io.migri.spi.examination.Finding;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.lock.Locks;
import io.migri.spi.lock.MigrationLock;
import java.sql.SQLException;
import java.util.Optional;

/** Looks whether the lock that keeps two runs apart works here, by taking it for a moment. */
public final class PostgresqlLockExamination {
    private static final String AREA = "locks";

    /** The version that looks after clients that are gone. */
    private static final int LOOKS_AFTER_CLIENTS = 14;

    private PostgresqlLockExamination() {}

    public static Finding of(Locks locks, HistoryTable table, PostgresqlServer server) throws SQLException {
        try {
            Optional<MigrationLock> lock = locks.tryLock(table);
            if (lock.isPresent()) {
                lock.get().close();
            }
        } catch (MigriException refusal) {
            return Finding.problem(AREA, refusal.text(), refusal.help().orElse(Text.of("")));
        }
        return server.major() > 0 && server.major() < LOOKS_AFTER_CLIENTS
                ? Finding.warning(
                        AREA,
                        "the lock of a run whose machine is gone stays until its statement ends; PostgreSQL "
                                + LOOKS_AFTER_CLIENTS + " would notice",
                        "upgrade the server, or end the session there")
                : Finding.ok(AREA, "the lock that keeps two runs apart works");
    }
}
