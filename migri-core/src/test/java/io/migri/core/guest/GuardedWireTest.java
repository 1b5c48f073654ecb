package io.migri.core.guest;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migri.spi.wire.StatementFailedException;
import io.migri.spi.wire.TransactionSyntax;
import io.migri.spi.wire.Wire;
import java.io.Reader;
import java.io.StringReader;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Failures of the database that a guest's wire tells of are no misbehaviour. */
class GuardedWireTest {
    private final StatementFailedException failure = new StatementFailedException(0, new SQLException("refused"));
    private final Wire wire = Guests.guarded(Wire.class, new Refusing(), "a guest");

    @Test
    void aStatementWithDataMayFailAsOthersDo() {
        assertSame(
                failure,
                assertThrows(SQLException.class, () -> wire.load("COPY a FROM stdin", new StringReader("1\n"))));
    }

    @Test
    void aQuestionAfterAFailureMayFailAsStatementsDo() {
        assertSame(failure, assertThrows(SQLException.class, wire::transactionSurvived));
    }

    /** Has one exception for all. */
    private final class Refusing implements Wire {
        @Override
        public TransactionSyntax syntax() {
            throw new AssertionError();
        }

        @Override
        public void execute(List<String> statements) throws StatementFailedException {
            throw failure;
        }

        @Override
        public void load(String statement, Reader data) throws SQLException {
            throw failure;
        }

        @Override
        public boolean transactionSurvived() throws SQLException {
            throw failure;
        }
    }
}
