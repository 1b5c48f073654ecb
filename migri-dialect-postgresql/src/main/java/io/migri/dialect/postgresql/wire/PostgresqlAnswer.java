package io.migri.dialect.postgresql.wire;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Field;
import org.postgresql.core.Query;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandler;
import org.postgresql.core.Tuple;

/** Counts the statements that were completed before one failed, and drops rows and notices. Used for one message. */
final class PostgresqlAnswer implements ResultHandler {
    private static final Set<String> CHANGES = Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "COPY");

    private @Nullable SQLException failure;
    private int completed;
    private OptionalLong changed = OptionalLong.empty();

    /** How many statements the server said it had completed. */
    int completed() {
        return completed;
    }

    /** How many rows the last statement of a sort that changes rows did change. */
    OptionalLong changed() {
        return changed;
    }

    private static String firstWord(String status) {
        int end = status.indexOf(' ');
        return end < 0 ? status : status.substring(0, end);
    }

    @Override
    public void handleResultRows(Query query, Field[] fields, List<Tuple> rows, @Nullable ResultCursor cursor) {
        completed++;
    }

    @Override
    public void handleCommandStatus(String status, long updateCount, long insertedOid) {
        completed++;
        if (CHANGES.contains(firstWord(status))) {
            changed = OptionalLong.of(updateCount);
        }
    }

    @Override
    public void handleWarning(SQLWarning warning) {
        // a notice changes nothing, and this is no place to print one
    }

    @Override
    public void handleError(SQLException error) {
        if (failure == null && !PostgresqlErrors.isRowsOfCopy(error)) {
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
}
