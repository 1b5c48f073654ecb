package io.migri.testkit.server.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies and removes directory trees. */
public final class Directories {

    private Directories() {}

    public static void delete(@Nullable Path directory) throws IOException {
        if (directory != null && Files.exists(directory)) {
            new Program(List.of("rm", "-rf", directory.toString())).run(Duration.ofMinutes(1));
        }
    }

    public static void copy(Path from, Path to) throws IOException {
        new Program(List.of("cp", "-r", "--reflink=auto", from + "/.", to.toString())).run(Duration.ofMinutes(1));
    }
}
