package io.migri.dialect.sqlite.history;

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
 * @param numbered whether rows have numbers
 * @param last the highest of these; 0 if there is none
 */
record SqliteHistory(List<String> missing, List<AppliedMigration> applied, boolean numbered, long last) {
    static final String FILE_HASH = "file_hash";
    static final String CHECKSUM = "checksum";
    static final String DURATION_MS = "duration_ms";
    static final String APPLIED_BY = "applied_by";

    /** With the number of each row in front; a table without such numbers does not understand it. */
    static String selectAll(String table) {
        return "select _rowid_, * from " + new SqliteSpelling().table(table);
    }

    static String selectWithoutNumbers(String table) {
        return "select * from " + new SqliteSpelling().table(table);
    }

    /**
     * Reads the answer to {@link #selectAll} or {@link #selectWithoutNumbers}.
     *
     * @param numbered whether the first column is the number of the row
     * @throws MigriException where it is not a history
     */
    static SqliteHistory read(ResultSet rows, String table, boolean numbered) throws SQLException {
        Columns columns = Columns.of(rows.getMetaData(), numbered ? 2 : 1);
        int name = columns.index("name");
        int date = columns.index("date_applied");
        if (name == 0 || date == 0) {
            throw unusable(table, "the columns " + String.join(", ", columns.names()));
        }
        List<String> missing = missing(columns);
        Whole whole = Whole.of(columns);
        List<AppliedMigration> applied = new ArrayList<>();
        long last = 0;
        while (rows.next()) {
            String named = rows.getString(name);
            if (named == null) {
                throw unusable(table, "a row without a name");
            }
            Optional<Instant> appliedAt = SqliteTimestamps.parse(rows.getString(date));
            applied.add(
                    missing.isEmpty() ? whole.read(rows, named, appliedAt) : new AppliedMigration(named, appliedAt));
            last = numbered ? Math.max(last, rows.getLong(1)) : last;
        }
        return new SqliteHistory(missing, applied, numbered, last);
    }

    private static List<String> missing(Columns columns) {
        List<String> missing = new ArrayList<>();
        for (String name : List.of(FILE_HASH, CHECKSUM, DURATION_MS, APPLIED_BY)) {
            if (columns.index(name) == 0) {
                missing.add(name);
            }
        }
        return missing;
    }

    private static MigriException unusable(String table, String found) {
        return MigriException.of(
                        ErrorCode.HISTORY_UNUSABLE,
                        "the database has something by the name of " + table + " that is not Migri's history: found "
                                + found + ", expected a table with the columns id, date_applied, name")
                .help("rename it, if it belongs to another program, and run again")
                .build();
    }

    /** Where a row of a table that lacks none of the columns has what: looked up once, and not for each row. */
    private record Whole(int fileHash, int checksum, int durationMs, int appliedBy) {
        static Whole of(Columns columns) {
            return new Whole(
                    columns.index(FILE_HASH),
                    columns.index(CHECKSUM),
                    columns.index(DURATION_MS),
                    columns.index(APPLIED_BY));
        }

        AppliedMigration read(ResultSet row, String name, Optional<Instant> appliedAt) throws SQLException {
            String file = row.getString(fileHash);
            String tokens = row.getString(checksum);
            String by = row.getString(appliedBy);
            long milliseconds = row.getLong(durationMs);
            return new AppliedMigration(
                    name,
                    appliedAt,
                    file == null || tokens == null ? Optional.empty() : Optional.of(new Fingerprint(file, tokens)),
                    row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(milliseconds)),
                    Optional.ofNullable(by));
        }
    }

    /**
     * The names of the columns, which a setting of the connection can put the table's in front of.
     *
     * @param first the index of the first
     * @see <a href="https://www.sqlite.org/pragma.html#pragma_full_column_names">PRAGMA full_column_names</a>
     */
    private record Columns(int first, List<String> names) {
        static Columns of(ResultSetMetaData columns, int first) throws SQLException {
            List<String> names = new ArrayList<>();
            for (int i = first; i <= columns.getColumnCount(); i++) {
                String name = columns.getColumnName(i);
                names.add(name.substring(name.lastIndexOf('.') + 1));
            }
            return new Columns(first, names);
        }

        /** 0 if there is none of that name. */
        int index(String name) {
            for (int i = 0; i < names.size(); i++) {
                if (names.get(i).equalsIgnoreCase(name)) {
                    return first + i;
                }
            }
            return 0;
        }
    }
}
