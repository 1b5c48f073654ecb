package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.api.LockHolder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How the holder of a lock is told. */
class LockHolderTest {

    @Test
    void tellsAllThatIsKnownInOneLine() {
        LockHolder holder = LockHolder.builder("server process", 7)
                .user("app")
                .host("10.0.0.1")
                .application("shop")
                .connectedAt(Instant.parse("2026-01-01T10:11:12Z"))
                .state("ACTIVE")
                .stateFor(Duration.ofSeconds(12))
                .statement("UPDATE t\n  SET a = 1", sql -> sql)
                .build();
        assertEquals(
                "server process 7, user app, application shop, from 10.0.0.1, there since 2026-01-01T10:11:12Z,"
                        + " active for 12 s: UPDATE t SET a = 1",
                holder.describe());
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        LockHolder holder = LockHolder.builder("connection", 7)
                .user(null)
                .host("")
                .stateFor(Duration.ofSeconds(-1))
                .build();
        assertEquals("connection 7", holder.describe());
        assertEquals("a process", LockHolder.builder("a process", 0).build().describe());
    }

    @Test
    void doesNotCallARunIdleThatIsAboutToSendItsNextStatement() {
        for (String state : List.of("idle", "Sleep")) {
            assertEquals(
                    "connection 7, between two statements for 3 s",
                    LockHolder.builder("connection", 7)
                            .state(state)
                            .stateFor(Duration.ofSeconds(3))
                            .build()
                            .describe());
        }
    }

    /** How texts are recognised is the business of the database's lexer. */
    @Test
    void showsAStatementWithoutItsTexts() {
        assertEquals(
                Optional.of("CREATE USER a PASSWORD ? SUPERUSER"),
                LockHolder.builder("a", 1)
                        .statement(" CREATE USER a\n PASSWORD\t'x' SUPERUSER ", sql -> sql.replace("'x'", "?"))
                        .build()
                        .statement());
    }

    @Test
    void cutsLongStatements() {
        String told = LockHolder.builder("a", 1)
                .statement("x".repeat(300), sql -> sql)
                .build()
                .statement()
                .orElseThrow();
        assertEquals("x".repeat(100) + "…", told);
    }
}
