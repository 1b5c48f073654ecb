package io.migri.dialect.postgresql.wire;

import java.sql.SQLException;
import java.util.OptionalInt;

/** What the driver threw for one statement of a message, and where in that statement the server saw the trouble. */
final class PostgresqlFailure extends SQLException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    /**
     * A failure at {@code offset}.
     *
     * @param offset zero-based index in the statement's text; negative where the server names none
     */
    PostgresqlFailure(SQLException failure, int offset) {
        super(failure.getMessage(), failure.getSQLState(), failure);
        this.offset = offset;
    }

    /** What the driver threw. */
    SQLException failure() {
        return getCause() instanceof SQLException failure ? failure : this;
    }

    OptionalInt offset() {
        return offset < 0 ? OptionalInt.empty() : OptionalInt.of(offset);
    }
}
