package io.migri.benchmarks;

import io.migri.testkit.server.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Something that applies a directory of migrations. */
interface Tool {

    String name();

    /** The command that brings {@code database} up to date. */
    List<String> command(Database database, Path migrations) throws IOException;
}
