package io.migri.format.flyway;

import io.migri.format.history.ForeignRow;
import io.migri.format.history.ForeignTable;
import io.migri.format.history.HalfDone;
import io.migri.spi.DialectSession;
import io.migri.spi.format.ForeignEntry;
import io.migri.spi.format.ForeignEntry.Agreement;
import io.migri.spi.format.ForeignHistory;
import io.migri.spi.format.FormatContext;
import io.migri.spi.source.MigrationSource;
import java.io.IOException;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code flyway_schema_history}: what Flyway did, in order. */
final class FlywayHistory implements ForeignHistory {

    @Override
    public boolean isIn(DialectSession session) throws SQLException {
        return ForeignTable.find(session, Settings.NONE.table())
                .filter(FlywayHistory::isFlyways)
                .isPresent();
    }

    private static boolean isFlyways(ForeignTable table) {
        return table.has("installed_rank", "version", "type", "script", "checksum", "success");
    }

    @Override
    public List<ForeignEntry> read(DialectSession session, MigrationSource directory, FormatContext context)
            throws SQLException, IOException {
        Settings settings = Settings.of(directory, context, System.getenv());
        Scripts scripts = Scripts.of(directory);
        List<Row> applied = new ArrayList<>();
        Optional<ForeignTable> table =
                ForeignTable.find(session, settings.table()).filter(FlywayHistory::isFlyways);
        if (table.isPresent()) {
            table.get()
                    .rows("version, type, script, checksum, installed_on, success", "installed_rank", Row::of)
                    .forEach(row -> note(row, applied));
        }
        List<ForeignEntry> entries = new ArrayList<>();
        for (Row row : applied) {
            if (row.type.equals("BASELINE")) {
                scripts.versioned().stream()
                        .filter(one -> Script.compare(one.version(), row.numbers()) <= 0)
                        .forEach(one -> entries.add(new ForeignEntry(
                                row.version, Optional.of(one.file().name()), row.at, Agreement.UNKNOWN)));
            } else {
                entries.add(entry(row, scripts));
            }
        }
        return entries;
    }

    /** A later row may take back what an earlier one did. Repeatable scripts are left out: Migri runs them again. */
    private static void note(Row row, List<Row> applied) {
        if (!row.success) {
            throw HalfDone.of(
                    "Flyway has recorded " + row.script + " as failed",
                    "see how far it came, put it right by hand, and remove the row with Flyway's repair");
        }
        if (row.version.isEmpty() || row.type.equals("SCHEMA")) {
            return;
        }
        boolean takesBack = row.type.startsWith("UNDO") || row.type.equals("DELETE");
        if (takesBack) {
            applied.removeIf(one -> Script.compare(one.numbers(), row.numbers()) == 0);
        } else {
            applied.add(row);
        }
    }

    private static ForeignEntry entry(Row row, Scripts scripts) throws IOException {
        List<Script> candidates = row.type.equals("SQL_BASELINE") ? scripts.baselines() : scripts.versioned();
        Optional<Script> script = candidates.stream()
                .filter(one -> Script.compare(one.version(), row.numbers()) == 0)
                .findFirst();
        Agreement agreement = script.isEmpty() || row.checksum.isEmpty()
                ? Agreement.UNKNOWN
                : Checksum.of(script.get().file()) == row.checksum.get() ? Agreement.SAME : Agreement.DIFFERENT;
        return new ForeignEntry(row.version, script.map(one -> one.file().name()), row.at, agreement);
    }

    /** A row of the table. */
    private record Row(
            String version,
            String type,
            String script,
            Optional<Integer> checksum,
            Optional<Instant> at,
            boolean success) {
        static Row of(ForeignRow row) throws SQLException {
            boolean sum = row.text("checksum").isPresent();
            return new Row(
                    row.text("version").orElse(""),
                    row.text("type").orElse(""),
                    row.text("script").orElse(""),
                    sum ? Optional.of(row.number("checksum").intValue()) : Optional.empty(),
                    row.time("installed_on"),
                    row.truth("success"));
        }

        List<BigInteger> numbers() {
            return Script.version(version);
        }
    }
}
