package io.migri.core.run;

import io.migri.api.DatabaseError;
import io.migri.spi.Dialect;
import io.migri.spi.StatementFailedException;
import java.sql.SQLException;

/** Whether a failure means that somebody else holds a lock of the database. */
final class Busy {

    private Busy() {}

    static boolean is(Dialect dialect, SQLException failure) {
        return dialect.explain(StatementFailedException.unwrap(failure), "").kind() == DatabaseError.Kind.BUSY;
    }
}
