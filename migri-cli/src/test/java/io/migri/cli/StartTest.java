package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.cli.output.Captured;
import io.migri.cli.progress.Sentences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code migri} alone, and {@code migri init}: for people at a terminal; programs get what they always got. */
class StartTest {
    @TempDir
    private Path directory;

    private Path migrations;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void name() {
        migrations = directory.resolve("migrations");
        environment.put("HOME", directory.toString());
        environment.put("MIGRATIONS_DIR", migrations.toString());
    }

    private String onTerminal(boolean terminal, String... arguments) {
        Captured captured = new Captured(terminal);
        int status = new Cli(captured.terminal(), environment, Optional.of(directory.toFile())).run(List.of(arguments));
        assertEquals(0, status, captured::err);
        assertEquals("", captured.err());
        return captured.out();
    }

    @Test
    void migriAloneOnATerminalSaysWhereOneIs() throws IOException {
        String nothing = onTerminal(true);
        assertTrue(nothing.contains("directory  " + migrations + " is not there\n"), nothing);
        assertTrue(nothing.contains("database   none is named\n"), nothing);
        assertTrue(nothing.contains("next       migri init "), nothing);
        Files.createDirectory(migrations);
        environment.put("DATABASE_URL", "postgresql://ann:s3cret@nowhere.example/shop");
        String empty = onTerminal(true);
        assertTrue(empty.contains(migrations + " has no migrations\n"), empty);
        assertTrue(empty.contains("database   shop at nowhere.example (postgresql), says DATABASE_URL\n"), empty);
        assertFalse(empty.contains("s3cret"), empty);
        assertTrue(empty.contains("next       migri new NAME "), empty);
        Files.writeString(migrations.resolve("0001_a.sql"), "");
        Files.writeString(migrations.resolve("0002_b.py"), "");
        String filled = onTerminal(true);
        assertTrue(filled.contains(migrations + " has 2 migrations, the last is 0002_b\n"), filled);
        assertTrue(filled.contains("next       migri status "), filled);
    }

    @Test
    void migriAloneElsewherePrintsTheHelp() {
        assertEquals(onTerminal(false, "--help"), onTerminal(false));
    }

    @Test
    void initMakesWhatIsMissingAndOverwritesNothing() throws IOException {
        String first = onTerminal(true, "init");
        assertTrue(
                first.startsWith(
                        "made      migrations/\nmade      migrations/0001_example.sql.txt\nmade      migri.toml\n"),
                first);
        Files.writeString(directory.resolve("migri.toml"), "# mine\n");
        String second = onTerminal(true, "init");
        assertTrue(second.startsWith("is there  migrations/\nis there  migri.toml\n"), second);
        assertEquals("# mine\n", Files.readString(directory.resolve("migri.toml")));
        try (Stream<Path> files = Files.list(migrations)) {
            assertEquals(1, files.count());
        }
    }

    /** As it is, it names no database, and no run takes the example. */
    @Test
    void whatInitMakesIsUnderstoodAndAppliesNothing() {
        onTerminal(true, "init");
        String here = onTerminal(true);
        assertTrue(here.contains(" has no migrations\n"), here);
        assertTrue(here.contains("database   none is named\n"), here);
        assertEquals(
                "No migrations to apply. Migrations directory is empty.\n",
                onTerminal(true, "migrate", "-n", directory.resolve("a.db").toString(), "-d", "sqlite"));
    }

    @Test
    void initSaysWhatMigri07SaidWhereverAScriptMayBeReading() {
        assertEquals(Sentences.INIT, onTerminal(false, "init"));
        assertEquals(Sentences.INIT, onTerminal(true, "init", "-n", "a.db"));
        environment.put("DB_NAME", "a.db");
        assertEquals(Sentences.INIT, onTerminal(true, "init"));
        assertFalse(Files.exists(migrations));
    }
}
