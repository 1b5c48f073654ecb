package io.migri.format.sqlx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.MigriException;
import io.migri.format.file.FilesInMemory;
import io.migri.format.golangmigrate.GolangMigrateFormat;
import io.migri.spi.format.FormatContext;
import io.migri.spi.source.MigrationSource;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The two tools with a file for each half. */
class PairsTest {
    private final GolangMigrateFormat golangMigrate = new GolangMigrateFormat();
    private final SqlxFormat sqlx = new SqlxFormat();
    private final FilesInMemory files = new FilesInMemory();

    @Test
    void eachPairIsOneMigration() throws IOException {
        files.with("10_b.up.sql", "b")
                .with("10_b.down.sql", "-b")
                .with("1_a.up.sql", "a")
                .with("1_x.down.sql", "-a");
        MigrationSource source = golangMigrate.open(files, FormatContext.NONE);
        assertEquals(List.of("0001_a", "0010_b"), FilesInMemory.names(source));
        assertEquals("-a", FilesInMemory.text(source.folder("undo").orElseThrow(), "0001_a"));
    }

    @Test
    void oneOfTheTwoToolsIsRecognised() throws IOException {
        files.with("0001_a.up.sql", "a").with("0001_a.down.sql", "b");
        assertTrue(golangMigrate.recognises(files));
        assertFalse(sqlx.recognises(files));
        files.with("../Cargo.toml", "");
        assertFalse(golangMigrate.recognises(files));
        assertTrue(sqlx.recognises(files));
        FilesInMemory plain = new FilesInMemory().with("0001_a.sql", "a").with("../Cargo.toml", "");
        assertFalse(sqlx.recognises(plain));
        assertTrue(sqlx.recognises(plain.with("0002_b.sql", "-- no-transaction\nb")));
    }

    @Test
    void noTransactionIsSaidToMigri() throws IOException {
        files.with("0001_a.sql", "-- no-transaction\na;\n").with("0002_b.sql", "b;\n-- no-transaction\n");
        MigrationSource source = sqlx.open(files, FormatContext.NONE);
        assertEquals("-- migri: no-transaction\na;\n", FilesInMemory.text(source, "0001_a"));
        assertEquals("b;\n-- no-transaction\n", FilesInMemory.text(source, "0002_b"));
    }

    @Test
    void filesOfNobodyAreRefused() {
        files.with("0001_a.up.sql", "a").with("0002_b.sql", "b");
        assertThrows(MigriException.class, () -> golangMigrate.open(files, FormatContext.NONE));
        files.with("other.sql", "c");
        assertThrows(MigriException.class, () -> sqlx.open(files, FormatContext.NONE));
    }
}
