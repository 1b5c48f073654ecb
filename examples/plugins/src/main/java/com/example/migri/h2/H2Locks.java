package com.example.migri.h2;

import io.migri.api.ErrorCode;
import io.migri.api.LockHolder;
import io.migri.api.MigriException;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.lock.LockTimeout;
import io.migri.spi.lock.Locks;
import io.migri.spi.lock.MigrationLock;
import io.migri.spi.support.table.TableLocks;
import io.migri.spi.support.table.TableLocks.Sessions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** H2 has no locks that a session holds, but shows administrators which sessions there are. */
record H2Locks(H2Tables tables) implements Locks {
    /** Numbers of sessions begin anew with each start, so their beginning is part of the name. */
    private static final String SESSIONS =
            "SELECT SESSION_ID || ' since ' || SESSION_START FROM INFORMATION_SCHEMA.SESSIONS";

    @Override
    public Optional<MigrationLock> tryLock(HistoryTable history) throws SQLException {
        if (tables.text("SELECT 1 FROM INFORMATION_SCHEMA.USERS WHERE USER_NAME = CURRENT_USER AND IS_ADMIN")
                .isEmpty()) {
            throw MigriException.of(
                            ErrorCode.CONFIGURATION_INVALID,
                            "H2 shows other sessions to administrators alone, so two runs at once would not be kept apart")
                    .help("run as a user who is ADMIN; nothing was changed")
                    .build();
        }
        return locks().tryLock(history);
    }

    @Override
    public Optional<LockHolder> holder(HistoryTable history) throws SQLException {
        return locks().holder(history);
    }

    private TableLocks locks() {
        return new TableLocks(
                tables, new Sessions(SESSIONS + " WHERE SESSION_ID = SESSION_ID()", SESSIONS, this::describe));
    }

    private LockHolder describe(String name) throws SQLException {
        String session = name.substring(0, name.indexOf(' '));
        String user = "SELECT USER_NAME FROM INFORMATION_SCHEMA.SESSIONS WHERE SESSION_ID = " + session;
        return LockHolder.builder("session", Long.parseLong(session))
                .user(tables.text(user).orElse(null))
                .build();
    }

    @Override
    public LockTimeout timeout(Duration limit) {
        return new LockTimeout(List.of("SET LOCK_TIMEOUT " + Math.max(1, limit.toMillis())), List.of());
    }

    @Override
    public Optional<Duration> ownTimeout() throws SQLException {
        return tables.text("SELECT LOCK_TIMEOUT()").map(Long::parseLong).map(Duration::ofMillis);
    }
}
