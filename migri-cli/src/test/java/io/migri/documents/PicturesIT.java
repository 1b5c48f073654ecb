package io.migri.documents;

import static io.migri.architecture.Sources.root;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pictures of a terminal in README and docs are what a terminal shows. {@code -Dmigri.pictures.write} draws them anew. */
class PicturesIT {
    private static final int COLUMNS = 92;
    private static final Pattern DURATION = Pattern.compile("\\b\\d+(?:\\.\\d+)? (?:ms|s)\\b(?: +(?=\\w))?");
    private static final Pattern HEADER = Pattern.compile("took +by");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    private static final Pattern VERSION = Pattern.compile("sqlite \\d[.\\d]*");

    @TempDir
    private Path directory;

    @Test
    void aFirstSession() throws Exception {
        Desk desk = new Desk(directory, COLUMNS)
                .file(
                        "migrations/0001_animals.sql",
                        "CREATE TABLE animal (id integer PRIMARY KEY, name text NOT NULL);\n")
                .file("migrations/0002_keepers.sql", "CREATE TABLE keeper (id integer PRIMARY KEY);\n");
        compare(
                "session",
                "A terminal. migri migrate --dry-run tries two migrations, migri migrate applies them, migri status shows both.",
                session(desk, "migri migrate --dry-run --no-report", "migri migrate", "migri status"));
    }

    @Test
    void anErrorWithPlaceStateAndNextStep() throws Exception {
        Desk desk = new Desk(directory, COLUMNS)
                .file("migrations/0001_animals.sql", "CREATE TABLE animal (id integer PRIMARY KEY);\n")
                .file("migrations/0002_food.sql", """
                        CREATE TABLE food (
                          id integer PRIMARY KEY,
                          name text NOT NUL
                        );
                        """);
        compare(
                "error",
                "A terminal. migri migrate fails, and shows the place in the file, what the database holds, and what to do.",
                session(desk, "migri migrate"));
    }

    @Test
    void aDryRunThatTellsOfDanger() throws Exception {
        Desk desk = new Desk(directory, COLUMNS).file("migrations/0001_animals.sql", """
                        CREATE TABLE animal (id integer PRIMARY KEY, name text);
                        INSERT INTO animal VALUES (1, 'Ada'), (2, 'Bo'), (3, 'Cleo');
                        """);
        session(desk, "migri migrate");
        desk.file("migrations/0002_cleaning.sql", "DROP TABLE animal;\n");
        compare(
                "dry-run",
                "A terminal. migri migrate --dry-run tells that a migration would remove a table with three rows.",
                session(desk, "migri migrate --dry-run"));
    }

    /** Without their colours the words tell the same. */
    @Test
    void nothingIsToldByColourAlone() throws Exception {
        Desk desk = new Desk(directory, COLUMNS).file("migrations/0001_a.sql", "SELECT nowhere;\n");
        assertEquals(
                texts(session(desk, "migri migrate")),
                texts(session(desk, "NO_COLOR=1 migri migrate")).stream()
                        .map(line -> line.replace("NO_COLOR=1 ", ""))
                        .toList());
    }

    private static List<String> texts(List<List<Shown>> lines) {
        return lines.stream().map(Screen::text).map(PicturesIT::timeless).toList();
    }

    private static List<List<Shown>> session(Desk desk, String... commands) throws IOException, InterruptedException {
        List<List<Shown>> lines = new ArrayList<>();
        for (String command : commands) {
            lines.addAll(Screen.of("\u001b[2m$\u001b[0m \u001b[1m" + command + "\u001b[0m\n"));
            lines.addAll(desk.type("export DATABASE_URL=sqlite:zoo.db; " + command));
        }
        return lines;
    }

    private void compare(String name, String title, List<List<Shown>> lines) throws IOException {
        for (List<Shown> line : lines) {
            assertTrue(line.size() <= COLUMNS, () -> Screen.text(line));
        }
        String drawn = Picture.fitted(timeless(new Picture(COLUMNS).of(title, lines)));
        Path file = root().resolve("docs/images/" + name + ".svg");
        if (System.getProperty("migri.pictures.write") != null) {
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, drawn);
        }
        assertEquals(Files.readString(file), drawn);
    }

    /** What is different each time, or for each user, is always the same in a picture, and so is the width of its column. */
    private static String timeless(String text) {
        String known = DURATION.matcher(text).replaceAll(found -> found.group().endsWith(" ") ? "12 ms  " : "12 ms");
        known = HEADER.matcher(known).replaceAll("took   by");
        known = known.replace("  " + System.getProperty("user.name") + "<", "  ada<");
        known = TIME.matcher(known).replaceAll("2026-12-01T09:30:00Z");
        return VERSION.matcher(known).replaceAll("sqlite 3.54.1");
    }
}
