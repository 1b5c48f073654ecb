package io.migri.benchmarks;

import io.migri.testkit.server.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Something that applies a directory of migrations. */
interface Tool {

    String name();

    /** What it needs in its environment beside the password. */
    default Map<String, String> environment() {
        return Map.of();
    }

    /** Whether it does the work, so that its rows are counted. */
    default boolean works() {
        return true;
    }

    /** The command that brings {@code database} up to date. */
    List<String> command(Database database, Path migrations) throws IOException;
}
