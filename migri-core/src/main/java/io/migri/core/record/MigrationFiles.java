package io.migri.core.record;

import io.migri.api.Migration;
import io.migri.core.plugin.ExecutorRegistry;
import java.util.List;

/**
 * The migrations that there are.
 *
 * @param all of them, in the order in which they are to be applied
 * @param hashes of their files
 * @param executors who reads and runs each kind of them
 */
public record MigrationFiles(List<Migration> all, FileHashes hashes, ExecutorRegistry executors) {

    public MigrationFiles {
        all = List.copyOf(all);
    }
}
