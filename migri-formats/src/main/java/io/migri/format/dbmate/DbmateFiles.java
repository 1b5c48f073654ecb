package io.migri.format.dbmate;

import io.migri.api.Migration;
import io.migri.format.file.Numbered;
import io.migri.format.file.Refusal;
import io.migri.spi.source.MigrationSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The files of a directory of dbmate's. */
final class DbmateFiles {

    private DbmateFiles() {}

    /** Those that dbmate takes, in its order. */
    static List<Numbered> of(MigrationSource directory) throws IOException {
        List<Numbered> files = new ArrayList<>();
        for (Migration file : directory.migrations()) {
            Optional<Numbered> one = Numbered.of(file);
            if (file.kind().equals("sql") && one.isPresent()) {
                files.add(one.get());
            } else if (file.kind().equals("sql") || file.kind().equals("py")) {
                throw Refusal.of(
                        file, "is no file of dbmate, as others here are; move it, or begin its name with a number");
            }
        }
        files.sort(Comparator.comparing(one -> one.file().fileName()));
        return files;
    }
}
