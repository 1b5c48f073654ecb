package io.migri.testkit.server.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Programs as Debian packs them.
 *
 * @param entry what the cache knows them as
 * @param suite the Debian suite to take them from
 * @param name the package's name
 * @param programs paths within the package
 */
public record DebianPackage(String entry, String suite, String name, List<String> programs) {

    public DebianPackage {
        programs = List.copyOf(programs);
    }

    public static DebianPackage of(String entry, String suite, String name, String... programs) {
        return new DebianPackage(entry, suite, name, List.of(programs));
    }

    /** The programs as unpacked in {@code cache}; fetched where they are not there yet. */
    public DebianPrograms in(ServerCache cache) throws IOException {
        return new DebianPrograms(cache.entry(entry, this::fetch));
    }

    /** Unpacks it into {@code directory}. */
    private void fetch(Path directory) throws IOException {
        Path script = Files.createTempFile("fetch-package", ".sh");
        try (InputStream text = DebianPackage.class.getResourceAsStream("fetch-package.sh")) {
            Files.copy(Resources.found(text, "fetch-package.sh"), script, StandardCopyOption.REPLACE_EXISTING);
            List<String> command =
                    new ArrayList<>(List.of("bash", script.toString(), suite, name, directory.toString()));
            command.addAll(programs);
            new Program(command).run(Duration.ofMinutes(10));
        } finally {
            Files.delete(script);
        }
    }
}
