package io.migri.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where the version stands. */
final class VersionIT {
    private static final Pattern VERSION =
            Pattern.compile("\\b\\d+\\.\\d+\\.\\d+-(?:(?:alpha|beta|rc)\\.\\d+|SNAPSHOT)");

    @Test
    void isInOnePlaceOfTheBuild() throws IOException {
        List<String> places = new ArrayList<>();
        for (Path module : folders(Project.root())) {
            Path pom = module.resolve("pom.xml");
            if (Files.exists(pom) && Files.readString(pom).contains(Project.version())) {
                places.add(String.valueOf(module.getFileName()));
            }
        }
        assertEquals(List.of(), places);
        assertEquals(
                1,
                VERSION.matcher(Files.readString(Project.root().resolve("pom.xml")))
                        .results()
                        .count());
    }

    /** What is written for users may name it, since they need a number; it is the right one. */
    @Test
    void isTheSameInDocumentsAndExamples() throws IOException {
        List<Path> files = new ArrayList<>(List.of(Project.root().resolve("README.md")));
        for (String folder : List.of("docs", "examples")) {
            try (Stream<Path> all = Files.walk(Project.root().resolve(folder))) {
                all.filter(file -> file.toString().matches(".*\\.(md|xml|gradle|kts|yml|yaml)")
                                && !file.toString().contains("/target/"))
                        .forEach(files::add);
            }
        }
        assertTrue(files.size() > 10, files::toString);
        for (Path file : files) {
            List<String> others = VERSION.matcher(Files.readString(file))
                    .results()
                    .map(MatchResult::group)
                    .filter(version -> !version.equals(Project.version()))
                    .toList();
            assertEquals(List.of(), others, file::toString);
        }
    }

    private static List<Path> folders(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isDirectory).sorted().toList();
        }
    }
}
