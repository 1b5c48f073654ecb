package io.migri.spi.support.table;

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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a history that is a table held when it was read; the database's clock is in the column in front. */
record HistoryRows(Optional<Instant> readAt, List<String> missing, long last, List<AppliedMigration> applied) {
    static final List<String> PLAIN = List.of("id", "date_applied", "name");
    static final List<String> ADDED = List.of("file_hash", "checksum", "duration_ms", "applied_by");

    /** @throws MigriException with code {@code HISTORY_UNUSABLE} where it is another table */
    static HistoryRows of(ResultSet rows, String table, OwnTables tables) throws SQLException {
        List<String> columns = columns(rows.getMetaData());
        if (!columns.containsAll(PLAIN)) {
            throw unusable(table, columns.subList(1, columns.size()));
        }
        List<String> missing =
                ADDED.stream().filter(added -> !columns.contains(added)).toList();
        Optional<Instant> readAt = Optional.empty();
        List<Row> found = new ArrayList<>();
        while (rows.next()) {
            readAt = tables.time(rows, 1);
            Optional<String> name = Optional.ofNullable(rows.getString(at("name", columns)));
            if (name.isPresent()) {
                found.add(row(rows, columns, name.get(), tables));
            }
        }
        found.sort(Comparator.comparingLong(Row::id));
        long last = found.isEmpty() ? 0 : found.get(found.size() - 1).id;
        return new HistoryRows(
                readAt, missing, last, found.stream().map(Row::migration).toList());
    }

    private static Row row(ResultSet row, List<String> columns, String name, OwnTables tables) throws SQLException {
        Optional<Instant> appliedAt = tables.time(row, at("date_applied", columns));
        long id = row.getLong(at("id", columns));
        if (!columns.containsAll(ADDED)) {
            return new Row(id, new AppliedMigration(name, appliedAt));
        }
        String file = row.getString(at("file_hash", columns));
        String tokens = row.getString(at("checksum", columns));
        String by = row.getString(at("applied_by", columns));
        long milliseconds = row.getLong(at("duration_ms", columns));
        Optional<Duration> took = row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(milliseconds));
        return new Row(
                id,
                new AppliedMigration(
                        name,
                        appliedAt,
                        file == null || tokens == null ? Optional.empty() : Optional.of(new Fingerprint(file, tokens)),
                        took,
                        Optional.ofNullable(by)));
    }

    private static MigriException unusable(String table, List<String> found) {
        return MigriException.of(
                        ErrorCode.HISTORY_UNUSABLE,
                        "the table " + table + " is not a history of Migri: it has the columns "
                                + String.join(", ", found) + ", and Migri needs " + String.join(", ", PLAIN))
                .help("rename that table, if it belongs to another program, and run again")
                .build();
    }

    private static List<String> columns(ResultSetMetaData about) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= about.getColumnCount(); i++) {
            columns.add(about.getColumnLabel(i).toLowerCase(Locale.ROOT));
        }
        return columns;
    }

    /** The column in front has no name of the table's. */
    private static int at(String column, List<String> columns) {
        return 1 + columns.lastIndexOf(column);
    }

    /** One of the table's. */
    private record Row(long id, AppliedMigration migration) {}
}
