package io.migri.behaviour;

import static io.migri.behaviour.Inspection.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.cli.InProcess;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** A server reached by its Unix socket, named by an option and by a URL. */
class UnixSocketIT {
    @TempDir
    private Path directory;

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void aRunGoesThroughASocket(Database server) throws Exception {
        Database database = local(server);
        Migrations migrations = Migrations.withKeep(directory);
        String large = "INSERT INTO keep VALUES " + "(3),".repeat(200_000) + "(4);";
        migrations.file("0002_large", large);
        String place = socket(server);
        ProcessResult first =
                run(database, "-h", place, "-n", database.name(), "-d", dialect(database), "-p", port(database));
        assertEquals("Applying migrations\n0001_keep...ok\n0002_large...ok\n", first.outputText(), first::toString);
        String url = dialect(database) + "://" + encoded(database.user()) + "@" + encoded(place) + ":" + port(database)
                + "/" + database.name();
        ProcessResult again = InProcess.run(
                Map.of("DATABASE_URL", url, "DB_PASS", database.password()),
                List.of("migrate", "-m", migrations.directory().toString()));
        assertEquals("All synced! No new migrations to apply! 🥳\n", again.outputText(), again::toString);
        assertEquals(List.of("200001"), rows(server, "SELECT count(*) FROM keep WHERE id > 2"));
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL})
    void aSocketThatIsNotThereIsNamed(Database database) throws Exception {
        Migrations.withKeep(directory);
        ProcessResult result =
                run(database, "-h", directory.toString() + "/gone", "-n", database.name(), "-d", dialect(database));
        assertEquals(1, result.exitCode(), result::toString);
        assertTrue(result.errorText().contains("cannot connect to "), result::toString);
        assertTrue(result.errorText().contains(directory + "/gone"), result::toString);
    }

    /** To MySQL who comes through a socket is at localhost, and another account than one that comes by TCP. */
    private static Database local(Database database) throws Exception {
        if (database.engine() == Engine.POSTGRESQL) {
            return database;
        }
        String user = "local_" + database.name();
        database.execute(
                "CREATE USER '" + user + "'@'localhost' IDENTIFIED BY 'migri-test'",
                "GRANT ALL ON " + database.name() + ".* TO '" + user + "'@'localhost'");
        return database.withUser(user, "migri-test");
    }

    private ProcessResult run(Database database, String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("migrate", "-m", directory.resolve("migrations").toString(), "-u", database.user()));
        arguments.addAll(List.of(options));
        return InProcess.run(Map.of("DB_PASS", database.password()), arguments);
    }

    private static String dialect(Database database) {
        return database.engine().dialect();
    }

    private static String port(Database database) {
        return Integer.toString(database.port());
    }

    private static String socket(Database database) throws Exception {
        return rows(
                        database,
                        database.engine() == Engine.POSTGRESQL
                                ? "SELECT current_setting('data_directory')"
                                : "SELECT @@socket")
                .get(0);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
