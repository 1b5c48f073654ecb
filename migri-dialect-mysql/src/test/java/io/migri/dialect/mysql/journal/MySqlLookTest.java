package io.migri.dialect.mysql.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.dialect.mysql.journal.MySqlSubject.Kind;
import io.migri.dialect.mysql.journal.MySqlSubject.Named;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MySqlLookTest {

    /**
     * MariaDB has to open every table of every database where the condition does not name that of the tables, and where another connection is changing one of
     * them, the note fails (<a href="https://mariadb.com/kb/en/optimizing-for-information_schema/">manual</a>).
     */
    @Test
    void aLookDoesNotGoThroughOtherDatabases(@TestDatabase(Engine.MARIADB) Database database) throws SQLException {
        for (Kind kind : List.of(Kind.TABLE, Kind.TRIGGER)) {
            List<String> extras = extras(database, MySqlLook.at(List.of(new Named(kind, null, "a")), "database()"));
            assertEquals(
                    List.of(),
                    extras.stream()
                            .filter(extra -> extra.contains("Scanned all databases"))
                            .toList());
        }
    }

    private static List<String> extras(Database database, String look) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN SELECT " + look)) {
            List<String> extras = new ArrayList<>();
            while (rows.next()) {
                extras.add(rows.getString("table") + ": " + rows.getString("Extra"));
            }
            return extras;
        }
    }
}
