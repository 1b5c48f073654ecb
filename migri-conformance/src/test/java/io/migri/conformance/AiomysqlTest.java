package io.migri.conformance;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import org.junit.jupiter.api.Test;

/** The facade of aiomysql against aiomysql. */
class AiomysqlTest extends DifferentialContract {

    @Test
    void theDriverDoesWhatItDid(@TestDatabase(Engine.MYSQL) Database database) throws Exception {
        theDriverDoesWhatItDid(Driver.AIOMYSQL, database, "aiomysql");
    }

    @Test
    void theFacadeIsTheSameInAProcessWithoutTheDriver(@TestDatabase(Engine.MYSQL) Database database) throws Exception {
        theFacadeDoesTheSame(Driver.AIOMYSQL, database, "aiomysql", "process", Pythons.plain());
    }

    @Test
    void theFacadeIsTheSameInAProcessWithTheDriver(@TestDatabase(Engine.MYSQL) Database database) throws Exception {
        theFacadeDoesTheSame(Driver.AIOMYSQL, database, "aiomysql", "process", Pythons.withDrivers());
    }

    @Test
    void theFacadeIsTheSameInJepWithoutTheDriver(@TestDatabase(Engine.MYSQL) Database database) throws Exception {
        theFacadeDoesTheSame(Driver.AIOMYSQL, database, "aiomysql", "jep", Pythons.withJep());
    }
}
