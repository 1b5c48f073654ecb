package io.migri.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

final class ConstructorDatabaseTest {
    private final Database database;

    ConstructorDatabaseTest(@TestDatabase(Engine.SQLITE) Database database) {
        this.database = database;
    }

    @Test
    void givesEachInstanceADatabaseOfItsOwn() throws SQLException {
        createsATable();
    }

    @Test
    void evenWhereAnotherTestUsesTheSameNames() throws SQLException {
        createsATable();
    }

    private void createsATable() throws SQLException {
        database.execute("CREATE TABLE animal (id integer)");
        assertEquals("0", ServersTest.text(database, "SELECT count(*) FROM animal"));
    }
}
