package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.cli.output.Captured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No file can have a NUL in its name. Whoever names one is told so, and where it stands. */
class InvalidPathTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"MIGRATIONS_DIR", "MIGRI_PLUGINS"})
    void aVariableIsRefused(String variable) {
        String error = refusal(Map.of(variable, "a\0b"), "-n", "x.db", "migrate");
        assertTrue(error.contains("(from " + variable + "): 'a"), error);
    }

    @Test
    void itIsRefusedWhereItIsNamedForANewFileToo() {
        String error = refusal(Map.of("MIGRATIONS_DIR", "a\0b"), "new", "users");
        assertTrue(error.contains("cannot be the name of a directory"), error);
    }

    @ParameterizedTest
    @CsvSource({"migrations-dir, migrate", "plugins, migrate", "template, new users"})
    void aLineOfAFileIsRefusedAndNamed(String key, String command) throws IOException {
        Path file = Files.writeString(
                Files.createDirectory(directory.resolve("above")).resolve("migri.toml"),
                "# first\n" + key + " = \"a\\u0000b\"\n");
        List<String> arguments = new ArrayList<>(List.of("--config", file.toString(), "-n", "x.db"));
        arguments.addAll(List.of(command.split(" ", -1)));
        String error = refusal(Map.of(), arguments.toArray(String[]::new));
        assertTrue(error.contains(file + ", line 2"), error);
    }

    private String refusal(Map<String, String> environment, String... arguments) {
        Captured captured = new Captured(false);
        int status = new Cli(captured.terminal(), environment, Optional.of(directory.toFile())).run(List.of(arguments));
        String error = captured.err();
        assertFalse(error.contains("unexpected"), error);
        assertEquals(2, status, error);
        return error;
    }
}
