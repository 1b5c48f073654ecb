package io.migri.dialect.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.spi.script.SqlStatement;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real migrations and dumps, with what SQLite itself took for one statement. They are other people's and not part of this project:
 * the system property {@code migri.corpora} says where they are, or their archive lies beside the project.
 */
final class SqliteCorporaTest {
    private static final Pattern COMMENT =
            Pattern.compile("--[^\n]*|/\\*(?![!M]).*?\\*/|^\\s*#[^\n]*", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Map<String, String> UNSAFE = Map.of("synchronous", "OFF", "journal_mode", "MEMORY");
    private static final Pattern BLANK = Pattern.compile("[\\s;]+");

    @BeforeAll
    static void unpack() throws IOException, InterruptedException {
        Path archive = Path.of(System.getProperty("migri.project", ".."), "..", "shared", "corpora", "corpora.tar.xz");
        if (System.getProperty("migri.corpora") == null && Files.exists(archive) && !Files.exists(corpora())) {
            Path unfinished = Files.createDirectories(corpora().resolveSibling("corpora-unpacking"));
            Process tar = new ProcessBuilder("tar", "xf", archive.toString(), "-C", unfinished.toString())
                    .inheritIO()
                    .start();
            assertEquals(0, tar.waitFor(), "tar");
            Files.move(unfinished, corpora());
        }
        if (!Files.isDirectory(corpora().resolve("gold"))) {
            Assumptions.abort("no corpora: neither does -Dmigri.corpora name them, nor is there " + archive);
        }
    }

    @Test
    void splitsEveryFileAsSqliteDoes(@TempDir Path directory) throws IOException, SQLException {
        int files = 0;
        int statements = 0;
        try (TestFile json = TestFile.open(directory.resolve("json.db"))) {
            for (Path corpus : corpusDirectories()) {
                Path gold = corpora().resolve("gold").resolve(corpus.getFileName() + ".jsonl");
                for (String line : Files.readAllLines(gold)) {
                    Path file = corpus.resolve(values(json, line, "$.file").get(0));
                    List<String> expected = normalized(values(json, line, "$.statements"));
                    assertEquals(expected, normalized(texts(read(file))), file::toString);
                    files++;
                    statements += expected.size();
                }
            }
        }
        assertTrue(files >= 200 && statements >= 1000, files + " files, " + statements + " statements");
    }

    @Test
    void appliesEveryFile(@TempDir Path directory) throws IOException, SQLException {
        for (Path corpus : corpusDirectories()) {
            try (TestFile database = TestFile.open(directory.resolve(corpus.getFileName() + ".db"), UNSAFE)) {
                for (Path file : filesIn(corpus)) {
                    database.session().execute(texts(read(file)));
                }
                assertFalse(database.rows("SELECT name FROM sqlite_schema").isEmpty(), corpus::toString);
            }
        }
    }

    private static Path corpora() {
        return Path.of(System.getProperty("migri.corpora", "target/corpora")).toAbsolutePath();
    }

    private static List<Path> corpusDirectories() throws IOException {
        try (Stream<Path> all = Files.list(corpora().resolve("flat"))) {
            return all.filter(path -> path.toString().endsWith("-sqlite"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> filesIn(Path corpus) throws IOException {
        try (Stream<Path> all = Files.list(corpus)) {
            return all.filter(path -> path.toString().endsWith(".sql")).sorted().toList();
        }
    }

    /** What {@code path} leads to in a line of JSON: a text, or the elements of an array. */
    private static List<String> values(TestFile json, String line, String path) throws SQLException {
        List<String> values = new ArrayList<>();
        try (PreparedStatement query = json.connection().prepareStatement("SELECT value FROM json_each(?, ?)")) {
            query.setString(1, line);
            query.setString(2, path);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
        }
        return values;
    }

    private static List<String> normalized(List<String> statements) {
        return statements.stream()
                .map(text -> BLANK.matcher(COMMENT.matcher(text).replaceAll("")).replaceAll(""))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static List<String> texts(List<SqlStatement> statements) {
        return statements.stream().map(SqlStatement::text).toList();
    }

    private static List<SqlStatement> read(Path file) throws IOException {
        List<SqlStatement> statements = new ArrayList<>();
        try (BufferedReader script = Files.newBufferedReader(file);
                SqliteStatementReader reader = new SqliteStatementReader(script)) {
            for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                statements.add(next);
            }
        }
        return statements;
    }
}
