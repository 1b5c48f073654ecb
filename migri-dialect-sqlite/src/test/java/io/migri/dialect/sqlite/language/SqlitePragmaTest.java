package io.migri.dialect.sqlite.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.dialect.sqlite.TestFile;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqlitePragmaTest {

    @Test
    void readsNameAndValue() {
        assertEquals(Optional.of(new SqlitePragma("a", "b")), SqlitePragma.of("PRAGMA main.a = b"));
        assertEquals(Optional.of(new SqlitePragma("a", "b c")), SqlitePragma.of("pragma \"a\" /* = */ ('b c')"));
        assertEquals(Optional.of(new SqlitePragma("a", null)), SqlitePragma.of("PRAGMA a"));
        assertEquals(Optional.of(new SqlitePragma("", null)), SqlitePragma.of("PRAGMA"));
        assertEquals(Optional.empty(), SqlitePragma.of("pragmatic"));
        assertEquals(Optional.empty(), SqlitePragma.of("SELECT 1"));
    }

    @Test
    void agreesWithSqliteAboutWhatMeansOn(@TempDir Path directory) throws SQLException {
        try (TestFile file = TestFile.open(directory.resolve("a.db"))) {
            for (String value : List.of(
                    "ON", "off", "yes", "No", "TRUE", "false", "1", "0", "2", "-1", "+1", "'on'", "maybe", "full",
                    "00")) {
                file.execute("PRAGMA foreign_keys = " + value);
                boolean on = SqlitePragma.of("PRAGMA foreign_keys = " + value)
                        .orElseThrow()
                        .isOn();
                assertEquals(file.rows("PRAGMA foreign_keys"), on ? "1" : "0", value);
            }
        }
    }
}
