package io.migri.release;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The Dockerfile for those who make an image of their own. */
final class DockerfileTest {
    @Test
    void standsInTheDocumentsAsItIs() throws IOException {
        String file = Files.readString(Path.of("src/image/Dockerfile"));
        assertTrue(Files.readString(Path.of("../docs/install.md")).contains("```dockerfile\n" + file + "```\n"), file);
    }
}
