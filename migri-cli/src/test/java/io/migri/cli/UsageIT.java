package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.Setting;
import io.migri.cli.command.Commands;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the launcher says to command lines that name no work, or not enough of it. */
class UsageIT {
    @TempDir
    private Path directory;

    @Test
    void aMissingNameIsReportedInTheWordsOfMigri07AndThenInOurs() {
        migri().run("migrate").hasStatus(2).wrote("").complained("""
            Usage: migri [OPTIONS] COMMAND [ARGS]...
            Try 'migri --help' for help.

            Error: Missing option '-n' / '--db-name'.
            %s
            """.formatted(
                        "Say which database: -n NAME, --url URL, or DATABASE_URL."
                                + " The name of an SQLite database is the path of its file."));
    }

    @Test
    void anEmptyNameIsAMissingName() {
        migri().with("DB_NAME", "")
                .run("migrate")
                .hasStatus(2)
                .complainedOf("Error: Missing option '-n' / '--db-name'.\n");
        migri().with("DB_NAME", "a.db").run("-n", "", "migrate").hasStatus(2).complainedOf("Missing option '-n'");
    }

    @Test
    void withoutArgumentsItExplainsItself() {
        Outcome help = migri().run().hasStatus(0).complained("");
        assertTrue(help.out().startsWith("Usage: migri [OPTIONS] COMMAND [ARGS]...\n"), help.out());
        migri().run("--help").hasStatus(0).complained("").wrote(help.out());
        migri().run("-n", "a.db", "--help").hasStatus(0).complained("").wrote(help.out());
    }

    @Test
    void helpNamesEveryOptionVariableAndCommand() {
        String all = migri().run("--help").out();
        List<CommandSyntax> commands = new Commands().syntaxes();
        for (Setting setting : CommandSyntax.COMMON) {
            setting.names().forEach(name -> assertTrue(all.contains(name), name));
            assertTrue(all.contains(setting.variable()), setting.variable());
        }
        for (CommandSyntax command : commands) {
            assertTrue(all.contains("\n  " + command.word()), all);
        }
        String migrate =
                migri().run("migrate", "--help").hasStatus(0).complained("").out();
        assertTrue(migrate.startsWith("Usage: migri migrate [OPTIONS]\n"), migrate);
        for (CommandSyntax command : commands) {
            String help = migri().run((command.word() + " --help").split(" ")).out();
            for (Setting setting : command.settings()) {
                setting.names().forEach(name -> assertTrue(help.contains(name), help));
            }
            CommandSyntax.COMMON.forEach(
                    setting -> setting.names().forEach(name -> assertTrue(help.contains(name), help)));
        }
        assertTrue(migrate.lines().allMatch(line -> line.length() <= 100), migrate);
    }

    @Test
    void theLetterHIsTheHostAndNotHelp() {
        migri().run("-h").hasStatus(2).wrote("").complainedOf("Error: Option '-h' requires an argument.\n");
    }

    @Test
    void initSaysThatItIsNoLongerNeeded() {
        String sentence = "Command `init` and run_initialization() are no longer supported and are now handled"
                + " automatically by `migrate` and run_migrations(). See README.\n";
        migri().run("-n", "a.db", "init").hasStatus(0).wrote(sentence).complained("");
        migri().run("init").hasStatus(0).wrote(sentence).complained("");
        assertFalse(Files.exists(directory.resolve("a.db")));
    }

    @Test
    void theVersionTellsWhatIsRunning() {
        Outcome version = migri().run("--version").hasStatus(0).complained("");
        assertTrue(version.out().matches("""
            migri \\d+\\.\\d+\\.\\d+\\S*
            (commit [0-9a-f]{7,}(-dirty)?
            )?Java \\d\\S* in /.*
            (no archive of classes|classes from the archive /.*)
            """), version.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "-n a.db --x migrate | migri [OPTIONS] COMMAND [ARGS]... | migri | No such option: --x",
                "-n a.db migrate --x | migri migrate [OPTIONS] | migri migrate | No such option: --x",
                "-n a.db frob | migri [OPTIONS] COMMAND [ARGS]... | migri | No such command 'frob'.",
                "-n a.db | migri [OPTIONS] COMMAND [ARGS]... | migri | Missing command.",
                "-n a.db migrate more | migri migrate [OPTIONS] | migri migrate | Got unexpected extra argument (more)",
                "-n a.db migrate --lock-wait soon | migri migrate [OPTIONS] | migri migrate "
                        + "| Invalid value for '--lock-wait': 'soon' is not a duration such as '500ms', '60s' or '2m'.",
                "-n a.db --color pink migrate | migri [OPTIONS] COMMAND [ARGS]... | migri "
                        + "| Invalid value for '--color': 'pink' is not one of 'auto', 'always', 'never'.",
                "-n a.db -p x migrate | migri [OPTIONS] COMMAND [ARGS]... | migri "
                        + "| Invalid value for '-p' / '--db-port': 'x' is not a valid integer.",
            })
    void mistakesAreReportedInTheFormOfClick(String arguments, String usage, String help, String message) {
        migri().run(arguments.split(" "))
                .hasStatus(2)
                .wrote("")
                .complained("Usage: " + usage + "\nTry '" + help + " --help' for help.\n\nError: " + message + "\n");
        assertFalse(Files.exists(directory.resolve("a.db")));
    }

    @Test
    void whatMayBeMeantStandsBehindTheWordsOfClick() {
        migri().run("-n", "a.db", "up").hasStatus(2).wrote("").complained("""
            Usage: migri [OPTIONS] COMMAND [ARGS]...
            Try 'migri --help' for help.

            Error: No such command 'up'.
            Did you mean migrate?
            """);
        migri().run("rollback").hasStatus(2).complainedOf("Error: No such command 'rollback'.\nDid you mean down?");
        migri().run("migrate", "--dryrun")
                .hasStatus(2)
                .complainedOf("Error: No such option: --dryrun. Did you mean --dry-run?\n");
    }

    @Test
    void anUnknownDialectIsRefused() {
        migri().run("-n", "a.db", "-d", "oracle", "migrate")
                .hasStatus(1)
                .wrote("")
                .complainedOf("error: unknown dialect: oracle\n");
    }

    @ParameterizedTest
    @CsvSource({"-p,5433", "-h,localhost", "-u,keeper"})
    void aDialectThatCannotBeInferredHasToBeNamed(String option, String value) {
        migri().run("-n", "a.db", option, value, "migrate")
                .hasStatus(1)
                .wrote("")
                .complainedOf("error: Unable to infer database dialect, please specify dialect\n");
        assertFalse(Files.exists(directory.resolve("a.db")), "0.7 made an SQLite file here");
    }

    private Distribution migri() {
        return new Distribution(directory);
    }
}
