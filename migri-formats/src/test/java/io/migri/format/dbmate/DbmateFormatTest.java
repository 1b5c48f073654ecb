package io.migri.format.dbmate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.format.file.FilesInMemory;
import io.migri.spi.format.FormatContext;
import io.migri.spi.source.MigrationSource;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DbmateFormatTest {
    private final DbmateFormat format = new DbmateFormat();
    private final FilesInMemory files = new FilesInMemory();

    private MigrationSource opened() throws IOException {
        return format.open(files, FormatContext.NONE);
    }

    @Test
    void eachHalfStandsWhereItStoodInTheFile() throws IOException {
        files.with("1_a.sql", "-- who\n-- migrate:up\nCREATE;\n\n-- migrate:down\nDROP;\n");
        assertEquals("-- who\n\nCREATE;\n\n\n\n", FilesInMemory.text(opened(), "1_a"));
        MigrationSource undo = opened().folder("undo").orElseThrow();
        assertEquals("-- who\n\n\n\n\nDROP;\n", FilesInMemory.text(undo, "1_a"));
    }

    @Test
    void theLastLineNeedsNoLineBreakAndWindowsLineBreaksStay() throws IOException {
        files.with("1_a.sql", "-- migrate:up\r\nSELECT '\u00e9';\r\nb");
        assertEquals("\nSELECT '\u00e9';\r\nb", FilesInMemory.text(opened(), "1_a"));
    }

    @Test
    void noTransactionIsSaidToMigri() throws IOException {
        files.with("1_a.sql", "-- migrate:up transaction:false\na;\n-- migrate:down  transaction:false  \nb;\n");
        assertEquals("-- migri: no-transaction\na;\n\n\n", FilesInMemory.text(opened(), "1_a"));
        MigrationSource undo = opened().folder("undo").orElseThrow();
        assertEquals("\n\n-- migri: no-transaction\nb;\n", FilesInMemory.text(undo, "1_a"));
    }

    @Test
    void theOrderIsThatOfTheFileNames() throws IOException {
        files.with("10_b.sql", "-- migrate:up\n")
                .with("2_a.sql", "-- migrate:up\n")
                .with("notes.txt", "");
        assertEquals(List.of("10_b", "2_a"), FilesInMemory.names(opened()));
        assertTrue(opened().isOrdered());
        assertFalse(opened().refusesLate());
    }

    @Test
    void isRecognisedByItsMarks() throws IOException {
        assertFalse(format.recognises(new FilesInMemory().with("1_a.sql", "SELECT 'migrate:up';\n")));
        assertTrue(format.recognises(new FilesInMemory().with("1_a.sql", "-- a licence\n\n--migrate:up\n")));
    }

    @Test
    void whatDbmateRefusesIsRefusedWithItsPlace() throws IOException {
        files.with("1_a.sql", "SELECT 1;\n-- migrate:up\n").with("2_b.sql", "-- only a comment\n");
        MigrationSource source = opened();
        MigriException before = assertThrows(MigriException.class, () -> FilesInMemory.text(source, "1_a"));
        assertEquals(ErrorCode.FOREIGN_FORMAT, before.code());
        assertEquals(1, before.position().orElseThrow().line());
        assertThrows(MigriException.class, () -> FilesInMemory.text(source, "2_b"));
        files.with("plain.sql", "SELECT 1;");
        assertThrows(MigriException.class, this::opened);
    }
}
