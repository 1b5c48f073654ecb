package io.migri.dialect.mysql.history;

import io.migri.api.AppliedMigration;
import io.migri.api.ErrorCode;
import io.migri.api.Fingerprint;
import io.migri.api.MigriException;
import io.migri.spi.history.HistoryTable;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the history table held when it was read.
 *
 * @param readAt when that was, by the server's clock
 * @param wholeSeconds whether it keeps no more of a date, as a table of the Python tool, which would round what has more
 * @param missing those of the columns that the Python tool does not make which the table lacks
 * @param last the highest number of a row
 * @param applied in the order in which they were applied
 */
record MySqlHistory(
        Instant readAt, boolean wholeSeconds, List<String> missing, long last, List<AppliedMigration> applied) {
    static final String FILE_HASH = "file_hash";
    static final String CHECKSUM = "checksum";
    static final String DURATION_MS = "duration_ms";
    static final String APPLIED_BY = "applied_by";

    private static final String ID = "id";
    private static final String NAME = "name";
    private static final String DATE_APPLIED = "date_applied";
    private static final List<String> EXPECTED = List.of(ID, DATE_APPLIED, NAME);
    private static final int WHOLE_SECONDS = "2022-02-20 10:11:12".length();

    /**
     * Reads the answer to {@link MySqlHistoryReading#select}.
     *
     * @throws MigriException where the table lacks what a history has
     */
    static MySqlHistory read(ResultSet rows, HistoryTable table) throws SQLException {
        List<String> columns = names(rows.getMetaData());
        if (!columns.containsAll(EXPECTED)) {
            throw unusable(table, columns.subList(0, columns.size() - 1));
        }
        boolean wholeSeconds = rows.getMetaData().getPrecision(columns.indexOf(DATE_APPLIED) + 1) <= WHOLE_SECONDS;
        List<String> missing = new ArrayList<>(List.of(FILE_HASH, CHECKSUM, DURATION_MS, APPLIED_BY));
        missing.removeAll(columns);
        Instant readAt = Instant.EPOCH;
        long last = 0;
        List<AppliedMigration> applied = new ArrayList<>();
        while (rows.next()) {
            if (rows.isFirst()) {
                readAt = instant(rows.getString(columns.size())).orElse(readAt);
            }
            last = Math.max(last, rows.getLong(ID));
            String name = rows.getString(NAME);
            if (name != null) {
                applied.add(migration(rows, name, missing.isEmpty()));
            }
        }
        return new MySqlHistory(readAt, wholeSeconds, missing, last, applied);
    }

    static List<String> names(ResultSetMetaData rows) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= rows.getColumnCount(); i++) {
            names.add(rows.getColumnLabel(i).toLowerCase(Locale.ROOT));
        }
        return names;
    }

    static MigriException unusable(HistoryTable table, List<String> found) {
        return MigriException.of(
                        ErrorCode.HISTORY_UNUSABLE,
                        "The table " + table + " is not a history of Migri: it has the columns "
                                + String.join(", ", found) + ", and Migri needs " + String.join(", ", EXPECTED))
                .help("rename that table, if it belongs to another program, and run again")
                .build();
    }

    private static AppliedMigration migration(ResultSet row, String name, boolean whole) throws SQLException {
        Optional<Instant> appliedAt = instant(row.getString(DATE_APPLIED));
        if (!whole) {
            return new AppliedMigration(name, appliedAt);
        }
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

    private static Optional<Instant> instant(@Nullable String date) {
        try {
            return date == null
                    ? Optional.empty()
                    : Optional.of(LocalDateTime.parse(date.replace(' ', 'T')).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }
}
