package io.migri.cli.installation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptFilesTest {
    @TempDir
    private Path home;

    @Test
    void whatIsNotThereIsSaidToBeMissing() {
        assertEquals(
                "no caches in " + home + "/.cache/migri; no installed Pythons in " + home + "/.local/share/migri",
                text(Map.of("HOME", home.toString())));
    }

    @Test
    void whatIsThereIsMeasuredWithAllThatLiesBelow() throws IOException {
        Path archives = Files.createDirectories(home.resolve("cache/migri/archives"));
        Files.write(archives.resolve("a.jsa"), new byte[2_000_000]);
        Files.write(archives.resolveSibling("b"), new byte[500_000]);
        Files.createDirectories(home.resolve("data/migri"));
        assertEquals(
                "caches in " + home + "/cache/migri (2.5 MB); installed Pythons in " + home + "/data/migri (0.0 MB)",
                text(Map.of("XDG_CACHE_HOME", home + "/cache", "XDG_DATA_HOME", home + "/data")));
    }

    @Test
    void aRelativeFolderIsPassedOver() {
        assertEquals(
                "no caches in " + home + "/.cache/migri; no installed Pythons in " + home + "/.local/share/migri",
                text(Map.of("HOME", home.toString(), "XDG_CACHE_HOME", "cache", "XDG_DATA_HOME", "data")));
    }

    private static String text(Map<String, String> environment) {
        return new KeptFiles(environment).text();
    }
}
