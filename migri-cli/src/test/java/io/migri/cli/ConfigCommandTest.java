package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.cli.output.Captured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code migri config}, and commands in a directory that has files of settings. */
class ConfigCommandTest {
    private static final String SECRET = "s3x";

    @TempDir
    private Path directory;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void findTheDirectory() throws IOException {
        directory = directory.toRealPath();
        environment.put("HOME", directory.resolve("home").toString());
    }

    @Test
    void eachSettingIsShownWithItsPlaceAndSecretsAreMasked() throws IOException {
        write(".env", "DB_USER=ann\nDB_PASS=" + SECRET + "\n");
        write(
                "migri.toml",
                "url = 'postgres://db/shop?sslmode=require&pool_size=3&sslpassword=" + SECRET + "'\nlock-wait = '5s'\n"
                        + "plugin-setting = { 's3.secret' = '" + SECRET + "', 's3.region' = 'eu' }\n");
        environment.put("PGPORT", "6000");
        String out = run(0, "config");
        String env = directory + "/.env, line ";
        String toml = directory + "/migri.toml, line ";
        for (String line : List.of(
                "database\tshop\t" + toml + "1",
                "dialect\tpostgresql\t" + toml + "1",
                "host\tdb\t" + toml + "1",
                "port\t6000\tPGPORT",
                "user\tann\t" + env + "1",
                "password\t***\t" + env + "2",
                "property sslmode\trequire\t" + toml + "1",
                "property sslpassword\t***\t" + toml + "1",
                "migrations-dir\tmigrations\tdefault",
                "lock-wait\t5s\t" + toml + "2",
                "plugin-setting s3.secret\t***\t" + toml + "3",
                "plugin-setting s3.region\teu\t" + toml + "3",
                "note: left out of the URL, since it makes no difference to a run: pool_size",
                "strict\tfalse\tdefault")) {
            assertTrue(out.contains(line + "\n"), () -> line + "\n" + out);
        }
        assertFalse(out.contains(SECRET), out);
        String json = run(0, "config", "--output", "json");
        assertTrue(json.contains("{\"name\":\"password\",\"value\":\"***\",\"from\":\"" + env + "2\"}"), json);
        assertFalse(json.contains(SECRET), json);
    }

    @Test
    void noDatabaseIsNoMistakeHere() {
        assertTrue(run(0, "config").startsWith("database\t\tnot named\n"));
    }

    @Test
    void aMalformedFileIsRefusedWithItsPlaceAndWithoutItsSecrets() throws IOException {
        write("migri.toml", "strict = true\ndb-pass = " + SECRET + "\n");
        String told = run(2, "migrate");
        assertTrue(told.contains("Error: " + directory + "/migri.toml:2:11: expected"), told);
        assertFalse(told.contains(SECRET), told);
    }

    @Test
    void filesSayWhereToMigrateAndHow() throws IOException {
        Files.createDirectories(directory.resolve("db"));
        write("db/0001_a.sql", "CREATE TABLE a (i int);\n");
        write(
                "migri.toml",
                "url = 'sqlite:" + directory.resolve("a.db") + "'\nmigrations-dir = '" + directory.resolve("db")
                        + "'\n[env.test]\nurl = 'sqlite:" + directory.resolve("b.db") + "'\n");
        assertEquals("Applying migrations\n0001_a...ok\n", run(0, "migrate"));
        assertTrue(Files.exists(directory.resolve("a.db")));
        assertTrue(run(0, "status", "--env", "test", "--pending").startsWith("pending\t0001_a"));
        assertFalse(Files.exists(directory.resolve("b.db")));
        write(".env", "DATABASE_URL=sqlite:" + directory.resolve("c.db") + "\n");
        String told = run(0, "migrate", "-l", "info");
        assertTrue(told.contains("the database is named by " + directory + "/.env, line 1"), told);
        assertTrue(Files.exists(directory.resolve("c.db")));
        assertTrue(run(2, "status", "--env", "test").contains("--env test names a database, and so does"));
    }

    @Test
    void anEnvThatCannotBeReadLeavesTheDatabaseToNoFileBehindIt() throws IOException {
        Files.createDirectories(directory.resolve("migrations"));
        write("migri.toml", "url = 'sqlite:" + directory.resolve("production.db") + "'\n");
        Files.write(directory.resolve(".env"), new byte[] {'D', 'B', (byte) 0xFF});
        String m = directory.resolve("migrations").toString();
        String told = run(2, "migrate", "-m", m);
        assertTrue(
                told.contains(
                        "Error: " + directory + "/.env: it is not UTF-8, and it may name the database. Name one by"
                                + " --url or -n, or give --no-env-file.\n"),
                told);
        run(0, "status", "-m", m, "--no-env-file");
        run(0, "status", "-m", m, "-n", directory.resolve("development.db").toString());
        environment.put("DATABASE_URL", "sqlite:" + directory.resolve("development.db"));
        assertTrue(run(0, "status", "-m", m).contains("/.env is left out: it is not UTF-8"));
    }

    @Test
    void helpIsNotTakenForASecret() {
        String told = run(0, "--help");
        assertTrue(told.replaceAll(" +", " ").contains(" -s, --db-pass=PASSWORD Password."), told);
        assertEquals(told, run(0, "--help", "-s", "Password"));
    }

    @Test
    void secretsOfFilesAreShownNowhere() throws IOException {
        String secret = "GeheimNis4711";
        write(
                ".env",
                "DATABASE_URL=postgres://app:" + secret + "@127.0.0.1:1/shop\nPGPASSWORD=" + secret
                        + "\nMIGRI_DRY_RUN_PASS=" + secret + "\n");
        for (String command : List.of("migrate", "status", "config", "lock", "doctor")) {
            String told = run(command.equals("config") ? 0 : 1, command, "-l", "debug");
            assertFalse(told.contains(secret), told);
        }
        write(".env", "DATABASE_URL=postgres://app:" + secret + "@127.0.0.1:x/shop\n");
        assertFalse(run(2, "migrate", "-l", "debug").contains(secret));
        write(".env", "DATABASE_URL=postgres://app:" + secret + "/x@127.0.0.1/shop\n");
        assertFalse(run(2, "migrate", "-l", "debug").contains(secret));
        write(".env", "DATABASE_URL=" + secret + "\n");
        assertFalse(run(2, "migrate", "-l", "debug").contains(secret));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    /** All that was written. */
    private String run(int expected, String... words) {
        Captured captured = new Captured(false);
        List<String> arguments = new ArrayList<>(List.of(words));
        int status = new Cli(captured.terminal(), environment, Optional.of(directory.toFile())).run(arguments);
        String told = captured.out() + captured.err();
        assertEquals(expected, status, told);
        return told;
    }
}
