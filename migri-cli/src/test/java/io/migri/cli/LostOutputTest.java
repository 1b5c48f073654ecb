package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.cli.exit.ExitStatus;
import io.migri.cli.output.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard output cannot be written. */
class LostOutputTest {
    @TempDir
    private Path directory;

    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @BeforeEach
    void oneMigrationIsThere() throws IOException {
        Files.writeString(directory.resolve("0001_a.sql"), "CREATE TABLE a (b)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "status --output json",
                "status --pending",
                "lock",
                "lock --output json",
                "validate --output json",
                "migrate --output json",
                "migrate --dry-run --output json",
                "mark 0001_a",
                "--help",
                "migrate --help",
                "--version"
            })
    void whoeverAskedForTheOutputFails(String command) {
        assertEquals(ExitStatus.COULD_NOT_RUN.code(), run(command), this::said);
        assertTrue(said().contains("error: standard output cannot be written"), said());
    }

    @Test
    void aRunOfMigrationsIsMoreThanItsOutput() {
        assertEquals(ExitStatus.DONE.code(), run("migrate"), this::said);
        assertTrue(said().contains("warning: standard output cannot be written"), said());
        assertEquals(ExitStatus.COULD_NOT_RUN.code(), run("validate"), this::said);
        assertEquals(ExitStatus.COULD_NOT_RUN.code(), run("show 0001_a"), this::said);
    }

    @Test
    void anotherExitStatusStays() {
        assertEquals(ExitStatus.PENDING.code(), run("status --exit-code"), this::said);
    }

    private int run(String command) {
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        if (!command.startsWith("-")) {
            arguments.addAll(0, List.of("-n", directory.resolve("a.db").toString()));
        }
        if (!command.startsWith("-") && !command.startsWith("lock") && !command.contains("--help")) {
            arguments.addAll(3, List.of("-m", directory.toString()));
        }
        return new Cli(Terminal.of(new Full(), errors), Map.of()).run(arguments);
    }

    private String said() {
        return errors.toString(StandardCharsets.UTF_8);
    }

    /** A disk without room. */
    private static final class Full extends OutputStream {
        @Override
        public void write(int one) throws IOException {
            throw new IOException("No space left on device");
        }
    }
}
