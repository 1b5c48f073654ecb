package io.migri.dialect.postgresql;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Field;
import org.postgresql.core.Query;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandler;
import org.postgresql.core.Tuple;
import org.postgresql.util.PSQLException;

/** Counts the statements that were completed before one failed, and drops rows and notices. Used for one message. */
final class PostgresqlAnswer implements ResultHandler {
    private @Nullable SQLException failure;
    private int completed;

    /** How many statements the server said it had completed. */
    int completed() {
        return completed;
    }

    @Override
    public void handleResultRows(Query query, Field[] fields, List<Tuple> rows, @Nullable ResultCursor cursor) {
        completed++;
    }

    @Override
    public void handleCommandStatus(String status, long updateCount, long insertedOid) {
        completed++;
    }

    @Override
    public void handleWarning(SQLWarning warning) {
        // a notice changes nothing, and this is no place to print one
    }

    @Override
    public void handleError(SQLException error) {
        if (failure == null && !isRowsOfCopy(error)) {
            failure = error;
        }
    }

    @Override
    public void handleCompletion() {
        // the failure is asked for
    }

    @Override
    public void secureProgress() {
        // nothing is kept
    }

    @Override
    public @Nullable SQLException getException() {
        return failure;
    }

    /** The driver complains of rows that {@code COPY … TO stdout} returns, and drops them, while the server carries on. */
    private static boolean isRowsOfCopy(SQLException error) {
        return error instanceof PSQLException complaint
                && complaint.getServerErrorMessage() == null
                && "0A000".equals(complaint.getSQLState());
    }
}
