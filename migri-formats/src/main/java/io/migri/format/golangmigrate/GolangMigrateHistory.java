package io.migri.format.golangmigrate;

import io.migri.format.file.Numbered;
import io.migri.format.file.Pairs;
import io.migri.format.history.ForeignTable;
import io.migri.format.history.HalfDone;
import io.migri.format.history.NumberedFiles;
import io.migri.spi.DialectSession;
import io.migri.spi.format.ForeignEntry;
import io.migri.spi.format.ForeignHistory;
import io.migri.spi.format.FormatContext;
import io.migri.spi.source.MigrationSource;
import java.io.IOException;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code schema_migrations}: one row with the last version, and whether it failed. All files up to it count as applied. */
final class GolangMigrateHistory implements ForeignHistory {
    private static final String TABLE = "schema_migrations";

    @Override
    public boolean isIn(DialectSession session) throws SQLException {
        return ForeignTable.find(session, TABLE)
                .filter(table -> table.has("version", "dirty"))
                .isPresent();
    }

    @Override
    public List<ForeignEntry> read(DialectSession session, MigrationSource directory, FormatContext context)
            throws SQLException, IOException {
        List<Numbered> files = Pairs.of("golang-migrate", directory).up();
        NumberedFiles known = new NumberedFiles(files, one -> one.recordedName(Pairs.UP));
        Optional<ForeignTable> table = ForeignTable.find(session, TABLE);
        List<ForeignEntry> entries = new ArrayList<>();
        if (table.isEmpty()) {
            return entries;
        }
        for (Row row : table.get()
                .rows("version, dirty", "version", one -> new Row(one.number("version"), one.truth("dirty")))) {
            if (row.dirty) {
                throw HalfDone.of(
                        "golang-migrate has left version " + row.version + " dirty",
                        "see how far it came, put it right by hand, and set the version with golang-migrate's force");
            }
            files.stream()
                    .map(Numbered::number)
                    .filter(number -> number.compareTo(row.version) < 0)
                    .forEach(number -> entries.add(known.entry(number, Optional.empty())));
            entries.add(known.entry(row.version, Optional.empty()));
        }
        return entries;
    }

    /** The row of the table. */
    private record Row(BigInteger version, boolean dirty) {}
}
