package io.migri.conformance;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import org.junit.jupiter.api.Test;

/** The facade of asyncpg against asyncpg. */
class AsyncpgTest extends DifferentialContract {

    @Test
    void theDriverDoesWhatItDid(@TestDatabase(Engine.POSTGRESQL) Database database) throws Exception {
        theDriverDoesWhatItDid(Driver.ASYNCPG, database, "asyncpg");
    }

    @Test
    void theFacadeIsTheSameInAProcessWithoutTheDriver(@TestDatabase(Engine.POSTGRESQL) Database database)
            throws Exception {
        theFacadeDoesTheSame(Driver.ASYNCPG, database, "asyncpg", "process", Pythons.plain());
    }

    @Test
    void theFacadeIsTheSameInAProcessWithTheDriver(@TestDatabase(Engine.POSTGRESQL) Database database)
            throws Exception {
        theFacadeDoesTheSame(Driver.ASYNCPG, database, "asyncpg", "process", Pythons.withDrivers());
    }

    @Test
    void theFacadeIsTheSameInJepWithoutTheDriver(@TestDatabase(Engine.POSTGRESQL) Database database) throws Exception {
        theFacadeDoesTheSame(Driver.ASYNCPG, database, "asyncpg", "jep", Pythons.withJep());
    }
}
