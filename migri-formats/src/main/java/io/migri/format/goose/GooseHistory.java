package io.migri.format.goose;

import io.migri.format.history.ForeignRow;
import io.migri.format.history.ForeignTable;
import io.migri.format.history.NumberedFiles;
import io.migri.spi.DialectSession;
import io.migri.spi.format.ForeignEntry;
import io.migri.spi.format.ForeignHistory;
import io.migri.spi.format.FormatContext;
import io.migri.spi.source.MigrationSource;
import java.io.IOException;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code goose_db_version}: a row each time that a version was applied or taken back; the last one counts. */
final class GooseHistory implements ForeignHistory {
    /** The user's setting for a table of another name. */
    private static final String TABLE = "goose.table";

    private static final String USUAL = "goose_db_version";

    @Override
    public boolean isIn(DialectSession session) throws SQLException {
        return ForeignTable.find(session, USUAL)
                .filter(table -> table.has("version_id", "is_applied"))
                .isPresent();
    }

    @Override
    public List<ForeignEntry> read(DialectSession session, MigrationSource directory, FormatContext context)
            throws SQLException, IOException {
        NumberedFiles files = new NumberedFiles(GooseFiles.of(directory), one -> one.recordedName(""));
        Map<BigInteger, Row> last = new LinkedHashMap<>();
        Optional<ForeignTable> table =
                ForeignTable.find(session, context.setting(TABLE).orElse(USUAL));
        if (table.isPresent()) {
            for (Row row : table.get().rows("version_id, is_applied, tstamp", "id", Row::of)) {
                last.remove(row.version);
                last.put(row.version, row);
            }
        }
        return last.values().stream()
                .filter(row -> row.applied && row.version.signum() > 0)
                .map(row -> files.entry(row.version, row.at))
                .toList();
    }

    /** A row of the table. */
    private record Row(BigInteger version, boolean applied, Optional<Instant> at) {
        static Row of(ForeignRow row) throws SQLException {
            return new Row(row.number("version_id"), row.truth("is_applied"), row.time("tstamp"));
        }
    }
}
