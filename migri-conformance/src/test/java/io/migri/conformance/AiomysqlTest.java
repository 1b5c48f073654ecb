package io.migri.conformance;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The facade of aiomysql against aiomysql. */
class AiomysqlTest extends DifferentialContract {

    AiomysqlTest() {
        super(Driver.AIOMYSQL, "aiomysql");
    }

    @Test
    void theDriverDoesWhatItDidBefore(@TestDatabase(Engine.MYSQL) Database database, @TempDir Path directory)
            throws Exception {
        theDriverDoesWhatItDid(database, directory);
    }

    @Test
    void theFacadeIsTheSameInAProcessWithoutTheDriver(
            @TestDatabase(Engine.MYSQL) Database database, @TempDir Path directory) throws Exception {
        theFacadeDoesTheSame(database, "process", Pythons.plain(), directory);
    }

    @Test
    void theFacadeIsTheSameInAProcessWithTheDriver(
            @TestDatabase(Engine.MYSQL) Database database, @TempDir Path directory) throws Exception {
        theFacadeDoesTheSame(database, "process", Pythons.withDrivers(), directory);
    }

    @Test
    void theFacadeIsTheSameInJepWithoutTheDriver(@TestDatabase(Engine.MYSQL) Database database, @TempDir Path directory)
            throws Exception {
        theFacadeDoesTheSame(database, "jep", Pythons.withJep(), directory);
    }
}
