package io.migri.testkit.toy;

import io.migri.api.AppliedMigration;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.spi.history.AppliedLog;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The history as a table of texts. */
record ToyLog(Connection connection, String table) implements AppliedLog {
    private static final DateTimeFormatter DATES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSxxx", Locale.ROOT);

    @Override
    public Optional<List<AppliedMigration>> read() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + table + " ORDER BY rowid")) {
            requireColumns(rows);
            List<AppliedMigration> entries = new ArrayList<>();
            while (rows.next()) {
                OffsetDateTime date = OffsetDateTime.parse(rows.getString("date_applied"), DATES);
                entries.add(new AppliedMigration(rows.getString("name"), Optional.of(date.toInstant())));
            }
            return Optional.of(entries);
        } catch (SQLException failure) {
            if (String.valueOf(failure.getMessage()).contains("no such table")) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    @Override
    public void prepare() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS " + table
                    + " (id serial PRIMARY KEY, date_applied timestamp with time zone NOT NULL, name text NOT NULL)");
        }
    }

    @Override
    public List<String> append(AppliedMigration migration) {
        String date = DATES.format(migration.appliedAt().orElseThrow().atOffset(ZoneOffset.UTC));
        return List.of("INSERT INTO main." + table + " (date_applied, name) VALUES ('" + date + "', '"
                + migration.name().replace("'", "''") + "')");
    }

    @Override
    public boolean undoneByRollback() {
        return true;
    }

    private void requireColumns(ResultSet rows) throws SQLException {
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            if (rows.getMetaData().getColumnName(i).equals("date_applied")) {
                return;
            }
        }
        throw new MigriException(ErrorCode.HISTORY_UNUSABLE, "the table " + table + " is not a history");
    }
}
