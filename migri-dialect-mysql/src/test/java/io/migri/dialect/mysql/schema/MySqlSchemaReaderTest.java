package io.migri.dialect.mysql.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.dialect.mysql.MySqlDialect;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.schema.SchemaPart;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

final class MySqlSchemaReaderTest {
    private static final String SETTINGS =
            "SELECT concat_ws(' ', @@sql_mode, @@sql_quote_show_create, @@sql_select_limit, @@character_set_results)";

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void readsUnderOwnSettingsAndPutsThoseOfTheSessionBack(Database database) throws SQLException {
        database.execute("CREATE TABLE a (id int, name text)", "CREATE TABLE b (id int DEFAULT 7)");
        try (Connection connection = new MySqlDialect().connect(database.config());
                Statement statement = connection.createStatement()) {
            List<SchemaPart> usual = parts(connection);
            statement.execute("SET sql_mode = 'ANSI', sql_quote_show_create = 0, sql_select_limit = 1,"
                    + " character_set_results = NULL");
            String before = text(statement);
            assertEquals(usual, parts(connection));
            assertEquals(before, text(statement));
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void leavesOutWhatTheUserMayNotSee(Database database) throws SQLException {
        String user = "u" + UUID.randomUUID().toString().substring(0, 8);
        database.execute(
                "CREATE TABLE seen (id int)",
                "CREATE TABLE unseen (id int)",
                "CREATE VIEW veiled AS SELECT id FROM seen",
                "CREATE PROCEDURE hidden() SELECT 1",
                "CREATE USER '" + user + "'@'%' IDENTIFIED BY 'secret'",
                "GRANT SELECT ON " + database.name() + ".seen TO '" + user + "'@'%'",
                "GRANT SELECT ON " + database.name() + ".veiled TO '" + user + "'@'%'",
                "GRANT EXECUTE ON PROCEDURE " + database.name() + ".hidden TO '" + user + "'@'%'");
        try (Connection connection =
                new MySqlDialect().connect(database.withUser(user, "secret").config())) {
            List<String> statements =
                    parts(connection).stream().map(SchemaPart::statement).toList();
            assertTrue(statements.contains("CREATE TABLE `seen`"), statements::toString);
            assertTrue(
                    statements.stream()
                            .noneMatch(
                                    one -> one.contains("unseen") || one.contains("veiled") || one.contains("hidden")),
                    statements::toString);
        } finally {
            database.execute("DROP USER '" + user + "'@'%'");
        }
    }

    private static List<SchemaPart> parts(Connection connection) throws SQLException {
        return new MySqlDialect().session(connection).schema().orElseThrow().parts(HistoryTable.USUAL);
    }

    private static String text(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(SETTINGS)) {
            row.next();
            return row.getString(1);
        }
    }
}
