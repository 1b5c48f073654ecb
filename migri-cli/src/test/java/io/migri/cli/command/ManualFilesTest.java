package io.migri.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.cli.InProcess;
import io.migri.cli.arguments.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the build puts into {@code share}. */
class ManualFilesTest {
    @TempDir
    private Path share;

    @BeforeEach
    void write() throws IOException {
        ManualFiles.main(new String[] {share.toString(), "1.2.3", "2026-01-31T10:00:00Z"});
    }

    @Test
    void theCompletionsAreThoseThatTheCommandPrints() throws IOException {
        Map<String, String> files = Map.of(
                "bash", "bash-completion/completions/migri",
                "zsh", "zsh/site-functions/_migri",
                "fish", "fish/vendor_completions.d/migri.fish");
        for (Map.Entry<String, String> file : files.entrySet()) {
            String printed = InProcess.run(Map.of(), List.of("completion", file.getKey()))
                    .outputText();
            assertEquals(printed, Files.readString(share.resolve(file.getValue())));
        }
    }

    /** No line is an order of the page's language but ours, and none is beyond ASCII. */
    @Test
    void thePageHasEverythingAndIsPlain() throws IOException {
        String page = Files.readString(share.resolve("man/man1/migri.1"));
        assertTrue(page.startsWith(".TH MIGRI 1 \"2026-01-31\" \"migri 1.2.3\" \"Migri\"\n"), page);
        for (Setting setting : Setting.values()) {
            for (String name : setting.names()) {
                assertTrue(page.contains(name.replace("-", "\\-")), name);
            }
        }
        new Commands().words().forEach(word -> assertTrue(page.contains(".SS \"migri " + word + " "), word));
        Pattern order = Pattern.compile("\\.(TH|SH|SS|TP|PP|B|nf|fi|RS|RE)( .*)?");
        page.lines()
                .filter(line -> line.startsWith(".") || line.startsWith("'"))
                .forEach(line -> assertTrue(order.matcher(line).matches(), line));
        assertTrue(page.chars().allMatch(character -> character < 0x80));
    }

    /** Where the program is installed that shows such pages on most systems. */
    @Test
    void theProgramThatShowsItFindsNothingToComplainOf() throws Exception {
        Path groff = Path.of("/usr/bin/groff");
        if (Files.isExecutable(groff)) {
            Process process = new ProcessBuilder(
                            groff.toString(),
                            "-man",
                            "-Tutf8",
                            "-ww",
                            share.resolve("man/man1/migri.1").toString())
                    .redirectOutput(share.resolve("shown").toFile())
                    .start();
            String complaints = new String(process.getErrorStream().readAllBytes(), UTF_8);
            assertEquals(0, process.waitFor());
            assertEquals("", complaints);
            String shown = Files.readString(share.resolve("shown")).replaceAll("\u001b\\[[0-9;]*m|.\b", "");
            assertTrue(shown.contains("--dry-run-url URL"), shown);
            assertTrue(shown.contains("--wait[=TIME]"), shown);
        }
    }
}
