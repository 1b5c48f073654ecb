package io.migri.cli.installation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {
    @TempDir
    private Path directory;

    @Test
    void theCommitIsWhatTheBuildWroteDown() throws IOException {
        Path file = Files.writeString(directory.resolve("commit"), "0123456789ab\n");
        assertEquals(Optional.of("0123456789ab"), Installation.commit(file));
    }

    @Test
    void sourcesWithoutTheirHistoryHaveNoCommit() throws IOException {
        assertEquals(Optional.empty(), Installation.commit(directory.resolve("missing")));
        assertEquals(Optional.empty(), Installation.commit(Files.writeString(directory.resolve("empty"), "\n")));
    }

    @Test
    void anythingLongIsNoCommit() throws IOException {
        Path file = Files.writeString(directory.resolve("commit"), "a".repeat(101));
        assertEquals(Optional.empty(), Installation.commit(file));
    }
}
