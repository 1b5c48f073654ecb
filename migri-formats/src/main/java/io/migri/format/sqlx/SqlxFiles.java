package io.migri.format.sqlx;

import io.migri.format.file.Numbered;
import io.migri.format.file.Pairs;
import io.migri.spi.source.MigrationSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The files of a directory of sqlx's that apply something. */
final class SqlxFiles {

    private SqlxFiles() {}

    /** Those that sqlx applies, in its order. */
    static List<Numbered> of(MigrationSource directory) throws IOException {
        Pairs pairs = Pairs.of("sqlx", directory);
        List<Numbered> applied = new ArrayList<>(pairs.up());
        applied.addAll(pairs.single());
        return Numbered.sorted("sqlx", applied);
    }
}
