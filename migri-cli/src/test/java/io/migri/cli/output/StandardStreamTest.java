package io.migri.cli.output;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardStreamTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"/dev/pts/0", "/dev/tty1", "/dev/console"})
    void aTerminalIsOne(String device) throws IOException {
        assertTrue(StandardStream.isTerminal(link(device)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/null", "pipe:[1234]", "/home/a/log", "/dev/ptmx"})
    void allElseIsNone(String device) throws IOException {
        assertFalse(StandardStream.isTerminal(link(device)));
    }

    @Test
    void aClosedStreamIsNone() {
        assertFalse(StandardStream.isTerminal(directory.resolve("missing")));
    }

    private Path link(String device) throws IOException {
        return Files.createSymbolicLink(directory.resolve("1"), Path.of(device));
    }
}
