package io.migri.chaos;

import io.migri.testkit.server.Database;

/** Something that ends a run. */
@FunctionalInterface
interface Fault {
    /** Begins to apply {@code scenario} to {@code database}, and ends that before its time, if it is not quicker. */
    void strike(Scenario scenario, Database database) throws Exception;
}
