package io.migri.cli.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.cli.arguments.ArgumentParser;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Layer;
import io.migri.cli.arguments.Setting;
import io.migri.cli.arguments.UsageException;
import io.migri.cli.command.Commands;
import io.migri.cli.database.TargetReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingFilesTest {
    @TempDir
    private Path root;

    private Path here;

    @BeforeEach
    void makeARepository() throws IOException {
        root = root.toRealPath();
        here = Files.createDirectories(root.resolve("repository/deep/er"));
        Files.createDirectories(root.resolve("repository/.git"));
    }

    @Test
    void withoutFilesNothingIsBehindTheEnvironment() {
        SettingFiles files = files("migrate");
        assertEquals(List.of(), files.invocation().layers());
        assertEquals("", files.warnings());
    }

    @Test
    void aPasswordIsSecretAsItIsAndOfAUrlItsPassword() throws IOException {
        write(here.resolve(".env"), "DB_PASS=a://b\nDATABASE_URL=postgresql://u:geheim@h/n\n");
        write(here.resolve("migri.toml"), "url = \"mysql://u:secret@h/n\"\ndb-pass = \"c://d\"\n");
        List<List<String>> secrets = files("migrate").invocation().layers().stream()
                .map(Layer::secrets)
                .toList();
        assertEquals(List.of(List.of("a://b", "geheim"), List.of("c://d", "secret")), secrets);
    }

    @Test
    void eachSettingHasItsPlace() throws IOException {
        write(here.resolve("migri.toml"), """
                strict = true
                lock-wait = "5s"
                lock-retries = 3
                fail-on = ["loss", "blocking"]
                migrations-dir = "db"
                [env.prod]
                lock-wait = "50s"
                allow-empty = false
                """);
        Invocation plain = files("migrate").invocation();
        assertTrue(plain.on(Setting.STRICT));
        assertFalse(plain.on(Setting.ALLOW_EMPTY));
        assertEquals(Optional.of("5s"), plain.value(Setting.LOCK_WAIT));
        assertEquals(Optional.of("3"), plain.value(Setting.LOCK_RETRIES));
        assertEquals(Optional.of("loss,blocking"), plain.value(Setting.FAIL_ON));
        assertEquals(Optional.of("db"), plain.value(Setting.MIGRATIONS_DIR));
        assertEquals(here + "/migri.toml, line 2", plain.place(Setting.LOCK_WAIT));
        Invocation prod = files("migrate", "--env", "prod").invocation();
        assertEquals(Optional.of("50s"), prod.value(Setting.LOCK_WAIT));
        assertTrue(prod.on(Setting.STRICT));
        assertEquals(
                Optional.of("7s"),
                files("migrate", "--lock-wait", "7s").invocation().value(Setting.LOCK_WAIT));
        write(here.resolve(".env"), "MIGRI_LOCK_WAIT=6s\n");
        assertEquals(Optional.of("6s"), files("migrate").invocation().value(Setting.LOCK_WAIT));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            strct = true                       | 1:1: there is no setting 'strct'. Did you mean strict?
            lock_wait = '1s'                   | 1:1: there is no setting 'lock_wait'. Did you mean lock-wait?
            dry-run = true                     | 1:1: there is no setting 'dry-run'
            env-file = 'x'                     | 1:1: there is no setting 'env-file'
            strict = 'yes'                     | 1:1: strict has to be true or false
            lock-wait = true                   | 1:1: lock-wait has to be a text in quotes
            lock-wait = ''                     | 1:1: lock-wait has to be a text in quotes, and not empty
            db-property = 'a=b'                | 1:1: db-property has to be a table
            env = 1                            | 1:1: env is not a section
            x;[env.e];strct = true             | 1:2: expected
            [env.e];strct = true               | 2:1: there is no setting 'strct'. Did you mean strict?
            [env];e = 1                        | 2:1: env.e is not a section
            db-host = 'h'                      | 1:1: db-host counts only for a database that is named in the same section
            url = 'mysql://h/a';db-port = 1    | 2:1: db-port stands beside url
            strict = true;strict = true        | 2:1: this was defined before
            db-pass = geheim                   | expected
            db-pass = 'geheim                  | expected
            db-pass = "geheim                  | expected
            geheim                             | expected
            """)
    void aMalformedFileIsRefusedWithItsLineAndNothingOfWhatStandsThere(String text, String reason) throws IOException {
        write(here.resolve("migri.toml"), text.strip().replace(";", "\n") + "\n");
        String message = refusal("migrate");
        assertTrue(message.startsWith(here + "/migri.toml:"), message);
        assertTrue(message.contains(reason.strip()), message);
        assertFalse(message.contains("geheim"), message);
    }

    @Test
    void bracketsWithoutEndAreRefused() throws IOException {
        write(here.resolve("migri.toml"), "fail-on = " + "[".repeat(100_000));
        assertEquals(here + "/migri.toml: brackets are nested too deeply.", refusal("migrate"));
    }

    @Test
    void aFileAboveCountsUpToTheRepositorysRoot() throws IOException {
        write(root.resolve("migri.toml"), "strict = true\n");
        assertFalse(files("migrate").invocation().on(Setting.STRICT));
        write(root.resolve("repository/migri.toml"), "strict = true\nmigrations-dir = 'db'\ndb-name = 'app.db'\n");
        Invocation found = files("migrate").invocation();
        assertTrue(found.on(Setting.STRICT));
        assertEquals(Optional.of(root + "/repository/db"), found.value(Setting.MIGRATIONS_DIR), "a path starts there");
        write(root.resolve("repository/deep/migri.toml"), "strict = false\n");
        assertFalse(files("migrate").invocation().on(Setting.STRICT));
    }

    @Test
    void outsideOfARepositoryAndOfTheHomeDirectoryNothingAboveCounts() throws IOException {
        Path elsewhere = Files.createDirectories(root.resolve("else/where"));
        write(root.resolve("else/migri.toml"), "strict = true\n");
        assertFalse(files(elsewhere, Map.of("HOME", "/nowhere"), "migrate")
                .invocation()
                .on(Setting.STRICT));
        assertTrue(files(elsewhere, Map.of("HOME", root.toString()), "migrate")
                .invocation()
                .on(Setting.STRICT));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileOfSomebodyElseCountsHereAndWhereItIsNamedAndNotAbove() throws IOException {
        Path above = write(root.resolve("repository/migri.toml"), "strict = true\n");
        if (!giveAway(above)) {
            return;
        }
        SettingFiles files = files("migrate");
        assertFalse(files.invocation().on(Setting.STRICT));
        assertEquals(
                "warning: " + above + " is left out: it belongs to somebody else, or everybody may write to it. Name it"
                        + " with --config if you trust it.\n",
                files.warnings());
        assertTrue(files("migrate", "--config", above.toString()).invocation().on(Setting.STRICT));
        assertTrue(giveAway(write(here.resolve("migri.toml"), "strict = true\n")));
        assertTrue(files("migrate").invocation().on(Setting.STRICT));
    }

    @ParameterizedTest
    @CsvSource({
        "DB_PASS_COMMAND=true, DB_PASS_COMMAND",
        "MIGRI_PYTHON=/bin/python, PYTHON",
        "MIGRI_DB_PROPERTY=socketFactory=Evil, DB_PROPERTY",
        "MIGRI_DB_PROPERTY=loggerFile=/etc/passwd, DB_PROPERTY",
    })
    void whatIsExecutedComesFromNoFileThatOthersCanChange(String line, Setting setting) throws IOException {
        Path file = write(here.resolve(".env"), line + "\n");
        assertTrue(files("migrate").invocation().value(setting).isPresent());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        Invocation invocation = files("migrate").invocation();
        UsageException refused = assertThrows(UsageException.class, () -> invocation.value(setting));
        assertTrue(String.valueOf(refused.getMessage()).contains("others can change that file"), refused::getMessage);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', textBlock = """
            DB_HOST=${TOKEN}.example.org
            DB_HOST="${TOKEN}"
            DB_HOST=${TOKEN:-localhost}
            A=${TOKEN}%DB_HOST=x${A}
            """)
    void aFileThatOthersCanChangeGetsNothingOfTheEnvironment(String lines) throws IOException {
        Path file =
                write(here.resolve(".env"), lines.replace('%', '\n') + "\nDB_USER='${TOKEN}'\nDB_NAME=${NONE:-zoo}\n");
        Map<String, String> environment = Map.of("HOME", "/nowhere", "TOKEN", "geheim");
        assertTrue(String.valueOf(value(environment, Setting.DB_HOST)).contains("geheim"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        UsageException refused = assertThrows(UsageException.class, () -> value(environment, Setting.DB_HOST));
        assertTrue(String.valueOf(refused.getMessage()).contains("DB_HOST takes a variable"), refused::getMessage);
        assertFalse(String.valueOf(refused.getMessage()).contains("geheim"), refused::getMessage);
        assertEquals(Optional.of("${TOKEN}"), value(environment, Setting.DB_USER));
        assertEquals(Optional.of("zoo"), value(environment, Setting.DB_NAME));
    }

    @ParameterizedTest
    @CsvSource({"wait = true, true", "wait = ^30s^, 30s", "wait = 30, 30"})
    void theTimeToWaitMayBeLeftOut(String line, String value) throws IOException {
        write(here.resolve("migri.toml"), line.replace('^', '"') + "\n");
        assertEquals(Optional.of(value), files("migrate").invocation().value(Setting.WAIT));
    }

    private Optional<String> value(Map<String, String> environment, Setting setting) {
        return files(here, environment, "migrate").invocation().value(setting);
    }

    @ParameterizedTest
    @CsvSource({
        "sslrootcert=system, true",
        "sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory, true",
        "sslfactory=Evil, false",
        "socketFactory=org.postgresql.ssl.DefaultJavaSSLFactory, false",
    })
    void javasOwnCertificatesMayBeTrustedByAFileOfAnybody(String parameter, boolean harmless) throws IOException {
        Path file = write(here.resolve(".env"), "DATABASE_URL=postgresql://db/shop?" + parameter + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        TargetReader reader = new TargetReader(files("migrate").invocation());
        if (harmless) {
            assertEquals(
                    "org.postgresql.ssl.DefaultJavaSSLFactory",
                    reader.read().config().properties().get("sslfactory"));
        } else {
            UsageException refused = assertThrows(UsageException.class, reader::read);
            assertTrue(String.valueOf(refused.getMessage()).contains("may load a class"), refused::getMessage);
        }
    }

    @Test
    void whatIsHarmlessComesFromAFileOfAnybody() throws IOException {
        Path file = write(here.resolve(".env"), "MIGRI_DB_PROPERTY=sslmode=verify-full\nMIGRI_STRICT=1\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        Invocation invocation = files("migrate").invocation();
        assertEquals(List.of("sslmode=verify-full"), invocation.layers().get(0).values(Setting.DB_PROPERTY));
        assertTrue(invocation.on(Setting.STRICT));
    }

    @Test
    void aLineOfEnvThatIsNotUnderstoodMattersOnlyToWhoNeedsIt() throws IOException {
        write(here.resolve(".env"), "SOMETHING=\"else\nMIGRI_LOCK_WAIT \"geheim\n");
        Invocation invocation = files("migrate", "--strict").invocation();
        assertEquals(Optional.empty(), invocation.value(Setting.LOCK_RETRIES));
        UsageException refused = assertThrows(UsageException.class, () -> invocation.value(Setting.LOCK_WAIT));
        assertEquals(
                here + "/.env:2: the line that sets MIGRI_LOCK_WAIT is not understood. Write MIGRI_LOCK_WAIT=value, or"
                        + " MIGRI_LOCK_WAIT='value'.",
                refused.getMessage());
        assertEquals(
                Optional.of("1s"),
                files("migrate", "--lock-wait", "1s").invocation().value(Setting.LOCK_WAIT));
    }

    @Test
    void whatIsNoFileOfTextIsLeftOutOrRefused() throws IOException, InterruptedException {
        Path env = here.resolve(".env");
        Files.createDirectory(env);
        assertEquals("", files("migrate").warnings(), "a Python environment may be called so");
        Files.delete(env);
        assertEquals(0, new ProcessBuilder("mkfifo", env.toString()).start().waitFor());
        assertEquals(List.of(), files("migrate").invocation().layers());
        Files.delete(env);
        try (RandomAccessFile large = new RandomAccessFile(env.toFile(), "rw")) {
            large.setLength(1L << 30);
        }
        assertEquals(
                "warning: " + env + " is left out: it is larger than 1 MiB\n",
                files("migrate").warnings());
        assertTrue(refusal("migrate", "--env-file", env.toString()).contains("it is larger than 1 MiB"));
        Files.delete(env);
        write(env, "A=1\n");
        Files.write(env, new byte[] {(byte) 0xFF});
        assertTrue(files("migrate").warnings().contains("it is not UTF-8"));
        Path config = here.resolve("migri.toml");
        try (RandomAccessFile large = new RandomAccessFile(config.toFile(), "rw")) {
            large.setLength(1L << 30);
        }
        assertTrue(refusal("migrate").contains("it is larger than 1 MiB"));
    }

    @Test
    void aNamedFileHasToBeThere() {
        assertTrue(refusal("migrate", "--env-file", "/no/such").contains("'/no/such': there is no such file."));
        assertTrue(refusal("migrate", "--config", "/no/such").contains("'/no/such': there is no such file."));
        assertTrue(refusal("migrate", "--env-file", "x", "--no-env-file").contains("Give one of '--env-file'"));
        assertTrue(refusal("migrate", "--config", "x", "--no-config").contains("Give one of '--config'"));
    }

    @Test
    void aFileBehindALinkIsRead() throws IOException {
        Path secret = write(root.resolve("secret"), "MIGRI_STRICT=1\n");
        Files.createSymbolicLink(here.resolve(".env"), secret);
        assertTrue(files("migrate").invocation().on(Setting.STRICT));
    }

    private String refusal(String... arguments) {
        return String.valueOf(
                assertThrows(UsageException.class, () -> files(arguments)).getMessage());
    }

    private SettingFiles files(String... arguments) {
        return files(here, Map.of("HOME", "/nowhere"), arguments);
    }

    private static SettingFiles files(Path directory, Map<String, String> environment, String... arguments) {
        Invocation given = new ArgumentParser(new Commands(), new HashMap<>(environment)).parse(List.of(arguments));
        return SettingFiles.of(given, directory.toFile());
    }

    private static Path write(Path file, String text) throws IOException {
        return Files.writeString(file, text);
    }

    /** Only root can. */
    private static boolean giveAway(Path file) throws IOException {
        if (!Files.getAttribute(file, "unix:uid").equals(0)) {
            return false;
        }
        Files.setAttribute(file, "unix:uid", 65534);
        return true;
    }
}
