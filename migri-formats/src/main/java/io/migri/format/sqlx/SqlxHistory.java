package io.migri.format.sqlx;

import io.migri.format.file.Numbered;
import io.migri.format.file.Pairs;
import io.migri.format.history.ForeignRow;
import io.migri.format.history.ForeignTable;
import io.migri.format.history.HalfDone;
import io.migri.format.history.NumberedFiles;
import io.migri.spi.DialectSession;
import io.migri.spi.format.ForeignEntry;
import io.migri.spi.format.ForeignEntry.Agreement;
import io.migri.spi.format.ForeignHistory;
import io.migri.spi.format.FormatContext;
import io.migri.spi.source.MigrationSource;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** {@code _sqlx_migrations}: a row for each version, with a SHA-384 over the bytes of its file. */
final class SqlxHistory implements ForeignHistory {
    private static final String TABLE = "_sqlx_migrations";
    private static final int BUFFER = 64 * 1024;

    @Override
    public boolean isIn(DialectSession session) throws SQLException {
        return ForeignTable.find(session, TABLE)
                .filter(table -> table.has("version", "success", "checksum"))
                .isPresent();
    }

    @Override
    public List<ForeignEntry> read(DialectSession session, MigrationSource directory, FormatContext context)
            throws SQLException, IOException {
        NumberedFiles files = new NumberedFiles(SqlxFiles.of(directory), one -> one.recordedName(Pairs.UP));
        Optional<ForeignTable> table = ForeignTable.find(session, TABLE);
        List<ForeignEntry> entries = new ArrayList<>();
        if (table.isPresent()) {
            for (Row row : table.get().rows("version, success, checksum, installed_on", "version", Row::of)) {
                entries.add(entry(row, files));
            }
        }
        return entries;
    }

    private static ForeignEntry entry(Row row, NumberedFiles files) throws IOException {
        if (!row.success) {
            throw HalfDone.of(
                    "sqlx has left version " + row.version + " half done",
                    "see how far it came, put it right by hand, and correct its row in " + TABLE);
        }
        Optional<Numbered> file = files.file(row.version);
        Agreement agreement = file.isEmpty()
                ? Agreement.UNKNOWN
                : hash(file.get()).equals(row.checksum) ? Agreement.SAME : Agreement.DIFFERENT;
        return new ForeignEntry(row.version.toString(), file.map(files.name()), row.at, agreement);
    }

    private static String hash(Numbered file) throws IOException {
        try (InputStream bytes = file.file().content().open()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-384");
            byte[] buffer = new byte[BUFFER];
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-384", e);
        }
    }

    /** A row of the table. */
    private record Row(BigInteger version, boolean success, String checksum, Optional<Instant> at) {
        static Row of(ForeignRow row) throws SQLException {
            return new Row(
                    row.number("version"),
                    row.truth("success"),
                    HexFormat.of().formatHex(row.bytes("checksum")),
                    row.time("installed_on"));
        }
    }
}
