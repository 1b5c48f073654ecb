package io.migri.dialect.postgresql.facade;

import io.migri.dialect.postgresql.facade.codec.PostgresqlFacadeRefusal;
import io.migri.dialect.postgresql.wire.PostgresqlErrors;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Field;
import org.postgresql.core.Query;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandler;
import org.postgresql.core.Tuple;

/** What the server answers to one request: rows, the last command's tag, or the first failure. Used for one request. */
final class PostgresqlFacadeAnswer implements ResultHandler {
    private static final Field[] NO_FIELDS = {};
    /** What the driver says of a text without a statement. */
    private static final String EMPTY = "EMPTY";

    private final PostgresqlFacadeEvents events;
    private final boolean keepsRows;
    private Field[] fields = NO_FIELDS;
    private List<Tuple> rows = List.of();
    private @Nullable String tag;
    private @Nullable ResultCursor cursor;
    private @Nullable SQLException failure;

    /**
     * An answer to come.
     *
     * @param keepsRows false where nobody asks for the rows
     */
    PostgresqlFacadeAnswer(PostgresqlFacadeEvents events, boolean keepsRows) {
        this.events = events;
        this.keepsRows = keepsRows;
    }

    PostgresqlFacadeAnswer orThrow() throws SQLException {
        if (failure != null) {
            throw failure;
        }
        return this;
    }

    Field[] fields() {
        return fields;
    }

    List<Tuple> rows() {
        return rows;
    }

    /** Such as {@code INSERT 0 1}; null where the last command was not finished, because of a limit or a failure. */
    @Nullable
    String tag() {
        return tag;
    }

    /** Where the rest of the rows is; null where there are no more. */
    @Nullable
    ResultCursor cursor() {
        return cursor;
    }

    @Override
    public void handleResultRows(
            Query query, Field @Nullable [] columns, List<Tuple> tuples, @Nullable ResultCursor rest) {
        cursor = rest;
        tag = null;
        fields = columns == null ? NO_FIELDS : columns;
        if (!keepsRows) {
            return;
        }
        if (rows.isEmpty()) {
            rows = tuples;
        } else {
            rows = new ArrayList<>(rows);
            rows.addAll(tuples);
        }
    }

    @Override
    public void handleCommandStatus(String status, long updateCount, long insertedOid) {
        tag = status.equals(EMPTY) ? "" : status;
    }

    @Override
    public void handleWarning(SQLWarning warning) {
        events.notice(warning);
    }

    @Override
    public void handleError(SQLException error) {
        if (failure == null) {
            failure = PostgresqlErrors.isRowsOfCopy(error)
                    ? new PostgresqlFacadeRefusal(
                            "COPY through execute()",
                            "write copy_from_table, copy_from_query, copy_to_table or copy_records_to_table instead")
                    : error;
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
