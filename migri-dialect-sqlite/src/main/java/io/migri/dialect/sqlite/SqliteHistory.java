package io.migri.dialect.sqlite;

import io.migri.api.AppliedMigration;
import io.migri.api.ErrorCode;
import io.migri.api.Fingerprint;
import io.migri.api.MigriException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the history table held when it was read.
 *
 * @param missing those of the columns that the Python tool does not make which the table lacks
 * @param applied in the order of the rows, since ids may be null
 */
record SqliteHistory(List<String> missing, List<AppliedMigration> applied) {
    static final String FILE_HASH = "file_hash";
    static final String CHECKSUM = "checksum";
    static final String DURATION_MS = "duration_ms";
    static final String APPLIED_BY = "applied_by";

    /**
     * Reads the answer to {@link SqliteHistoryStatements#selectAll}.
     *
     * @throws MigriException where it is not a history
     */
    static SqliteHistory read(ResultSet rows, String table) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        int name = column(columns, "name");
        int date = column(columns, "date_applied");
        if (name == 0 || date == 0) {
            throw unusable(table, names(columns));
        }
        if (!columns.getTableName(name).equalsIgnoreCase(table)) {
            throw unusable(table, "a view");
        }
        List<String> missing = missing(columns);
        List<AppliedMigration> applied = new ArrayList<>();
        while (rows.next()) {
            String named = rows.getString(name);
            if (named == null) {
                throw unusable(table, "a row without a name");
            }
            Optional<Instant> appliedAt = SqliteTimestamps.parse(rows.getString(date));
            applied.add(missing.isEmpty() ? whole(rows, named, appliedAt) : new AppliedMigration(named, appliedAt));
        }
        return new SqliteHistory(missing, applied);
    }

    private static AppliedMigration whole(ResultSet row, String name, Optional<Instant> appliedAt) throws SQLException {
        String file = row.getString(FILE_HASH);
        String tokens = row.getString(CHECKSUM);
        long milliseconds = row.getLong(DURATION_MS);
        return new AppliedMigration(
                name,
                appliedAt,
                file == null || tokens == null ? Optional.empty() : Optional.of(new Fingerprint(file, tokens)),
                row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(milliseconds)),
                Optional.ofNullable(row.getString(APPLIED_BY)));
    }

    private static List<String> missing(ResultSetMetaData columns) throws SQLException {
        List<String> missing = new ArrayList<>();
        for (String name : List.of(FILE_HASH, CHECKSUM, DURATION_MS, APPLIED_BY)) {
            if (column(columns, name) == 0) {
                missing.add(name);
            }
        }
        return missing;
    }

    private static int column(ResultSetMetaData columns, String name) throws SQLException {
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            if (columns.getColumnName(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return 0;
    }

    private static String names(ResultSetMetaData columns) throws SQLException {
        StringBuilder names = new StringBuilder("the columns ");
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            names.append(i == 1 ? "" : ", ").append(columns.getColumnName(i));
        }
        return names.toString();
    }

    private static MigriException unusable(String table, String found) {
        return new MigriException(
                ErrorCode.HISTORY_UNUSABLE,
                "the database has something by the name of " + table + " that is not Migri's history: found " + found
                        + ", expected a table with the columns id, date_applied, name",
                "rename it, if it belongs to another program, and run again",
                null,
                null,
                null);
    }
}
