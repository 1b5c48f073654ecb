package io.migri.cli.arguments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.cli.command.Commands;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentParserTest {

    @Test
    void optionsStandBeforeOrAfterTheCommand() {
        Invocation before = parse("-n", "zoo", "-p", "5432", "migrate", "-m", "sql");
        Invocation after = parse("migrate", "-m", "sql", "-p", "5432", "-n", "zoo");
        assertEquals(before.options(), after.options());
        assertEquals("migrate", after.command().orElseThrow().word());
    }

    @Test
    void valuesAreWrittenInAllTheUsualWays() {
        for (String[] spelling : List.of(
                new String[] {"-n", "zoo"}, new String[] {"-nzoo"}, new String[] {"--db-name=zoo"}, new String[] {
                    "--db-name", "zoo"
                })) {
            assertEquals(Optional.of("zoo"), parse(spelling).value(Setting.DB_NAME));
        }
    }

    @Test
    void theLettersOfMigri07MeanWhatTheyMeant() {
        Invocation invocation = parse(
                "-n", "N", "-u", "U", "-s", "S", "-h", "H", "-p", "1", "-d", "D", "-l", "info", "migrate", "-m", "M");
        assertEquals(Optional.of("N"), invocation.value(Setting.DB_NAME));
        assertEquals(Optional.of("U"), invocation.value(Setting.DB_USER));
        assertEquals(Optional.of("S"), invocation.value(Setting.DB_PASS));
        assertEquals(Optional.of("H"), invocation.value(Setting.DB_HOST));
        assertEquals(Optional.of("1"), invocation.value(Setting.DB_PORT));
        assertEquals(Optional.of("D"), invocation.value(Setting.DIALECT));
        assertEquals(Optional.of("info"), invocation.value(Setting.LOG_LEVEL));
        assertEquals(Optional.of("M"), invocation.value(Setting.MIGRATIONS_DIR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"@file", "-secret", "--db-name", "a b", "\"quoted\"", "%^&@:/?# \"'\\", "${HOME}", "-"})
    void aPasswordIsTakenAsItIs(String password) {
        assertEquals(Optional.of(password), parse("-s", password, "migrate").value(Setting.DB_PASS));
        assertEquals(
                Optional.of(password), parse("migrate", "--db-pass=" + password).value(Setting.DB_PASS));
    }

    @Test
    void aValueThatMayBeLeftOutIsAttached() {
        assertEquals(Optional.of("60s"), parse("--wait", "migrate").value(Setting.WAIT));
        assertEquals(Optional.of("2m"), parse("migrate", "--wait=2m", "-nzoo").value(Setting.WAIT));
        assertEquals(Optional.of("60s"), parse("migrate", "-nzoo", "--wait").value(Setting.WAIT));
        assertEquals(Optional.empty(), parse("migrate", "--wait=").value(Setting.WAIT));
        assertEquals(Optional.of("--wait"), parse("-s", "--wait", "-nzoo").value(Setting.DB_PASS));
        assertEquals(List.of("0001_a"), parse("mark", "--wait", "0001_a").names());
        assertRefused(
                "Got unexpected extra argument (30s). Write --wait=30s.", "migri migrate", "migrate", "--wait", "30s");
    }

    @Test
    void namesStandBehindCommandsThatTakeThem() {
        assertEquals(
                List.of("a", "b"),
                parse("-n", "zoo", "mark", "a", "-m", "sql", "b").names());
        assertEquals(List.of("a", "-n"), parse("unmark", "a", "--", "-n").names());
        assertEquals(List.of(), parse("status").names());
        assertThrows(UsageException.class, () -> parse("status", "a"));
    }

    @Test
    void theLastOfSeveralValuesCounts() {
        assertEquals(Optional.of("b"), parse("-n", "a", "migrate", "-n", "b").value(Setting.DB_NAME));
    }

    @Test
    void propertiesAddUp() {
        assertEquals(
                List.of("a=1", "b=2=3"),
                parse("--db-property", "a=1", "--db-property=b=2=3").values(Setting.DB_PROPERTY));
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void everySettingHasAnOptionThatSomeCommandTakes(Setting setting) {
        String option = setting.names().get(setting.names().size() - 1);
        String command = new Commands()
                .syntaxes().stream()
                        .filter(one -> one.allSettings().contains(setting))
                        .findFirst()
                        .orElseThrow()
                        .word();
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.add(option);
        if (setting.takesValue()) {
            arguments.add("x");
        }
        Invocation invocation = parse(arguments.toArray(String[]::new));
        assertTrue(invocation.options().containsKey(setting));
    }

    @Test
    void aCommandOfTwoWordsIsOne() {
        Invocation invocation = parse("python", "install", "--with", "requests", "--with=pandas<3");
        assertEquals("python install", invocation.command().orElseThrow().word());
        assertEquals(List.of("requests", "pandas<3"), invocation.values(Setting.WITH));
        assertRefused("No such command 'python'.", "migri", "python");
        assertRefused("No such command 'python remove'.", "migri", "python", "remove");
    }

    @Test
    void anUnknownOptionIsRefusedWithoutItsValue() {
        assertRefused("No such option: --passwrd", "migri", "--passwrd=secret", "migrate");
        assertRefused("No such option: -x", "migri", "-xsecret", "migrate");
        assertRefused(
                "No such option: --migrations. Did you mean --migrations-dir?",
                "migri migrate",
                "migrate",
                "--migrations=x");
        assertRefused("No such option: --db-nam. Did you mean --db-name?", "migri migrate", "migrate", "--db-nam", "x");
        assertRefused("No such option: --dry. Did you mean --dry-run?", "migri migrate", "migrate", "--dry");
    }

    @ParameterizedTest
    @CsvSource({
        "--dryrun, --dry-run",
        "--host, --db-host",
        "--user, --db-user",
        "--port, --db-port",
        "--dir, --migrations-dir",
        "--databse-url, ''",
        "--strct, --strict",
    })
    void theOptionThatMayBeMeantIsNamed(String typed, String meant) {
        String question = meant.isEmpty() ? "" : ". Did you mean " + meant + "?";
        assertRefused("No such option: " + typed + question, "migri migrate", "migrate", typed + "=secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "up | migrate",
                "Apply | migrate",
                "info | status",
                "list | status",
                "generate | new",
                "stamp | mark",
                "migrat | migrate",
                "migrtae | migrate",
                "stauts | status",
                "stat | status",
                "python | python install",
                "python remove | python install",
                "version | --version",
            })
    void theCommandThatMayBeMeantIsNamed(String typed, String meant) {
        assertEquals(Optional.of("Did you mean " + meant + "?"), help(typed.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rollback", "downgrade", "revert", "undo"})
    void whatUndoesIsNamed(String typed) {
        assertEquals(Optional.of("Did you mean down?"), help(typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"frobnicate", "x", "postgresql://h/n", "s3cretWord"})
    void ofOtherWordsNothingIsGuessed(String typed) {
        assertEquals(Optional.empty(), help(typed));
    }

    private static Optional<String> help(String... typed) {
        return assertThrows(UsageException.class, () -> parse(typed)).help();
    }

    @Test
    void anOptionWithoutItsValueIsRefused() {
        assertRefused("Option '-p' requires an argument.", "migri migrate", "migrate", "-p");
        assertRefused("Option '--db-name' requires an argument.", "migri", "--db-name");
        assertRefused("Option '--dry-run' does not take a value.", "migri migrate", "migrate", "--dry-run=yes");
    }

    @Test
    void whatNobodyAskedForIsRefused() {
        assertRefused("No such command 'rollback'.", "migri", "rollback");
        assertRefused("Got unexpected extra argument (again)", "migri migrate", "migrate", "again");
    }

    private static void assertRefused(String message, String command, String... arguments) {
        UsageException refusal = assertThrows(UsageException.class, () -> parse(arguments));
        assertEquals(message, refusal.getMessage());
        assertTrue(refusal.text().contains("Try '" + command + " --help' for help.\n\nError: "), refusal.text());
    }

    private static Invocation parse(String... arguments) {
        return new ArgumentParser(new Commands(), Map.of()).parse(List.of(arguments));
    }
}
