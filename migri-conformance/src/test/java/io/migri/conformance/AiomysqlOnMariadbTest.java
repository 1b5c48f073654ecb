package io.migri.conformance;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import org.junit.jupiter.api.Test;

/** The facade of aiomysql against aiomysql, on MariaDB. */
class AiomysqlOnMariadbTest extends DifferentialContract {

    @Test
    void theDriverDoesWhatItDid(@TestDatabase(Engine.MARIADB) Database database) throws Exception {
        theDriverDoesWhatItDid(Driver.AIOMYSQL, database, "aiomysql-mariadb");
    }

    @Test
    void theFacadeIsTheSameInAProcessWithoutTheDriver(@TestDatabase(Engine.MARIADB) Database database)
            throws Exception {
        theFacadeDoesTheSame(Driver.AIOMYSQL, database, "aiomysql-mariadb", "process", Pythons.plain());
    }

    @Test
    void theFacadeIsTheSameInAProcessWithTheDriver(@TestDatabase(Engine.MARIADB) Database database) throws Exception {
        theFacadeDoesTheSame(Driver.AIOMYSQL, database, "aiomysql-mariadb", "process", Pythons.withDrivers());
    }

    @Test
    void theFacadeIsTheSameInJepWithoutTheDriver(@TestDatabase(Engine.MARIADB) Database database) throws Exception {
        theFacadeDoesTheSame(Driver.AIOMYSQL, database, "aiomysql-mariadb", "jep", Pythons.withJep());
    }
}
