package io.migri.format.goose;

import io.migri.api.Migration;
import io.migri.format.file.Numbered;
import io.migri.format.file.Refusal;
import io.migri.spi.source.MigrationSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files of a directory of goose's. */
final class GooseFiles {

    private GooseFiles() {}

    /** Those that goose takes, in its order. */
    static List<Numbered> of(MigrationSource directory) throws IOException {
        List<Numbered> files = new ArrayList<>();
        for (Migration file : directory.migrations()) {
            Optional<Numbered> one = Numbered.of(file).filter(GooseFiles::isNamed);
            if (file.kind().equals("sql") && one.isPresent()) {
                files.add(one.get());
            } else if (file.kind().equals("sql") || file.kind().equals("py")) {
                throw Refusal.of(file, "is no file of goose, as others here are; move it, or call it NUMBER_NAME.sql");
            } else if (file.kind().equals("go")
                    && one.isPresent()
                    && !file.name().endsWith("_test")) {
                throw Refusal.of(
                        file,
                        "is a migration in Go, which only a program of yours can run; write it in SQL or Python, or run"
                                + " this directory with goose");
            }
        }
        return Numbered.sorted("goose", files);
    }

    private static boolean isNamed(Numbered one) {
        return one.rest().startsWith("_") && one.number().signum() > 0;
    }
}
