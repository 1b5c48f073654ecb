package io.migri.dialect.mysql.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.dialect.mysql.MySqlDialect;
import io.migri.spi.examination.Finding;
import io.migri.spi.history.HistoryTable;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.sql.Connection;
import java.sql.SQLException;

/** What {@code doctor} says of the connection itself. */
final class MySqlConnectionExaminationTest {
    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void tellsWhetherTheConnectionIsEncryptedAndTheServerVerified(Database database) throws SQLException {
        Finding plain = examined(database.withoutTls());
        assertTrue(
                plain.text().toString().startsWith("not encrypted; nobody has verified the server"), plain::toString);
        assertEquals(Finding.State.OK, plain.state(), "to this machine");
        Finding usual = examined(database);
        boolean encrypted = usual.text().toString().startsWith("encrypted with TLS");
        assertTrue(encrypted || usual.text().equals(plain.text()), usual::toString);
        assertTrue(usual.text().toString().contains("; the password goes by "), usual::toString);
    }

    private static Finding examined(Database database) throws SQLException {
        try (Connection connection = new MySqlDialect().connect(database.config())) {
            return new MySqlDialect()
                    .session(connection).examine(HistoryTable.USUAL).stream()
                            .filter(finding -> finding.area().equals("connection"))
                            .findFirst()
                            .orElseThrow();
        }
    }
}
