package io.migri.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

public final class ServersTest {

    @ForEachDatabase
    void givesAnEmptyDatabaseThatKeepsText(Database database) throws SQLException {
        database.execute(
                "CREATE TABLE animal (id integer PRIMARY KEY, name varchar(100))",
                "INSERT INTO animal VALUES (1, 'h\u00e9llo \u2603 \ud83e\udd73')");
        assertEquals("h\u00e9llo \u2603 \ud83e\udd73", text(database, "SELECT name FROM animal"));
    }

    @ForEachDatabase
    void givesEachTestADatabaseOfItsOwn(Database database) throws SQLException {
        database.execute("CREATE TABLE animal (id integer PRIMARY KEY)");
        assertEquals("0", text(database, "SELECT count(*) FROM animal"));
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void isWhatItSaysItIs(Database database) throws SQLException {
        String version = text(database, "SELECT version()");
        assertEquals(database.engine() == Engine.MARIADB, version.contains("MariaDB"), version);
        WantedServer wanted = WantedServer.of(database.engine());
        String product = database.engine() == Engine.POSTGRESQL ? "PostgreSQL " : "";
        assertTrue(wanted.url() != null || version.startsWith(product + wanted.version() + "."), version);
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void refusesAWrongPassword(Database database) {
        SQLException failure = assertThrows(
                SQLException.class,
                () -> database.withPassword("wrong").connect().close());
        assertTrue(failure.getSQLState().startsWith("28"), failure.getSQLState());
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void isReachedWithoutTls(Database database) throws SQLException {
        assertEquals("1", text(database.withoutTls(), "SELECT 1"));
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void dropsADatabaseThatIsInUse(Database database) throws Exception {
        Database other = database.server().create();
        try (Connection holder = other.connect();
                Statement statement = holder.createStatement()) {
            statement.execute("CREATE TABLE animal (id integer PRIMARY KEY)");
            holder.setAutoCommit(false);
            statement.execute("INSERT INTO animal VALUES (1)");
            other.close();
        } catch (SQLException closing) {
            assertTrue(
                    closing.getSQLState().startsWith("08")
                            || closing.getSQLState().startsWith("57"),
                    closing::getMessage);
        }
        assertThrows(SQLException.class, () -> other.connect().close());
    }

    @Test
    void keepsAccountOfLocksOnRequest(@TestDatabase(value = Engine.MYSQL, performanceSchema = true) Database database)
            throws SQLException {
        assertEquals("1", text(database, "SELECT @@performance_schema"));
    }

    public static String text(Database database, String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertTrue(rows.next());
            return rows.getString(1);
        }
    }
}
