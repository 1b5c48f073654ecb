package io.migri.dialect.mysql;

import io.migri.api.AppliedMigration;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.spi.AppliedLog;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The history as a table. Its statements are those that jOOQ renders, written out so that jOOQ need not be loaded. */
final class MySqlAppliedLog implements AppliedLog {
    private static final int NO_SUCH_TABLE = 1146;
    private static final int NO_DATABASE_CHOSEN = 1046;
    private static final int UNKNOWN_COLUMN = 1054;
    private static final int WHOLE_SECONDS = "2022-02-20 10:11:12".length();
    private static final List<String> EXPECTED = List.of("id", "date_applied", "name");

    private final MySqlSession session;
    private final String table;
    /** A table of the Python tool keeps whole seconds, and would round what has more of them. */
    private ChronoUnit precision = ChronoUnit.MICROS;

    MySqlAppliedLog(MySqlSession session, String table) {
        this.session = session;
        this.table = table;
    }

    @Override
    public Optional<List<AppliedMigration>> read() throws SQLException {
        try (Statement statement = session.connection().createStatement();
                ResultSet rows = statement.executeQuery(selectStatement(table))) {
            requireColumns(rows.getMetaData());
            return Optional.of(migrations(rows));
        } catch (SQLException failure) {
            return missing(failure);
        }
    }

    @Override
    public void prepare() throws SQLException {
        MySqlAppliedTable.create(session.connection(), session.database(), table);
    }

    @Override
    public List<String> append(AppliedMigration migration) {
        LocalDateTime date = LocalDateTime.ofInstant(
                migration.appliedAt().orElseGet(Instant::now).truncatedTo(precision), ZoneOffset.UTC);
        try {
            String insert = insertStatement(session.database(), table, session.timestamp(date), migration.name());
            return session.makesTemporaryTables()
                    ? List.of(dropTemporaryStatement(session.database(), table), insert)
                    : List.of(insert);
        } catch (SQLException closed) {
            throw new IllegalStateException("the connection is closed", closed);
        }
    }

    static String selectStatement(String table) {
        return "select * from " + MySqlText.identifier(table) + " order by `id`";
    }

    /**
     * A temporary table hides the one of its name, also from a statement that names the database
     * (<a href="https://dev.mysql.com/doc/refman/9.7/en/create-temporary-table.html">manual</a>).
     */
    private static String dropTemporaryStatement(String database, String table) {
        return "drop temporary table if exists " + MySqlText.identifier(database) + "." + MySqlText.identifier(table);
    }

    /** Names the database, because the migration may have chosen another one. */
    static String insertStatement(String database, String table, String date, String name) {
        return "insert into " + MySqlText.identifier(database) + "." + MySqlText.identifier(table)
                + " (`date_applied`, `name`) values (" + date + ", "
                + MySqlText.literal(name) + ")";
    }

    private static List<AppliedMigration> migrations(ResultSet rows) throws SQLException {
        List<AppliedMigration> migrations = new ArrayList<>();
        while (rows.next()) {
            migrations.add(new AppliedMigration(rows.getString("name"), instant(rows.getString("date_applied"))));
        }
        return migrations;
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

    private Optional<List<AppliedMigration>> missing(SQLException failure) throws SQLException {
        return switch (failure.getErrorCode()) {
            case NO_SUCH_TABLE -> Optional.empty();
            case NO_DATABASE_CHOSEN -> throw MySqlSessionState.noDatabase();
            case UNKNOWN_COLUMN -> throw unusable(columns());
            default -> throw failure;
        };
    }

    private void requireColumns(ResultSetMetaData rows) throws SQLException {
        List<String> columns = names(rows);
        if (!columns.containsAll(EXPECTED)) {
            throw unusable(columns);
        }
        boolean fraction = rows.getPrecision(columns.indexOf("date_applied") + 1) > WHOLE_SECONDS;
        precision = fraction ? ChronoUnit.MICROS : ChronoUnit.SECONDS;
    }

    private List<String> columns() throws SQLException {
        try (Statement statement = session.connection().createStatement();
                ResultSet none = statement.executeQuery("select * from " + MySqlText.identifier(table) + " limit 0")) {
            return names(none.getMetaData());
        }
    }

    private static List<String> names(ResultSetMetaData rows) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= rows.getColumnCount(); i++) {
            names.add(rows.getColumnLabel(i).toLowerCase(Locale.ROOT));
        }
        return names;
    }

    private MigriException unusable(List<String> found) {
        return new MigriException(
                ErrorCode.HISTORY_UNUSABLE,
                "The table " + table + " is not a history of Migri: it has the columns " + String.join(", ", found)
                        + ", and Migri needs " + String.join(", ", EXPECTED),
                "rename that table, if it belongs to another program, and run again",
                null,
                null,
                null);
    }
}
