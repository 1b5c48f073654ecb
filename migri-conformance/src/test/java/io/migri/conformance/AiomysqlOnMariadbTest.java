package io.migri.conformance;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The facade of aiomysql against aiomysql, on MariaDB. */
class AiomysqlOnMariadbTest extends DifferentialContract {

    AiomysqlOnMariadbTest() {
        super(Driver.AIOMYSQL, "aiomysql-mariadb");
    }

    @Test
    void theDriverDoesWhatItDidBefore(@TestDatabase(Engine.MARIADB) Database database, @TempDir Path directory)
            throws Exception {
        theDriverDoesWhatItDid(database, directory);
    }

    @Test
    void theFacadeIsTheSameInAProcessWithoutTheDriver(
            @TestDatabase(Engine.MARIADB) Database database, @TempDir Path directory) throws Exception {
        theFacadeDoesTheSame(database, "process", Pythons.plain(), directory);
    }

    @Test
    void theFacadeIsTheSameInAProcessWithTheDriver(
            @TestDatabase(Engine.MARIADB) Database database, @TempDir Path directory) throws Exception {
        theFacadeDoesTheSame(database, "process", Pythons.withDrivers(), directory);
    }

    @Test
    void theFacadeIsTheSameInJepWithoutTheDriver(
            @TestDatabase(Engine.MARIADB) Database database, @TempDir Path directory) throws Exception {
        theFacadeDoesTheSame(database, "jep", Pythons.withJep(), directory);
    }
}
