package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ConnectionConfig;
import io.migri.api.Secret;
import io.migri.cli.output.Captured;
import io.migri.cli.output.Redaction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every source of a secret is given one, and all that is written is searched for it. */
class SecretsTest {
    private static final String SECRET = "h7&Geheim'%x";
    private static final String LITERAL = SECRET.replace("'", "''");

    @TempDir
    private Path directory;

    private final Map<String, String> environment = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "migrate",
                "migrate --dry-run --report",
                "migrate --report",
                "migrate --output json",
                "migrate --strict",
                "migrate --lock-wait 1x",
                "migrate --nonsense",
                "status --output json",
                "validate",
                "validate --output json",
                "show 0001_users",
                "repair",
                "lock",
                "doctor",
                "resume --retry"
            })
    void noOutputHoldsAPasswordOfAnySource(String command) throws IOException {
        file("0001_users.sql", "CREATE TABLE u (name, password);\nUPDATE u SET password = '" + LITERAL + "';\n");
        run("migrate");
        file(
                "0001_users.sql",
                "CREATE TABLE u (name, password);\nUPDATE u SET password = '" + LITERAL + "' WHERE 1;\n");
        file(
                "0002_vacuum.sql",
                "UPDATE u SET password = '" + LITERAL + "';\nVACUUM;\nPRAGMA key = '" + LITERAL + "' x y z;\n");
        file("0003_broken.sql", "UPDATE u SET password = '" + LITERAL + "' WHERE name LIKE;\n");
        environment.put("DB_PASS", SECRET);
        environment.put("MIGRI_DRY_RUN_PASS", SECRET);
        environment.put("PGPASSWORD", SECRET);
        environment.put("MIGRI_DB_PROPERTY", "trustStorePassword=" + SECRET);
        for (String level : List.of("debug", "info", "error")) {
            assertHidden(run(command, "-l", level));
        }
    }

    @ParameterizedTest
    @CsvSource({"postgres", "mysql", "jdbc:postgresql"})
    void aUrlIsShownWithoutItsPassword(String scheme) {
        String url = scheme + "://app:" + SECRET + "@localhost:1/zoo";
        assertHidden(call("-n", url, "-d", "sqlite", "-l", "debug", "migrate"));
        assertHidden(call("--url", url, "migrate"));
        assertHidden(call("migrate", url));
        assertHidden(call(url, "migrate"));
        assertHidden(call("-n", "a", "migrate", "--dry-run", "--dry-run-url", url));
    }

    @Test
    void aPasswordThatFailsToConnectIsNotTold() {
        for (String dialect : List.of("postgresql", "mysql")) {
            assertHidden(call(
                    "-n",
                    SECRET + "x",
                    "-d",
                    dialect,
                    "-h",
                    "localhost",
                    "-p",
                    "1",
                    "-u",
                    "a",
                    "-s",
                    SECRET,
                    "-l",
                    "debug",
                    "migrate"));
        }
    }

    @Test
    void aPasswordIsFoundInEveryEncoding() {
        Redaction redaction = Redaction.of(
                ConnectionConfig.builder("zoo").password(Secret.of(SECRET)).build());
        for (String around : List.of("", "a:", "ab:", "abc:", "abcd:")) {
            byte[] bytes = (around + SECRET + around).getBytes(StandardCharsets.UTF_8);
            for (String form : List.of(
                    Base64.getEncoder().encodeToString(bytes),
                    Base64.getUrlEncoder().encodeToString(bytes),
                    Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                    HexFormat.of().formatHex(bytes),
                    HexFormat.of().withUpperCase().formatHex(bytes),
                    around + URLEncoder.encode(SECRET, StandardCharsets.UTF_8),
                    around + URLEncoder.encode(SECRET, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT))) {
                String cleaned = redaction.clean("Authorization: Basic " + form + ".");
                assertTrue(cleaned.contains("***"), form + ": " + cleaned);
            }
        }
    }

    @Test
    void whatIsStoredHoldsNoPasswordOfAStatementThatSetsOne() throws IOException, SQLException {
        file("0001_users.sql", "CREATE TABLE u (name, password);\nUPDATE u SET password = '" + LITERAL + "';\n");
        file(
                "0002_vacuum.sql",
                "UPDATE u SET password = '" + LITERAL + "';\nVACUUM;\nUPDATE u SET password = '" + LITERAL
                        + "' FROM nowhere;\n");
        run("migrate");
        assertEquals("""
                -- migri: passwords are left out of this text
                CREATE TABLE u (name, password);
                UPDATE u SET password = '***';
                """, run("show", "0001_users").substring(2).strip() + "\n");
        assertHidden(dump());
    }

    /** The hashes are those of the file, so it is still known. */
    @Test
    void aFileWithAPasswordIsComparedByItsHashes() throws IOException {
        file("0001_users.sql", "CREATE TABLE u (name, password);\nUPDATE u SET password = '" + LITERAL + "';\n");
        run("migrate");
        assertTrue(run("validate").startsWith("0 "), run("validate"));
        file(
                "0001_users.sql",
                "-- a comment\nCREATE TABLE u (name, password);\nUPDATE u SET password = '" + LITERAL + "';\n");
        assertTrue(run("validate").startsWith("0 "), run("validate"));
        file(
                "0001_users.sql",
                "CREATE TABLE u (name, password);\nUPDATE u SET password = 'another " + LITERAL + "';\n");
        String changed = run("validate");
        assertTrue(changed.startsWith("6 "), changed);
        assertTrue(changed.contains("without its passwords"), changed);
        assertHidden(changed);
    }

    private void file(String name, String text) throws IOException {
        Files.createDirectories(directory.resolve("m"));
        Files.writeString(directory.resolve("m").resolve(name), text);
    }

    /** The exit status, a blank, and all that was written. */
    private String run(String command, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("-n", directory.resolve("a.db").toString()));
        arguments.addAll(List.of(command.split(" ")));
        if (!command.equals("lock") && !command.equals("doctor")) {
            arguments.addAll(3, List.of("-m", directory.resolve("m").toString()));
        }
        arguments.addAll(List.of(more));
        return call(arguments.toArray(String[]::new));
    }

    private String call(String... arguments) {
        Captured captured = new Captured(false);
        int status = new Cli(captured.terminal(), environment).run(List.of(arguments));
        return status + " " + captured.out() + captured.err();
    }

    private static void assertHidden(String written) {
        byte[] bytes = SECRET.getBytes(StandardCharsets.UTF_8);
        for (String form : List.of(
                SECRET,
                LITERAL,
                SECRET.substring(3, 9),
                URLEncoder.encode(SECRET, StandardCharsets.UTF_8),
                HexFormat.of().formatHex(bytes),
                Base64.getEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))) {
            assertFalse(written.contains(form), written);
        }
    }

    /** Every value of every table of Migri's own. */
    private String dump() throws SQLException, IOException {
        StringBuilder all = new StringBuilder();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("a.db"));
                Statement statement = connection.createStatement()) {
            for (String table : List.of("applied_migration", "migri_journal", "migri_source")) {
                try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
                    while (rows.next()) {
                        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                            all.append(text(rows.getObject(i))).append('\n');
                        }
                    }
                }
            }
        }
        assertTrue(all.toString().contains("password = '***'"), all.toString());
        return all.toString();
    }

    private static String text(Object value) throws IOException {
        return value instanceof byte[] bytes
                ? new String(
                        new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(), StandardCharsets.UTF_8)
                : String.valueOf(value);
    }
}
