package io.migri.conformance;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import org.junit.jupiter.api.Test;

/** The facade of aiosqlite against aiosqlite. */
class AiosqliteTest extends DifferentialContract {

    @Test
    void theDriverDoesWhatItDid(@TestDatabase(Engine.SQLITE) Database database) throws Exception {
        theDriverDoesWhatItDid(Driver.AIOSQLITE, database, "aiosqlite");
    }

    @Test
    void theFacadeIsTheSameInAProcessWithoutTheDriver(@TestDatabase(Engine.SQLITE) Database database) throws Exception {
        theFacadeDoesTheSame(Driver.AIOSQLITE, database, "aiosqlite", "process", Pythons.plain());
    }

    @Test
    void theFacadeIsTheSameInAProcessWithTheDriver(@TestDatabase(Engine.SQLITE) Database database) throws Exception {
        theFacadeDoesTheSame(Driver.AIOSQLITE, database, "aiosqlite", "process", Pythons.withDrivers());
    }

    @Test
    void theFacadeIsTheSameInJepWithoutTheDriver(@TestDatabase(Engine.SQLITE) Database database) throws Exception {
        theFacadeDoesTheSame(Driver.AIOSQLITE, database, "aiosqlite", "jep", Pythons.withJep());
    }
}
