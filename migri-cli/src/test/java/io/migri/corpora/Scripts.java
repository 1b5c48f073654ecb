package io.migri.corpora;

import static java.util.Objects.requireNonNull;

import io.migri.testkit.corpus.Corpora;
import io.migri.testkit.corpus.Corpus;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Scripts to measure by: a few of our own, one for each corner that those of others have, and those of others where they are named. */
final class Scripts {
    /** The usual suite applies every fourth corpus of others, the longer one all. */
    private static final int STEP = Boolean.getBoolean("migri.corpora.all") ? 1 : 4;

    private Scripts() {}

    static Stream<Corpus> all() throws IOException {
        return every(1);
    }

    /** Those to apply, which takes a second or more for each. */
    static Stream<Corpus> toApply() throws IOException {
        return every(STEP);
    }

    private static Stream<Corpus> every(int step) throws IOException {
        List<Corpus> all = new ArrayList<>(corners().all());
        Optional<Corpora> others = Corpora.named();
        if (others.isPresent()) {
            List<Corpus> found = others.get().all();
            for (int i = 0; i < found.size(); i += step) {
                all.add(found.get(i));
            }
        }
        return all.stream();
    }

    private static Corpora corners() {
        try {
            return new Corpora(Path.of(
                    requireNonNull(Scripts.class.getResource("/corners")).toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
