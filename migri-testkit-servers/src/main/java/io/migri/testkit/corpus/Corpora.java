package io.migri.testkit.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * All corpora. They are third-party data under many licences and therefore no part of the project: the system property
 * {@code migri.corpora} names the folder or the archive that holds them.
 *
 * @param directory holds {@code flat}, {@code gold} and {@code meta}
 */
public record Corpora(Path directory) {
    private static final String PROPERTY = "migri.corpora";

    /** Finds and, where need be, unpacks them for a test of the module that is being built. The test is aborted where none are named. */
    public static Corpora find() throws IOException {
        return named().orElseThrow(
                        () -> new TestAbortedException("left out: no corpora are named with -D" + PROPERTY + "=…"));
    }

    /** The same; empty where none are named. */
    public static Optional<Corpora> named() throws IOException {
        String chosen = System.getProperty(PROPERTY, "");
        if (chosen.isEmpty()) {
            return Optional.empty();
        }
        Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        Path place = module.resolve(chosen).normalize();
        if (Files.isDirectory(place)) {
            return Optional.of(new Corpora(place));
        }
        if (Files.isRegularFile(place)) {
            return Optional.of(new Corpora(CorpusArchive.unpacked(place, module.resolve("target/corpora"))));
        }
        throw new AssertionError("no corpora at " + place + ", which -D" + PROPERTY + " names");
    }

    /** All of them, by name. */
    public List<Corpus> all() throws IOException {
        List<Corpus> all = new ArrayList<>();
        for (Path scripts : listed(directory.resolve("flat"))) {
            String name = String.valueOf(scripts.getFileName());
            all.add(Corpus.read(
                    name,
                    listed(scripts),
                    directory.resolve("gold/" + name + ".jsonl"),
                    directory.resolve("meta/" + name + ".json")));
        }
        return List.copyOf(all);
    }

    private static List<Path> listed(Path directory) throws IOException {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.sorted().toList();
        }
    }
}
