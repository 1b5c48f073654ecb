package io.migri.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The distribution of the command line. */
@ExtendWith(RepositoryParameter.class)
final class DistributionIT {
    private final Path file;
    private final String folder = "migri-" + Project.version() + "/";

    DistributionIT(Repository repository) {
        file = repository.file("migri-cli", ".zip");
    }

    @Test
    void saysUnderWhichLicenceEachJarOfOthersIs() throws IOException {
        try (ZipFile distribution = new ZipFile(file.toFile())) {
            String text = text(distribution, "THIRD-PARTY.txt");
            List<String> jars = distribution.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith(folder + "lib/") && name.endsWith(".jar"))
                    .map(name -> name.substring((folder + "lib/").length(), name.length() - ".jar".length()))
                    .filter(name -> !name.startsWith("migri-"))
                    .toList();
            assertTrue(jars.size() >= 5, jars::toString);
            List<String> unnamed = jars.stream()
                    .filter(name -> !text.contains(":" + name.replaceFirst("-(?=\\d)", ":") + " "))
                    .toList();
            assertEquals(List.of(), unnamed, text);
            assertFalse(text.contains("io.migri"), text);
            assertFalse(text.contains("Unknown license"), text);
        }
    }

    @Test
    void bringsItsOwnLicenceAlong() throws IOException {
        try (ZipFile distribution = new ZipFile(file.toFile())) {
            assertTrue(text(distribution, "LICENSE").contains("Apache License"));
            assertTrue(text(distribution, "NOTICE").contains("jOOQ"));
        }
    }

    private String text(ZipFile distribution, String name) throws IOException {
        try (InputStream bytes = distribution.getInputStream(distribution.getEntry(folder + name))) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
