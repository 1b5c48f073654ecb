package io.migri.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Three starters give Java its options: the launcher, that for Windows, and that of the images. */
final class LauncherOptionsTest {
    private static final Pattern OPTION =
            Pattern.compile("-Xms[0-9]+m|-(?:XX:|Xlog:|D)[A-Za-z.+\\-][A-Za-z0-9.+\\-]*(?:=[0-9A-Za-z]+)?");
    /** What depends on the terminal, on the archive of classes and on SQLite's library. */
    private static final List<String> OF_THE_PLACE = List.of(
            "-Dmigri.",
            "-Dorg.sqlite.",
            "-Xlog:",
            "-XX:SharedArchiveFile",
            "-XX:ArchiveRelocationMode",
            "-XX:+UnlockDiagnosticVMOptions");

    @Test
    void windowsGetsThoseOfTheLauncher() throws IOException {
        assertEquals(general("migri-cli/src/dist/bin/migri"), general("migri-cli/src/dist/bin/migri.cmd"));
    }

    @Test
    void imagesGetThoseOfTheLauncher() throws IOException {
        assertEquals(general("migri-cli/src/dist/bin/migri"), general("migri-release/src/image/migri.cfg"));
    }

    @Test
    void theLauncherHasSome() throws IOException {
        assertTrue(general("migri-cli/src/dist/bin/migri")
                .containsAll(Set.of("-XX:TieredStopAtLevel=1", "-Xms32m", "-XX:MaxRAMPercentage=50")));
    }

    private static Set<String> general(String file) throws IOException {
        String text = Files.readString(Path.of("..").resolve(file));
        return OPTION.matcher(text)
                .results()
                .map(found -> found.group())
                .filter(option -> OF_THE_PLACE.stream().noneMatch(option::startsWith))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
