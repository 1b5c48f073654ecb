package io.migri.dialect.postgresql;

import io.migri.api.AppliedMigration;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the history table held when it was read.
 *
 * @param schema in which it is
 * @param applied in the order in which they were applied
 */
record PostgresqlHistory(String schema, List<AppliedMigration> applied) {

    /**
     * Reads the answer to {@link PostgresqlAppliedLog#query}.
     *
     * @throws MigriException where the table lacks what a history has
     */
    static PostgresqlHistory read(ResultSet rows, String table) throws SQLException {
        List<String> columns = columns(rows.getMetaData());
        int name = columns.indexOf("name") + 1;
        int date = columns.indexOf("date_applied") + 1;
        int id = columns.indexOf("id") + 1;
        if (name == 0 || date == 0) {
            throw unusable(table, columns);
        }
        String schema = "";
        List<Row> found = new ArrayList<>();
        while (rows.next()) {
            schema = rows.getString(1);
            String applied = rows.getString(name);
            if (applied != null) {
                found.add(new Row(id == 0 ? 0 : rows.getLong(id), new AppliedMigration(applied, date(rows, date))));
            }
        }
        return new PostgresqlHistory(schema, inOrder(found));
    }

    private static List<AppliedMigration> inOrder(List<Row> rows) {
        Collections.sort(rows);
        List<AppliedMigration> applied = new ArrayList<>(rows.size());
        for (Row row : rows) {
            applied.add(row.migration);
        }
        return applied;
    }

    /** The first, which is the schema, under a name that no column has. */
    private static List<String> columns(ResultSetMetaData metaData) throws SQLException {
        List<String> names = new ArrayList<>(List.of(""));
        for (int i = 2; i <= metaData.getColumnCount(); i++) {
            names.add(metaData.getColumnLabel(i).toLowerCase(Locale.ROOT));
        }
        return names;
    }

    private static Optional<Instant> date(ResultSet row, int column) throws SQLException {
        try {
            OffsetDateTime date = row.getObject(column, OffsetDateTime.class);
            return date == null ? Optional.empty() : Optional.of(date.toInstant());
        } catch (SQLException notADate) {
            return Optional.empty();
        }
    }

    private static MigriException unusable(String table, List<String> columns) {
        return new MigriException(
                ErrorCode.HISTORY_UNUSABLE,
                "the table " + table + " is not a history of migrations: it has the columns "
                        + String.join(", ", columns.subList(1, columns.size()))
                        + ", and id, date_applied and name were expected",
                "rename that table, or choose another schema",
                null,
                null,
                null);
    }

    /** A row and what orders it. */
    private record Row(long id, AppliedMigration migration) implements Comparable<Row> {
        @Override
        public int compareTo(Row other) {
            return Long.compare(id, other.id);
        }
    }
}
