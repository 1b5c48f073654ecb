package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.api.ConnectionConfig;
import io.migri.api.MigriException;
import io.migri.api.Secret;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;

/** Passwords of servers and of the users that migrations make, and all that Migri writes, stores and throws. */
class SecretsIT {
    private static final String SECRET = "h7&Geheim%x";

    @TempDir
    private Path directory;

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void noPasswordThatAMigrationSetsIsShownOrStored(Database database) throws Exception {
        String user = "u_" + database.name();
        try {
            setPasswords(database, user);
        } finally {
            database.execute(
                    database.engine() == Engine.POSTGRESQL
                            ? "DROP ROLE IF EXISTS " + user
                            : "DROP USER IF EXISTS " + user);
        }
    }

    private void setPasswords(Database database, String user) throws Exception {
        boolean postgresql = database.engine() == Engine.POSTGRESQL;
        String create = postgresql
                ? "CREATE ROLE " + user + " LOGIN PASSWORD '" + SECRET + "';\n"
                : "CREATE USER " + user + " IDENTIFIED BY '" + SECRET + "';\n";
        String alter = postgresql
                ? "ALTER ROLE " + user + " PASSWORD '" + SECRET + "'"
                : "ALTER USER " + user + " IDENTIFIED BY '" + SECRET + "'";
        Place place = new Place(directory, database).file("0001_user.sql", create + alter + ";\n");
        assertHidden(run(place, "migrate", "--report", "-l", "debug"));
        assertTrue(stored(database).contains("'***'"), stored(database));
        assertHidden(stored(database));
        place.file("0001_user.sql", create + alter + ";\nSELECT 1;\n");
        String alone = postgresql ? "VACUUM;\n" : "CREATE TABLE made (a int);\n";
        for (String broken : List.of(
                alter + " x y z;\n",
                alone + alter + ";\n" + alter + " x y z;\n",
                alter + ";\nSELECT nosuch, 'password=" + SECRET + "' FROM nowhere;\n",
                postgresql
                        ? alter + "; SELECT nosuch FROM nowhere;\n"
                        : "SET PASSWORD FOR nobody_" + user + " = '" + SECRET + "';\n")) {
            place.file("0002_broken.sql", broken);
            for (String level : List.of("debug", "info", "error")) {
                assertHidden(run(place, "migrate", "-l", level));
            }
            assertHidden(run(place, "migrate", "--dry-run", "--report", "-l", "debug"));
            assertHidden(run(place, "migrate", "--output", "json"));
            assertHidden(run(place, "status", "--output", "json"));
            assertHidden(run(place, "validate"));
            assertHidden(run(place, "validate", "--output", "json"));
            assertHidden(run(place, "show", "0001_user"));
            assertHidden(stored(database));
            assertHidden(thrown(database.config()));
            run(place, "repair", "--clear-journal");
        }
    }

    @ForEachDatabase({Engine.POSTGRESQL})
    void noPasswordInWhatTheDatabaseSaysOfAStatementWithinAnotherIsShown(Database database) throws Exception {
        Place place = new Place(directory, database)
                .file(
                        "0001_do.sql",
                        "DO $$ BEGIN EXECUTE 'ALTER ROLE nobody_knows PASSWORD ''" + SECRET + "'''; END $$;\n");
        for (String level : List.of("debug", "info", "error")) {
            assertHidden(run(place, "migrate", "-l", level));
        }
        assertHidden(run(place, "migrate", "--output", "json"));
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void noPasswordOfTheConnectionIsShown(Database database) throws Exception {
        Place wrong = new Place(directory, database.withPassword(SECRET)).file("0001_a.sql", "SELECT 1;\n");
        String property = database.engine() == Engine.POSTGRESQL ? "sslpassword" : "trustCertificateKeyStorePassword";
        for (String command : List.of("migrate", "status", "validate", "lock", "doctor")) {
            assertHidden(run(wrong, command, "-l", "debug"));
            assertHidden(run(
                    new Place(directory, database), command, "-l", "debug", "--db-property", property + "=" + SECRET));
        }
        ConnectionConfig config = ConnectionConfig.builder(database.name())
                .dialect(database.engine().dialect())
                .host(database.host())
                .port(database.port())
                .user("nobody_knows")
                .password(Secret.of(SECRET))
                .properties(Map.of(property, SECRET))
                .build();
        assertHidden(config.toString() + config.password() + Secret.of(SECRET));
        assertHidden(thrown(config));
    }

    /** Whoever looks who holds a lock sees what that session executes. */
    @ForEachDatabase({Engine.POSTGRESQL})
    void noPasswordOfAnotherSessionIsShown(Database database) throws Exception {
        Place place = new Place(directory, database).file("0001_a.sql", "CREATE TABLE a (b int);\n");
        run(place, "migrate");
        place.file("0002_a.sql", "ALTER TABLE a ADD COLUMN c int;\n");
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE a; SELECT 'password=" + SECRET + "' /* PASSWORD '" + SECRET + "' */");
            assertHidden(run(place, "migrate", "--lock-timeout", "300ms", "--lock-retries", "1", "-l", "debug"));
        }
    }

    private static String run(Place place, String command, String... more) {
        ProcessResult result = place.run(command, more);
        return result.outputText() + result.errorText();
    }

    /** What a program that uses Migri may log. */
    private String thrown(ConnectionConfig config) {
        Migri migri = Migri.builder()
                .target(config)
                .directory(directory.resolve("migrations"))
                .build();
        MigriException thrown = assertThrows(MigriException.class, migri::migrate);
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text + " " + config;
    }

    /** Every value of every table of Migri's own. */
    private static String stored(Database database) throws SQLException, IOException {
        StringBuilder all = new StringBuilder();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet names = statement.executeQuery(
                    "SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'migri%' OR table_name ="
                            + " 'applied_migration'")) {
                while (names.next()) {
                    tables.add(names.getString(1));
                }
            }
            for (String table : tables) {
                try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
                    while (rows.next()) {
                        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                            all.append(text(rows.getObject(i))).append('\n');
                        }
                    }
                }
            }
        }
        return all.toString();
    }

    private static String text(Object value) throws IOException {
        return value instanceof byte[] bytes && bytes.length > 2 && bytes[0] == 0x1f
                ? new String(
                        new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(), StandardCharsets.UTF_8)
                : String.valueOf(value);
    }

    private static void assertHidden(String written) {
        byte[] bytes = SECRET.getBytes(StandardCharsets.UTF_8);
        for (String form : List.of(
                SECRET,
                SECRET.substring(2, 9),
                URLEncoder.encode(SECRET, StandardCharsets.UTF_8),
                HexFormat.of().formatHex(bytes),
                Base64.getEncoder().encodeToString(bytes))) {
            assertFalse(written.contains(form), written);
        }
    }
}
