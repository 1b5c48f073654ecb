package io.migri.dialect.postgresql;

import io.migri.api.AppliedMigration;
import io.migri.spi.AppliedLog;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table in the migrated database, found wherever the search path leads. These are the statements of every run; what is needed once
 * is with {@link PostgresqlHistoryTable}, which loads jOOQ.
 */
final class PostgresqlAppliedLog implements AppliedLog {
    private final Connection connection;
    private final String table;
    private @Nullable String schema;

    PostgresqlAppliedLog(Connection connection, String table) {
        this.connection = connection;
        this.table = table;
    }

    @Override
    public Optional<List<AppliedMigration>> read() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query(table))) {
            PostgresqlHistory history = PostgresqlHistory.read(rows, table);
            schema = history.schema();
            return Optional.of(history.applied());
        } catch (SQLException e) {
            if (PostgresqlErrors.UNDEFINED_TABLE.equals(e.getSQLState())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void prepare() throws SQLException {
        schema = PostgresqlHistoryTable.prepare(connection, table);
    }

    @Override
    public List<String> append(AppliedMigration migration) {
        String known = schema;
        if (known == null) {
            throw new IllegalStateException("append() before read() or prepare()");
        }
        return List.of(insert(known, table, migration));
    }

    /** Rows along with the schema in which the table was found; also one row, of nothing else, where it is empty. */
    static String query(String table) {
        String name = PostgresqlText.identifier(table);
        return "select \"pg_namespace\".\"nspname\", " + name + ".* from \"pg_catalog\".\"pg_class\""
                + " join \"pg_catalog\".\"pg_namespace\" on \"pg_namespace\".\"oid\" = \"pg_class\".\"relnamespace\""
                + " left outer join " + name + " on true where \"pg_class\".\"oid\" = cast("
                + PostgresqlText.literal(name) + " as regclass)";
    }

    static String insert(String schema, String table, AppliedMigration migration) {
        Instant appliedAt = migration.appliedAt().orElseGet(Instant::now);
        return "insert into " + PostgresqlText.identifier(schema) + '.' + PostgresqlText.identifier(table)
                + " (\"date_applied\", \"name\") values (timestamp with time zone '" + text(appliedAt) + "', "
                + PostgresqlText.literal(migration.name()) + ")";
    }

    /** Such as {@code 2022-02-20 10:11:12.131415+00:00}; the fraction has no more digits than it needs. */
    private static String text(Instant instant) {
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
        StringBuilder text = new StringBuilder().append(time.toLocalDate()).append(' ');
        text.append(time.toLocalTime());
        if (time.getNano() > 0) {
            while (text.charAt(text.length() - 1) == '0') {
                text.setLength(text.length() - 1);
            }
        } else if (time.getSecond() == 0) {
            text.append(":00");
        }
        return text.append("+00:00").toString();
    }
}
