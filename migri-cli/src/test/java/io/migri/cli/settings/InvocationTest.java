package io.migri.cli.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ConnectionConfig;
import io.migri.api.Secret;
import io.migri.cli.arguments.ArgumentParser;
import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.arguments.UsageException;
import io.migri.cli.command.Commands;
import io.migri.cli.database.TargetReader;
import io.migri.cli.output.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvocationTest {

    @Test
    void theNameOfAFileWithARefusedValueStaysOnOneLine() {
        Invocation invocation = new ArgumentParser(new Commands(), Map.of()).parse(List.of("migrate"));
        UsageException refusal = invocation.invalid(Setting.LOCK_WAIT, "a\nb/migri.toml, line 1", "it is no time.");
        assertEquals(
                "Invalid value for '--lock-wait' (from a\\nb/migri.toml, line 1): it is no time.",
                refusal.getMessage());
    }

    @Test
    void aVariableStandsInForAnOption() {
        ConnectionConfig target = target(
                Map.of(
                        "DB_NAME",
                        "n",
                        "DB_USER",
                        "u",
                        "DB_PASS",
                        "s",
                        "DB_HOST",
                        "h",
                        "DB_PORT",
                        "5433",
                        "DB_DIALECT",
                        "d"),
                "migrate");
        assertEquals(
                ConnectionConfig.builder("n")
                        .user("u")
                        .password(Secret.of("s"))
                        .host("h")
                        .port(5433)
                        .dialect("d")
                        .build(),
                target);
    }

    @Test
    void anOptionWinsOverItsVariable() {
        assertEquals("b", target(Map.of("DB_NAME", "a"), "-n", "b", "migrate").database());
    }

    @Test
    void anEmptyVariableCountsAsUnset() {
        ConnectionConfig target = target(
                Map.of("DB_USER", "", "DB_PASS", "", "DB_HOST", "", "DB_PORT", "", "DB_DIALECT", ""),
                "-n",
                "a",
                "migrate");
        assertEquals(ConnectionConfig.of("a"), target);
    }

    @Test
    void anEmptyOptionMeansNoneWhateverTheVariableSays() {
        assertEquals(
                Optional.empty(),
                target(Map.of("DB_USER", "u"), "-n", "a", "-u", "").user());
    }

    @Test
    void aNameIsNeeded() {
        assertEquals(
                "Usage: migri [OPTIONS] COMMAND [ARGS]...\nTry 'migri --help' for help.\n\n"
                        + "Error: Missing option '-n' / '--db-name'.\n"
                        + "Say which database: -n NAME, --url URL, or DATABASE_URL."
                        + " The name of an SQLite database is the path of its file.",
                assertThrows(UsageException.class, () -> target(Map.of("DB_NAME", ""), "migrate"))
                        .text());
    }

    @Test
    void aPortIsANumber() {
        assertEquals(
                OptionalInt.of(3306), target(Map.of(), "-n", "a", "-p", "3306").port());
        assertInvalid(
                "Invalid value for '-p' / '--db-port': 'x' is not a valid integer.", Map.of(), "-n", "a", "-p", "x");
        assertInvalid(
                "Invalid value for '-p' / '--db-port' (from DB_PORT): 0 is not in the range 1<=x<=65535.",
                Map.of("DB_PORT", "0"),
                "-n",
                "a");
    }

    @Test
    void mariadbIsAnotherNameForMysql() {
        assertEquals(
                Optional.of("mysql"),
                target(Map.of(), "-n", "a", "-d", "mariadb").dialect());
    }

    @Test
    void propertiesComeFromOptionsOrFromTheLinesOfTheVariable() {
        assertEquals(
                Map.of("sslmode", "require", "x", ""),
                target(Map.of("MIGRI_DB_PROPERTY", "sslmode=require\n\nx=\n"), "-n", "a")
                        .properties());
        assertEquals(
                Map.of("a", "b=c"),
                target(Map.of("MIGRI_DB_PROPERTY", "x=y"), "-n", "a", "--db-property", "a=b=c")
                        .properties());
        assertInvalid(
                "Invalid value for '--db-property': expected KEY=VALUE.", Map.of(), "-n", "a", "--db-property", "ssl");
    }

    @Test
    void aPasswordFileIsReadWithoutItsLastLineEnd(@TempDir Path directory) throws IOException {
        for (String end : List.of("", "\n", "\r\n")) {
            Path file = Files.writeString(directory.resolve("password"), " pä ss\n" + end);
            assertEquals(Optional.of(Secret.of(end.isEmpty() ? " pä ss" : " pä ss\n")), password(file));
        }
        Path empty = Files.writeString(directory.resolve("password"), "\n");
        assertEquals(Optional.empty(), password(empty));
    }

    @Test
    void aPasswordFileCountsOnlyWithoutAPassword() {
        Map<String, String> environment = Map.of("DB_PASS", "p", "DB_PASS_FILE", "/nowhere");
        assertEquals(Optional.of(Secret.of("p")), target(environment, "-n", "a").password());
        assertEquals(
                Optional.of(Secret.of("q")),
                target(Map.of("DB_PASS_FILE", "/nowhere"), "-n", "a", "-s", "q").password());
    }

    @Test
    void aPasswordFileThatOthersCanReadIsWarnedOf(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("password"), "p");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertEquals("", PasswordFile.warnings(invocation(Map.of(), "migrate", "--db-pass-file", file.toString())));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        boolean roots = Files.getAttribute(file, "unix:uid").equals(0);
        String warning = "warning: the password file " + file
                + " can be read by other users; take that right from them (chmod 600)\n";
        Map<String, String> environment = Map.of("DB_PASS_FILE", file.toString());
        assertEquals(roots ? "" : warning, PasswordFile.warnings(invocation(environment, "migrate")));
        if (roots) {
            Files.setAttribute(file, "unix:uid", 65534);
            assertEquals(warning, PasswordFile.warnings(invocation(environment, "status")));
        }
    }

    @Test
    void aPasswordFileThatNeverEndsIsRefused() {
        assertInvalid(
                "Invalid value for '--db-pass-file': '/dev/zero': it is longer than any password.",
                Map.of(),
                "-n",
                "a",
                "--db-pass-file",
                "/dev/zero");
    }

    @Test
    void aPasswordFileThatIsNotThereIsNamed() {
        assertInvalid(
                "Invalid value for '--db-pass-file' (from DB_PASS_FILE): '/nowhere': there is no such file.",
                Map.of("DB_PASS_FILE", "/nowhere"),
                "-n",
                "a");
    }

    @Test
    void aFlagCanBeSetByItsVariable() {
        assertTrue(invocation(Map.of("MIGRI_ALLOW_EMPTY", "True"), "migrate").on(Setting.ALLOW_EMPTY));
        assertFalse(invocation(Map.of("MIGRI_ALLOW_EMPTY", "0"), "migrate").on(Setting.ALLOW_EMPTY));
        assertFalse(invocation(Map.of("MIGRI_ALLOW_EMPTY", ""), "migrate").on(Setting.ALLOW_EMPTY));
        assertThrows(UsageException.class, () -> invocation(Map.of("MIGRI_ALLOW_EMPTY", "maybe"), "migrate")
                .on(Setting.ALLOW_EMPTY));
    }

    @Test
    void noTwoSettingsShareAVariable() {
        Set<String> seen = new HashSet<>();
        for (Setting setting : Setting.values()) {
            assertTrue(setting.variable().isEmpty() || seen.add(setting.variable()), setting.variable());
        }
    }

    @Test
    void noTwoSettingsOfACommandShareASpelling() {
        for (CommandSyntax command : new Commands().syntaxes()) {
            Set<String> seen = new HashSet<>();
            for (Setting setting : command.allSettings()) {
                setting.names().forEach(name -> assertTrue(seen.add(name), name));
            }
        }
    }

    @Test
    void logLevelsHavePythonsNames() {
        assertEquals(LogLevel.ERROR, LogLevel.of(invocation(Map.of(), "migrate")));
        assertEquals(LogLevel.DEBUG, LogLevel.of(invocation(Map.of("LOG_LEVEL", "DEBUG"), "migrate")));
        assertEquals(LogLevel.ERROR, LogLevel.of(invocation(Map.of(), "-l", "critical")));
        assertThrows(UsageException.class, () -> LogLevel.of(invocation(Map.of(), "-l", "loud")));
    }

    @Test
    void colorFollowsTheOptionThenTheVariablesThenTheTerminal() {
        assertEquals(Style.COLORED, style(true, Map.of("TERM", "xterm")));
        assertEquals(Style.PLAIN, style(false, Map.of()));
        assertEquals(Style.PLAIN, style(true, Map.of("TERM", "dumb")));
        assertEquals(Style.PLAIN, style(true, Map.of("NO_COLOR", "1", "CLICOLOR_FORCE", "1")));
        assertEquals(Style.COLORED, style(true, Map.of("NO_COLOR", "")));
        assertEquals(Style.COLORED, style(false, Map.of("CLICOLOR_FORCE", "1")));
        assertEquals(Style.PLAIN, style(false, Map.of("CLICOLOR_FORCE", "0")));
        assertEquals(Style.COLORED, style(false, Map.of("NO_COLOR", "1"), "--color", "always"));
        assertEquals(Style.PLAIN, style(true, Map.of("CLICOLOR_FORCE", "1"), "--color=never"));
        assertEquals(Style.PLAIN, style(true, Map.of("MIGRI_COLOR", "never")));
        assertThrows(UsageException.class, () -> style(true, Map.of(), "--color", "pink"));
    }

    private static Style style(boolean terminal, Map<String, String> environment, String... arguments) {
        return new ColorChoice(invocation(environment, arguments)).style(terminal);
    }

    private static Optional<Secret> password(Path file) {
        return target(Map.of("DB_PASS_FILE", file.toString()), "-n", "a").password();
    }

    private static void assertInvalid(String message, Map<String, String> environment, String... arguments) {
        assertEquals(
                message,
                assertThrows(UsageException.class, () -> target(environment, arguments))
                        .getMessage());
    }

    private static ConnectionConfig target(Map<String, String> environment, String... arguments) {
        return new TargetReader(invocation(environment, arguments)).read().config();
    }

    private static Invocation invocation(Map<String, String> environment, String... arguments) {
        return new ArgumentParser(new Commands(), environment).parse(List.of(arguments));
    }
}
