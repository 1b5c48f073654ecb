package io.migri.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A directory for the files of one test. */
abstract class InADirectory {
    @TempDir
    Path parent;

    Path directory;

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = Files.createDirectory(parent.resolve("m"));
    }

    void file(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }
}
