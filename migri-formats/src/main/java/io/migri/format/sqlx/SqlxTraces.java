package io.migri.format.sqlx;

import io.migri.api.Migration;
import io.migri.format.file.Heads;
import io.migri.format.file.Pairs;
import io.migri.spi.source.MigrationSource;
import java.io.IOException;
import java.util.List;

/** Tells sqlx from other tools with the same file names: by its directive, or by what lies beside the directory. */
public final class SqlxTraces {
    /** What begins the first line of a script that is to run in no transaction. */
    static final String NO_TRANSACTION = "-- no-transaction";

    private static final List<String> BESIDE = List.of("../sqlx.toml", "../Cargo.toml", "../build.rs");

    private SqlxTraces() {}

    /** Whether {@code directory} was written for sqlx. */
    public static boolean in(MigrationSource directory) throws IOException {
        List<Migration> scripts = Heads.first(directory);
        for (Migration script : scripts) {
            if (Heads.firstLine(script).startsWith(NO_TRANSACTION)) {
                return true;
            }
        }
        if (scripts.stream().noneMatch(Pairs::has)) {
            return false;
        }
        for (String name : BESIDE) {
            if (directory.companion(name).isPresent()) {
                return true;
            }
        }
        return false;
    }
}
