package io.migri.cli.manual;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.cli.InProcess;
import io.migri.testkit.fault.ProcessResult;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a tab does in the shells themselves: in bash, and in zsh and fish where they are installed. */
class ShellCompletionTest {
    private static final String HOSTILE = "0003 it's $(touch pwned) `touch pwned`; a&b \"<(touch pwned)\\";

    @TempDir
    private Path directory;

    static Stream<Shell> installed() {
        return Arrays.stream(Shell.values()).filter(shell -> shell == Shell.BASH || isInstalled(shell));
    }

    private static boolean isInstalled(Shell shell) {
        return Arrays.stream(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> new File(folder, shell.word()).canExecute());
    }

    @BeforeEach
    void makeAProject() throws IOException {
        directory = directory.toRealPath();
        Files.createDirectories(directory.resolve("home"));
        Files.createDirectories(directory.resolve("work/db/other"));
        for (String name : List.of(
                "migrations/0001_init.sql",
                "migrations/0002_fill.py",
                "migrations/" + HOSTILE + ".sql",
                "migrations/0004:x=y.sql",
                "migrations/0005_ünï.sql",
                "migrations/0006_notes.txt",
                "migrations/.0007_hidden.sql",
                "db/other/0001_other.sql")) {
            Path file = directory.resolve("work").resolve(name);
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, "");
        }
        Files.writeString(directory.resolve("work/migri.toml"), """
            [env.staging]
            migrations-dir = "db/other" # not the one of the others
            [env."my production"]
            url = "sqlite:app.db"
            """);
    }

    @ParameterizedTest
    @MethodSource("installed")
    void aTabCompletesCommandsOptionsValuesAndNames(Shell shell) throws Exception {
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("migri sta\t", "status");
        expected.put("migri pyt\tins\t", "python|install");
        expected.put("migri help pyt\t", "help|python");
        expected.put("migri completion z\t", "completion|zsh");
        expected.put("migri -d maria\t", "-d|mariadb");
        expected.put("migri status --pend\t", "status|--pending");
        expected.put("migri status --output js\t", "status|--output|json");
        expected.put("migri --output=js\t", "--output=json");
        expected.put("migri migrate --fail-on loss,bl\t", "migrate|--fail-on|loss,blocking");
        expected.put("migri --env sta\t", "--env|staging");
        expected.put("migri --env my\t", "--env|my production");
        expected.put("migri show 0001\t", "show|0001_init");
        expected.put("migri mark 0001_init 0002\t", "mark|0001_init|0002_fill");
        expected.put("migri mark -- 0002\t", "mark|--|0002_fill");
        expected.put("migri baseline --to 0002\t", "baseline|--to|0002_fill");
        expected.put("migri migrate --to=0002\t", "migrate|--to=0002_fill");
        expected.put("migri -m db/other show 0\t", "-m|db/other|show|0001_other");
        expected.put("migri -mdb/other show 0\t", "-mdb/other|show|0001_other");
        expected.put("migri --env staging show 0\t", "--env|staging|show|0001_other");
        expected.put("migri new 0001\t", "new|0001");
        expected.put("migri show 0006\t", "show|0006");
        expected.put("migri show .0007\t", "show|.0007");
        expected.put("migri show 0005\t", "show|0005_ünï");
        check(shell, expected);
    }

    /** Whoever names a file cannot have the shell execute it. */
    @ParameterizedTest
    @MethodSource("installed")
    void namesAreQuotedAndNothingInThemIsExecuted(Shell shell) throws Exception {
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("migri show 0003\t", "show|" + HOSTILE);
        expected.put("migri show 0003\\ it\t", "show|" + HOSTILE);
        expected.put("migri show '0003\t", "show|" + HOSTILE);
        expected.put("migri show \"0003\t", "show|" + HOSTILE);
        expected.put("migri show 0004\t", "show|0004:x=y");
        expected.put("migri show 0004:\t", "show|0004:x=y");
        check(shell, expected);
        try (Stream<Path> all = Files.walk(directory)) {
            assertEquals(List.of(), all.filter(file -> file.endsWith("pwned")).toList());
        }
    }

    private void check(Shell shell, Map<String, String> expected) throws Exception {
        List<String> found = typed(shell, List.copyOf(expected.keySet()));
        assertEquals(String.join("\n", expected.values()), String.join("\n", found), shell::word);
    }

    private List<String> typed(Shell shell, List<String> lines) throws Exception {
        Path script = directory.resolve(shell.word());
        Files.writeString(script, printed(shell));
        Path driver = directory.resolve("shell.py");
        try (InputStream stream = ShellCompletionTest.class.getResourceAsStream("shell.py")) {
            Files.copy(stream, driver);
        }
        Path input = Files.writeString(directory.resolve("lines"), String.join("\n", lines));
        Path output = directory.resolve("output");
        ProcessBuilder builder = new ProcessBuilder("python3", driver.toString(), shell.word(), script.toString())
                .directory(directory.resolve("work").toFile())
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("MIGRI") || name.startsWith("DB_"));
        Process process = builder.start();
        assertTrue(process.waitFor(240, TimeUnit.SECONDS), "still running");
        return Files.readString(output).lines().toList();
    }

    private static String printed(Shell shell) {
        ProcessResult result = InProcess.run(Map.of(), List.of("completion", shell.word()));
        assertEquals(0, result.exitCode(), result::toString);
        return result.outputText();
    }

    @ParameterizedTest
    @MethodSource("installed")
    void theScriptIsOneThatTheShellCanRead(Shell shell) throws Exception {
        Path script = Files.writeString(directory.resolve("script"), printed(shell));
        Process process = new ProcessBuilder(shell.word(), "-n", script.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), said);
        assertEquals("", said);
    }

    @Test
    void bashKnowsTheFunction() throws Exception {
        Path script = Files.writeString(directory.resolve("script"), printed(Shell.BASH));
        Process process = new ProcessBuilder("bash", "-c", "source '" + script + "'; complete -p migri")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals("complete -F _migri migri\n", said);
    }

    @Test
    void anUnknownShellIsRefused() {
        ProcessResult result = InProcess.run(Map.of(), List.of("completion", "csh"));
        assertEquals(2, result.exitCode());
        assertFalse(result.errorText().isEmpty());
        assertTrue(result.errorText().endsWith("There are no completions for csh. Name one of bash, zsh and fish.\n"));
    }
}
