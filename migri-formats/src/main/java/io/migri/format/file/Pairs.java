package io.migri.format.file;

import io.migri.api.Migration;
import io.migri.spi.source.MigrationSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Directories with a file for each half: {@code 0002_users.up.sql} and {@code 0002_users.down.sql}.
 *
 * @param up what applies, in the order of the numbers
 * @param down what undoes
 * @param single numbered scripts that are neither
 */
public record Pairs(List<Numbered> up, List<Numbered> down, List<Numbered> single) {
    /** The end of a name of what applies. */
    public static final String UP = ".up";
    /** The end of a name of what undoes. */
    public static final String DOWN = ".down";

    /** Whether {@code file} is one of a pair. */
    public static boolean has(Migration file) {
        return isNumbered(file) && (file.name().endsWith(UP) || file.name().endsWith(DOWN));
    }

    private static boolean isNumbered(Migration file) {
        return file.kind().equals("sql")
                && Numbered.of(file).filter(one -> one.rest().startsWith("_")).isPresent();
    }

    /**
     * The scripts of {@code directory}.
     *
     * @throws io.migri.api.MigriException where there are others, or two with one number
     */
    public static Pairs of(String tool, MigrationSource directory) throws IOException {
        List<Numbered> up = new ArrayList<>();
        List<Numbered> down = new ArrayList<>();
        List<Numbered> single = new ArrayList<>();
        for (Migration file : directory.migrations()) {
            Optional<Numbered> one = Numbered.of(file);
            if (one.isPresent() && isNumbered(file)) {
                (file.name().endsWith(UP) ? up : file.name().endsWith(DOWN) ? down : single).add(one.get());
            } else if (file.kind().equals("sql") || file.kind().equals("py")) {
                throw Refusal.of(file, "is no file of " + tool + ", as others here are; move it");
            }
        }
        return new Pairs(Numbered.sorted(tool, up), Numbered.sorted(tool, down), Numbered.sorted(tool, single));
    }

    /** What undoes, under the names of what applies. */
    public List<Numbered> undoing() {
        List<Numbered> known = new ArrayList<>();
        for (Numbered one : down) {
            if (up.stream().anyMatch(other -> other.number().equals(one.number()))) {
                known.add(one);
            }
        }
        return known;
    }

    /** The recorded name of what applies under that number. */
    public String nameOf(Numbered undoing) {
        return up.stream()
                .filter(other -> other.number().equals(undoing.number()))
                .findFirst()
                .orElse(undoing)
                .recordedName(UP);
    }
}
