package io.migri.testkit.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * All corpora. They are third-party data under many licences and therefore no part of the project: the system property
 * {@code migri.corpora} names the folder or the archive that holds them; by default it is looked for beside the checkout.
 *
 * @param directory holds {@code flat}, {@code gold} and {@code meta}
 */
public record Corpora(Path directory) {
    private static final String PROPERTY = "migri.corpora";
    private static final String BESIDE_THE_CHECKOUT = "../../shared/corpora/corpora.tar.xz";

    /**
     * Finds and, where need be, unpacks them for a test of the module that is being built. Where there are none the test is
     * aborted, or fails in continuous integration ({@code CI=true}).
     */
    public static Corpora find() throws IOException {
        Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        String chosen = System.getProperty(PROPERTY, "");
        Path place =
                module.resolve(chosen.isEmpty() ? BESIDE_THE_CHECKOUT : chosen).normalize();
        if (Files.isDirectory(place)) {
            return new Corpora(place);
        }
        if (Files.isRegularFile(place)) {
            return new Corpora(CorpusArchive.unpacked(place, module.resolve("target/corpora")));
        }
        String message = "no corpora at " + place + ": name their folder or archive with -D" + PROPERTY + "=…";
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(message);
        }
        throw new TestAbortedException(message);
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
