package io.migri.dialect.sqlite.connection;

import io.migri.spi.examination.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteConnection;

/** Looks whether a user can write to a database file. SQLite keeps its journal beside it, so the directory counts too. */
public final class SqliteExamination {

    private SqliteExamination() {}

    public static List<Finding> of(SQLiteConnection driver, String file) throws SQLException {
        Optional<Path> missing = file.isEmpty() ? SqliteFile.missing(driver) : Optional.empty();
        if (missing.isPresent()) {
            return List.of(writable(missing.get()), Finding.ok("history", "no file yet; the first run makes it"));
        }
        String mode = SqliteQuery.text(driver, "select journal_mode from pragma_journal_mode");
        Finding journal = Finding.ok("journal", "journal mode " + mode);
        if (file.isEmpty()) {
            return List.of(Finding.ok("privileges", "the database is in memory"), journal);
        }
        return List.of(writable(Path.of(file)), journal);
    }

    private static Finding writable(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (Files.exists(file) && !Files.isWritable(file)) {
            return Finding.problem(
                    "privileges", "this user cannot write to " + file, "give this user the right to write to the file");
        }
        return directory != null && !Files.isWritable(directory)
                ? Finding.problem(
                        "privileges",
                        "this user cannot write to the directory " + directory,
                        "give this user the right to write there: the journal lies beside the database")
                : Finding.ok("privileges", "this user can write to " + file);
    }
}
