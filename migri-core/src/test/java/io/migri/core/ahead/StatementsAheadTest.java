package io.migri.core.ahead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.TransactionEffect;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatementsAheadTest {
    private final Meanwhile meanwhile = new Meanwhile();

    @Test
    void givesAllStatementsInOrderHoweverFarItIsAhead() throws IOException {
        for (int ahead = 0; ahead < 4; ahead++) {
            Script script = new Script(5);
            StatementsAhead statements = new StatementsAhead(script, meanwhile);
            List<Integer> ordinals = new ArrayList<>();
            for (SqlStatement next = statements.next(); next != null; next = statements.next()) {
                ordinals.add(next.ordinal());
                take(statements, ahead);
            }
            assertEquals(List.of(0, 1, 2, 3, 4), ordinals);
            assertNull(statements.next());
            assertFalse(statements.wanted());
        }
    }

    @Test
    void aFailureIsToldOnceItsTurnComes() throws IOException {
        for (Throwable failure : List.of(
                new IOException("changed"), new IllegalStateException("wrong"), new OutOfMemoryError("too large"))) {
            Script script = new Script(3);
            script.failure = failure;
            StatementsAhead statements = new StatementsAhead(script, meanwhile);
            take(statements, 10);

            for (int ordinal = 0; ordinal < 3; ordinal++) {
                SqlStatement next = statements.next();
                assertEquals(ordinal, next == null ? -1 : next.ordinal());
            }
            assertSame(failure, assertThrows(Throwable.class, statements::next));
            assertSame(failure, assertThrows(Throwable.class, statements::next));
        }
    }

    @Test
    void takesNothingBehindAStatementWhoseDataAreInTheScript() throws IOException {
        Script script = new Script(4);
        script.withData = 1;
        StatementsAhead statements = new StatementsAhead(script, meanwhile);

        take(statements, 10);
        assertEquals(2, script.given);
        statements.next();
        statements.next();
        take(statements, 10);
        assertEquals(2, script.given);

        statements.next();
        take(statements, 10);
        assertEquals(4, script.given);
    }

    @Test
    void takesNoMoreThanAMessageHolds() throws IOException {
        Script many = new Script(10_000);
        StatementsAhead statements = new StatementsAhead(many, meanwhile);
        take(statements, 10_000);
        assertEquals(1_000, many.given);

        Script large = new Script(100);
        large.text = "x".repeat(10_000);
        StatementsAhead few = new StatementsAhead(large, meanwhile);
        take(few, 100);
        assertEquals(7, large.given);
        few.next();
        take(few, 100);
        assertEquals(8, large.given);
    }

    @Test
    void closingItEndsTheWorkAndTheReader() throws Exception {
        Script script = new Script(2);
        new StatementsAhead(script, meanwhile).close();

        meanwhile.during(() -> {});

        assertTrue(script.closed);
        assertEquals(0, script.given);
    }

    private static void take(StatementsAhead statements, int most) {
        for (int taken = 0; taken < most && statements.wanted(); taken++) {
            statements.step();
        }
    }

    private static final class Script implements StatementReader {
        private final int count;
        private String text = "a";
        private int withData = -1;
        private int given;
        private boolean closed;
        private @Nullable Throwable failure;

        Script(int count) {
            this.count = count;
        }

        @Override
        public @Nullable SqlStatement next() throws IOException {
            if (given < count) {
                return new SqlStatement(
                        given, text, 1, 1, TransactionEffect.NONE, given++ == withData ? new StringReader("1") : null);
            }
            if (failure instanceof IOException e) {
                throw e;
            }
            if (failure instanceof RuntimeException e) {
                throw e;
            }
            if (failure instanceof Error e) {
                throw e;
            }
            return null;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
