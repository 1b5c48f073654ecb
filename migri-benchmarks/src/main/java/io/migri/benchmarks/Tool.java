package io.migri.benchmarks;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
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

    /** Whether it can do this workload on this database. */
    default boolean can(Engine engine, Workload workload) {
        return true;
    }

    /** What it wants at the beginning of each SQL file. */
    default String header() {
        return "";
    }

    /** What it wants behind it. */
    default String footer() {
        return "";
    }

    /** The command that brings {@code database} up to date. */
    List<String> command(Database database, Path migrations) throws IOException;
}
