package io.migri.format.dbmate;

import io.migri.format.file.Numbered;
import io.migri.format.history.ForeignTable;
import io.migri.spi.DialectSession;
import io.migri.spi.format.ForeignEntry;
import io.migri.spi.format.ForeignEntry.Agreement;
import io.migri.spi.format.ForeignHistory;
import io.migri.spi.format.FormatContext;
import io.migri.spi.source.MigrationSource;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code schema_migrations}: the digits that the file's name begins with, as text. */
final class DbmateHistory implements ForeignHistory {
    private static final String TABLE = "schema_migrations";

    @Override
    public boolean isIn(DialectSession session) throws SQLException {
        return ForeignTable.find(session, TABLE)
                .filter(table -> table.has("version") && !table.has("dirty"))
                .isPresent();
    }

    @Override
    public List<ForeignEntry> read(DialectSession session, MigrationSource directory, FormatContext context)
            throws SQLException, IOException {
        List<Numbered> files = DbmateFiles.of(directory);
        Optional<ForeignTable> table = ForeignTable.find(session, TABLE);
        List<ForeignEntry> entries = new ArrayList<>();
        if (table.isPresent()) {
            for (String version : table.get()
                    .rows("version", "version", row -> row.text("version").orElse(""))) {
                entries.add(entry(version, files));
            }
        }
        return entries;
    }

    private static ForeignEntry entry(String version, List<Numbered> files) {
        Optional<String> name = files.stream()
                .filter(file -> file.digits().equals(version))
                .map(file -> file.file().name())
                .findFirst();
        return new ForeignEntry(version, name, Optional.empty(), Agreement.UNKNOWN);
    }
}
