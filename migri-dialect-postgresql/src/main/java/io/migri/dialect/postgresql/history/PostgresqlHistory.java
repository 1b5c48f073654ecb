package io.migri.dialect.postgresql.history;

import io.migri.api.AppliedMigration;
import io.migri.api.ErrorCode;
import io.migri.api.Fingerprint;
import io.migri.api.MigriException;
import io.migri.spi.history.HistoryTable;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the history table held when it was read.
 *
 * @param schema in which it is
 * @param readAt when that was, by the server's clock
 * @param complete whether it has the columns that the Python tool does not make
 * @param last the highest number of a row; null where rows have none
 * @param watched whether code of somebody's is attached to it, so that a row that is inserted has to be looked for
 * @param sources whether this user may keep files in the table beside it
 * @param room for so many letters of a name
 * @param applied in the order in which they were applied
 */
record PostgresqlHistory(
        String schema,
        Instant readAt,
        boolean complete,
        @Nullable Long last,
        boolean watched,
        boolean sources,
        int room,
        List<AppliedMigration> applied) {

    /**
     * Reads the answer to {@link PostgresqlHistoryReading#query}.
     *
     * @param about the row of the first query
     * @throws MigriException where the table lacks what a history has
     */
    static PostgresqlHistory read(About about, ResultSet rows, HistoryTable table) throws SQLException {
        Columns columns = Columns.of(rows.getMetaData());
        if (columns.name == 0 || columns.date == 0) {
            throw unusable(table, columns.names);
        }
        List<Row> found = new ArrayList<>();
        while (rows.next()) {
            String applied = rows.getString(columns.name);
            if (applied != null) {
                found.add(new Row(columns.id == 0 ? 0 : rows.getLong(columns.id), columns.entry(rows, applied)));
            }
        }
        Collections.sort(found);
        return new PostgresqlHistory(
                about.schema,
                about.readAt,
                columns.complete(),
                numbered(rows, columns.id) ? last(found) : null,
                about.watched,
                about.sources,
                room(rows.getMetaData(), columns.name),
                inOrder(found));
    }

    /** One that is going to be made in a schema that is not there yet. */
    static PostgresqlHistory toCome(String schema) {
        return new PostgresqlHistory(schema, Instant.EPOCH, true, null, false, true, Integer.MAX_VALUE, List.of());
    }

    /** Whether it was not there when it was last looked for. */
    boolean isToCome() {
        return readAt.equals(Instant.EPOCH);
    }

    /** The same, once the rows up to that one are known to be of this run. */
    PostgresqlHistory upTo(long newest) {
        return new PostgresqlHistory(schema, readAt, complete, newest, watched, sources, room, applied);
    }

    /** Whether its rows have a number. */
    boolean numbered() {
        return last != null;
    }

    private static int room(ResultSetMetaData columns, int name) throws SQLException {
        int precision = columns.getPrecision(name);
        return precision > 0 ? precision : Integer.MAX_VALUE;
    }

    private static Long last(List<Row> sorted) {
        return sorted.isEmpty() ? 0L : sorted.get(sorted.size() - 1).id;
    }

    private static boolean numbered(ResultSet rows, int id) throws SQLException {
        return id > 0 && rows.getMetaData().getColumnType(id) == Types.INTEGER;
    }

    private static List<AppliedMigration> inOrder(List<Row> rows) {
        List<AppliedMigration> applied = new ArrayList<>(rows.size());
        for (Row row : rows) {
            applied.add(row.migration);
        }
        return applied;
    }

    private static MigriException unusable(HistoryTable table, List<String> columns) {
        return MigriException.of(
                        ErrorCode.HISTORY_UNUSABLE,
                        "the table " + table + " is not a history of migrations: it has the columns "
                                + String.join(", ", columns)
                                + ", and id, date_applied and name were expected")
                .help("rename that table, or choose another schema")
                .build();
    }

    /** What the first query tells. */
    record About(String schema, Instant readAt, boolean watched, boolean sources) {
        static About of(ResultSet answer) throws SQLException {
            answer.next();
            return new About(
                    Optional.ofNullable(answer.getString(2)).orElse(""),
                    answer.getObject(3, OffsetDateTime.class).toInstant(),
                    answer.getBoolean(4),
                    answer.getBoolean(5));
        }
    }

    /** Where each column is; 0 is one that the table lacks. */
    private record Columns(
            List<String> names, int id, int date, int name, int fileHash, int checksum, int duration, int user) {

        static Columns of(ResultSetMetaData metaData) throws SQLException {
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= metaData.getColumnCount(); i++) {
                names.add(metaData.getColumnLabel(i).toLowerCase(Locale.ROOT));
            }
            return new Columns(
                    names,
                    names.indexOf("id") + 1,
                    names.indexOf("date_applied") + 1,
                    names.indexOf("name") + 1,
                    names.indexOf("file_hash") + 1,
                    names.indexOf("checksum") + 1,
                    names.indexOf("duration_ms") + 1,
                    names.indexOf("applied_by") + 1);
        }

        boolean complete() {
            return fileHash > 0 && checksum > 0 && duration > 0 && user > 0;
        }

        AppliedMigration entry(ResultSet row, String applied) throws SQLException {
            return complete()
                    ? new AppliedMigration(applied, date(row), fingerprint(row), took(row), user(row))
                    : new AppliedMigration(applied, date(row));
        }

        private Optional<Instant> date(ResultSet row) throws SQLException {
            try {
                OffsetDateTime date = row.getObject(this.date, OffsetDateTime.class);
                return date == null ? Optional.empty() : Optional.of(date.toInstant());
            } catch (SQLException notADate) {
                return Optional.empty();
            }
        }

        private Optional<Fingerprint> fingerprint(ResultSet row) throws SQLException {
            String file = row.getString(fileHash);
            String tokens = row.getString(checksum);
            return file == null || tokens == null ? Optional.empty() : Optional.of(new Fingerprint(file, tokens));
        }

        private Optional<Duration> took(ResultSet row) throws SQLException {
            long milliseconds = row.getLong(duration);
            return row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(milliseconds));
        }

        private Optional<String> user(ResultSet row) throws SQLException {
            return Optional.ofNullable(row.getString(user));
        }
    }

    /** A row and what orders it. */
    private record Row(long id, AppliedMigration migration) implements Comparable<Row> {
        @Override
        public int compareTo(Row other) {
            return Long.compare(id, other.id);
        }
    }
}
