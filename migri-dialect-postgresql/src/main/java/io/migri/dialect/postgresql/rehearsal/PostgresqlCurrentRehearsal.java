package io.migri.dialect.postgresql.rehearsal;

import io.migri.spi.DialectSession;
import io.migri.spi.rehearsal.Rehearsal;
import io.migri.spi.rehearsal.RehearsalRequest;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rehearsal of a session, if there is one. */
public final class PostgresqlCurrentRehearsal {
    private @Nullable PostgresqlRehearsal rehearsal;

    public Rehearsal<DialectSession> begin(DialectSession session, RehearsalRequest request) throws SQLException {
        PostgresqlRehearsal begun = PostgresqlRehearsal.begin(session, request);
        rehearsal = begun;
        return begun;
    }

    public boolean underway() {
        return rehearsal != null && rehearsal.isOpen();
    }

    /** What a rollback of it does not undo; null where there was none. */
    @Nullable
    public PostgresqlSequences sequences() {
        return rehearsal == null ? null : rehearsal.sequences();
    }

    public Optional<String> beyondRollback(String statement) {
        return rehearsal == null ? Optional.empty() : rehearsal.beyondRollback(statement);
    }
}
