package io.migri.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.cli.output.DisplayWidth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a narrow terminal no line is wider than it, so that the terminal breaks no word. */
class LayoutIT {
    private static final int COLUMNS = 60;

    @TempDir
    private Path directory;

    @Test
    void noCommandWritesLinesThatDoNotFit() throws Exception {
        Desk desk = new Desk(directory, COLUMNS)
                .file("migrations/0001_\u6ce8\u6587.sql", "CREATE TABLE a (id integer PRIMARY KEY);\n")
                .file("migrations/0002_\ud83c\udf89_party.sql", "CREATE TABLE b (id integer);\n")
                .file(".env", "DATABASE_URL=sqlite:app.db\n");
        lines(desk, "migri migrate");
        desk.file("migrations/0001_\u6ce8\u6587.sql", "CREATE TABLE a (id integer PRIMARY KEY, name text);\n")
                .file(
                        "migrations/0001a_late.sql",
                        "CREATE TABLE c (note text DEFAULT '" + "\u65e5\u672c".repeat(40) + "');\n")
                .file("migrations/0003_food.sql", "CREATE TABLE food (id integer PRIMARY KEY, name text NOT NUL);\n");
        assertEquals(
                List.of("late     0001a_late", "         comes before 0002_\ud83c\udf89_party"),
                lines(desk, "migri status").stream()
                        .filter(line -> line.contains("0001a_late") || line.contains("comes"))
                        .toList());
        for (String command :
                List.of("", "validate", "doctor", "migrate --dry-run --to 0001a_late", "migrate", "migrate --strict")) {
            lines(desk, "migri " + command);
        }
    }

    private static List<String> lines(Desk desk, String command) throws IOException, InterruptedException {
        List<String> lines = desk.type(command).stream().map(Screen::text).toList();
        for (String line : lines) {
            // nobody can break a path
            assertTrue(DisplayWidth.of(line) <= COLUMNS || line.contains("/"), () -> command + ": " + line);
        }
        return lines;
    }
}
