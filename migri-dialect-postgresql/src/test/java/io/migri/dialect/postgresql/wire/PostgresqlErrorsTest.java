package io.migri.dialect.postgresql.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

final class PostgresqlErrorsTest {
    @Test
    void aPlaceIsOneOfTheStatement() {
        assertEquals(
                OptionalInt.of(14),
                PostgresqlErrors.explain(missing(), "SELECT * FROM x").offset());
    }

    @Test
    void whereThereIsNoStatementThereIsNoPlace() {
        assertEquals(
                OptionalInt.empty(), PostgresqlErrors.explain(missing(), "").offset());
    }

    private static SQLException missing() {
        return new PSQLException(new ServerErrorMessage("SERROR\0C42P01\0Mrelation \"x\" does not exist\0P15\0\0"));
    }
}
