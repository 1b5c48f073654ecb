package io.migri.dialect.mysql.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.sql.Connection;
import org.junit.jupiter.api.Test;

final class MySqlShapeTest {

    /** As MySQL before 8.0.29 has not; MariaDB has not even the table. */
    @Test
    void countsNoRowVersionsWhereTheServerKeepsNone(@TestDatabase(Engine.MARIADB) Database database) throws Exception {
        database.execute("CREATE TABLE animal (id int)");
        try (Connection connection = database.connect()) {
            assertEquals(0, MySqlShape.rowVersions(connection, database.name(), "animal"));
        }
    }
}
