package io.migri.dialect.postgresql.facade.codec;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * A message of the server by asyncpg's names for its
 * <a href="https://www.postgresql.org/docs/current/protocol-error-fields.html">fields</a>. All values are texts.
 */
public final class PostgresqlErrorFields {

    private PostgresqlErrorFields() {}

    /** What the facade needs to raise the right exception: fields, or {@code unsupported} with what and what instead. */
    public static Map<String, @Nullable Object> of(SQLException failure, @Nullable List<Object[]> events) {
        Map<String, @Nullable Object> explained = new LinkedHashMap<>();
        if (failure instanceof PostgresqlFacadeRefusal refusal) {
            explained.put("unsupported", new Object[] {refusal.what(), refusal.instead()});
            explained.put("message", refusal.getMessage());
        } else if (failure instanceof PostgresqlTooManyArguments) {
            explained.put("interface", failure.getMessage());
            explained.put("message", failure.getMessage());
        } else {
            explained.putAll(fields(failure));
        }
        if (events != null) {
            explained.put("events", events);
        }
        return explained;
    }

    public static Map<String, @Nullable Object> of(ServerErrorMessage message) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        put(fields, "severity", message.getSeverity());
        put(fields, "severity_en", message.getSeverity());
        put(fields, "sqlstate", message.getSQLState());
        put(fields, "message", message.getMessage());
        put(fields, "detail", message.getDetail());
        put(fields, "hint", message.getHint());
        put(fields, "position", number(message.getPosition()));
        put(fields, "internal_position", number(message.getInternalPosition()));
        put(fields, "internal_query", message.getInternalQuery());
        put(fields, "context", message.getWhere());
        put(fields, "schema_name", message.getSchema());
        put(fields, "table_name", message.getTable());
        put(fields, "column_name", message.getColumn());
        put(fields, "data_type_name", message.getDatatype());
        put(fields, "constraint_name", message.getConstraint());
        put(fields, "server_source_filename", message.getFile());
        put(fields, "server_source_line", number(message.getLine()));
        put(fields, "server_source_function", message.getRoutine());
        return fields;
    }

    private static Map<String, @Nullable Object> fields(SQLException failure) {
        ServerErrorMessage message = failure instanceof PSQLException e ? e.getServerErrorMessage() : null;
        if (message != null) {
            return of(message);
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        put(fields, "sqlstate", failure.getSQLState());
        put(fields, "message", failure.getMessage());
        if (failure instanceof PostgresqlOutdatedStatement) {
            put(fields, "severity", "ERROR");
            put(fields, "severity_en", "ERROR");
            put(fields, "server_source_function", "RevalidateCachedQuery");
        }
        return fields;
    }

    private static void put(Map<String, @Nullable Object> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    private static @Nullable String number(int value) {
        return value == 0 ? null : Integer.toString(value);
    }
}
