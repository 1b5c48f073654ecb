package io.migri.core.stage;

import io.migri.api.DatabaseError;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.spi.wire.StatementFailedException;
import java.sql.SQLException;
import java.util.List;

/**
 * The database as migrations meet it: the real one, or the copy of a dry run.
 *
 * @param restore statements that put the session back after each migration
 */
public record Database(Dialect dialect, DialectSession session, List<String> restore) {

    public Database {
        restore = List.copyOf(restore);
    }

    /** What the database said; {@code statement} is empty where it was about none. */
    public DatabaseError explain(SQLException failure, String statement) {
        return dialect.explain(StatementFailedException.unwrap(failure), statement);
    }
}
