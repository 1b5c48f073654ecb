package io.migri.behaviour;

import static io.migri.behaviour.Inspection.applied;
import static io.migri.behaviour.Inspection.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.DatabaseState;
import io.migri.api.Decision;
import io.migri.api.MigrationFailedException;
import io.migri.api.text.Text;
import io.migri.spi.Dialect;
import io.migri.testkit.fault.Struck;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;

/** A procedure catches the error of a deadlock, after which the server has rolled back all of the transaction. */
class SwallowedErrorIT {
    @TempDir
    private Path directory;

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void whatTheServerRolledBackIsNotRecordedAsDone(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        migrations.migrate(database);
        String rows = IntStream.range(1, 400).mapToObj(i -> "(" + i + ", 0)").collect(Collectors.joining(", "));
        database.execute(
                "CREATE TABLE one (id int PRIMARY KEY, sum int)",
                "CREATE TABLE many (id int PRIMARY KEY, sum int)",
                "INSERT INTO one VALUES (1, 0)",
                "INSERT INTO many VALUES " + rows,
                "CREATE PROCEDURE quiet() UPDATE one SET sum = 1",
                "CREATE PROCEDURE catches() BEGIN DECLARE CONTINUE HANDLER FOR SQLEXCEPTION BEGIN END;"
                        + " UPDATE many SET sum = 1 WHERE id = 2; INSERT INTO keep VALUES (20); END");
        migrations.file(
                "0002",
                "INSERT INTO keep VALUES (2);",
                "CALL quiet();",
                "CALL /* here */ catches();",
                "INSERT INTO keep VALUES (3);");
        try (Connection other = database.connect()) {
            execute(other, "START TRANSACTION");
            // the server undoes the transaction that has done less
            execute(other, "UPDATE many SET sum = 2");
            MigrationFailedException failure = assertThrows(MigrationFailedException.class, () -> migrations
                    .on(database)
                    .dialect(Struck.before(dialect(database), SwallowedErrorIT::isHere, struck -> new Thread(
                                    () -> execute(other, "UPDATE one SET sum = 2"))
                            .start()))
                    .build()
                    .migrate());
            assertTrue(failure.getMessage().contains("rolled back the transaction"), failure.getMessage());
            assertEquals(3, failure.statement());
            assertEquals(DatabaseState.PARTLY_CHANGED, failure.state());
            String help = failure.help().map(Text::toString).orElse("");
            assertTrue(help.contains("Migri.resume(Decision.RETRY)") && help.contains("from statement 1 on"), help);
            execute(other, "ROLLBACK");
        }
        assertEquals(List.of("1", "20"), rows(database, "SELECT id FROM keep ORDER BY 1"));
        assertEquals(List.of("0001_keep"), applied(database));
        database.execute("DELETE FROM keep WHERE id = 20");
        migrations.on(database).build().resume(Decision.RETRY);
        assertEquals(List.of("1", "2", "3", "20"), rows(database, "SELECT id FROM keep ORDER BY 1"));
    }

    private static void execute(Connection connection, String text) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(text);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isHere(List<?> statements) {
        return statements.stream().anyMatch(statement -> statement.toString().contains("/* here */"));
    }

    private static Dialect dialect(Database database) {
        return ServiceLoader.load(Dialect.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(dialect -> dialect.id().equals(database.engine().dialect()))
                .findFirst()
                .orElseThrow();
    }
}
