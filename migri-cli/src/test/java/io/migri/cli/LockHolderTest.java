package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.api.LockHolder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                .statement("UPDATE t\n  SET a = 1", "'")
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

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "CREATE USER a PASSWORD 'secret' SUPERUSER,CREATE USER a PASSWORD '…' SUPERUSER",
                "SET a = 'it''s',SET a = '…''…'",
                "SET a = 'x\\'secret' x,SET a = '…' x",
                "SET a = 'sec,SET a = '…",
                "SET a = \"b\" WHERE 'c',SET a = \"b\" WHERE '…'",
                "DO $x$ secret $x$,DO …"
            })
    void keepsTheTextsOfAStatementBack(String sql, String told) {
        assertEquals(
                Optional.of(told),
                LockHolder.builder("a", 1).statement(sql, "'").build().statement());
    }

    @Test
    void cutsLongStatements() {
        String told = LockHolder.builder("a", 1)
                .statement("x".repeat(300), "'")
                .build()
                .statement()
                .orElseThrow();
        assertEquals("x".repeat(100) + "…", told);
    }
}
