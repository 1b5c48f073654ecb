package io.migri.spi.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class StatementFailedExceptionTest {
    private final SQLException cause = new SQLException("no", "42000", 7);

    @Test
    void itSaysWhatItsCauseSaysAndWhatWasExecuted() {
        StatementFailedException failure = new StatementFailedException(2, 1, cause);
        assertEquals("no", failure.getMessage());
        assertEquals("42000", failure.getSQLState());
        assertEquals(7, failure.getErrorCode());
        assertEquals(2, failure.index());
        assertEquals(1, failure.completed());
        assertSame(cause, failure.failure());
        assertSame(cause, StatementFailedException.unwrap(failure));
        assertSame(cause, StatementFailedException.unwrap(cause));
    }

    @Test
    void allBeforeItWasExecutedIfNothingElseIsSaid() {
        assertEquals(2, new StatementFailedException(2, cause).completed());
    }

    @Test
    void noneBehindItWasExecuted() {
        assertThrows(IllegalArgumentException.class, () -> new StatementFailedException(1, 2, cause));
    }
}
