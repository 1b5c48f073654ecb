package io.migri.core.record;

import io.migri.api.AppliedMigration;
import io.migri.api.DatabaseError;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.spi.Dialect;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.StoredScript;
import io.migri.spi.wire.StatementFailedException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The applied log, whose failures say what could not be done with it. */
record ExplainedLog(AppliedLog log, HistoryTable table, Dialect dialect) implements ForwardingAppliedLog {

    @Override
    public Optional<List<AppliedMigration>> read() throws SQLException {
        try {
            return log.read();
        } catch (SQLException e) {
            throw explained("read", e);
        }
    }

    @Override
    public void prepare() throws SQLException {
        try {
            log.prepare();
        } catch (SQLException e) {
            throw explained("created", e);
        }
    }

    @Override
    public Optional<StoredScript> script(String migration) throws SQLException {
        try {
            return log.script(migration);
        } catch (SQLException e) {
            throw explained("read", e);
        }
    }

    /** What does not lie with the table stays as it is: the caller waits, or speaks of the connection. */
    private SQLException explained(String deed, SQLException failure) {
        DatabaseError error = dialect.explain(StatementFailedException.unwrap(failure), "");
        return switch (error.kind()) {
            case BUSY, CANCELLED, CONNECTION_LOST, SESSION_ENDED, UNREACHABLE -> failure;
            default ->
                throw MigriException.of(
                                ErrorCode.HISTORY_UNUSABLE,
                                "the history table " + table + " cannot be " + deed + ": " + error.message())
                        .saying(error)
                        .because(failure)
                        .build();
        };
    }
}
