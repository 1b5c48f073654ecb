package io.migri.core.record;

import io.migri.api.Migration;
import io.migri.core.plugin.ExecutorRegistry;
import io.migri.core.source.Undos;
import java.util.List;

/**
 * The migrations that there are.
 *
 * @param all of them, in the order in which they are to be applied
 * @param hashes of their files
 * @param executors who reads and runs each kind of them
 * @param undos what takes them back, as far as it lies beside them
 */
public record MigrationFiles(List<Migration> all, FileHashes hashes, ExecutorRegistry executors, Undos undos) {

    public MigrationFiles {
        all = List.copyOf(all);
    }
}
