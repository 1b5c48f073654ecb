package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migri.testkit.fault.ProcessResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What GitHub and GitLab hear about a run, on a database in a file. */
class ServicesTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void makeMigrations() throws IOException {
        Files.createDirectory(directory.resolve("migrations"));
    }

    @Test
    void gitHubShowsAFailureAtItsLine() throws IOException {
        file("0001_a", "CREATE TABLE a (id int);\nINSERT INTO nowhere VALUES (1);\n");
        ProcessResult plain = migrate(3, Map.of());
        assertFalse(plain.errorText().contains("::error"), plain::toString);
        ProcessResult result = migrate(3, Map.of("GITHUB_ACTIONS", "true", "GITHUB_WORKSPACE", directory.toString()));
        assertTrue(result.errorText().startsWith(plain.errorText()), result::toString);
        String annotation = result.errorText().substring(plain.errorText().length());
        assertTrue(annotation.startsWith("::error file=migrations/0001_a.sql,line=2,col="), annotation);
        assertTrue(annotation.indexOf('\n') == annotation.length() - 1, annotation);
        assertEquals(plain.outputText(), result.outputText());
    }

    @Test
    void nothingThatSomebodyElseHasWrittenIsACommandForGitHub() throws IOException {
        file(
                "::add-mask::o",
                "CREATE TABLE a (id int);\nSELECT '\n::set-output name=a::b\n' FROM \"\u00a0::stop-commands::c\";\n");
        ProcessResult plain = migrate(3, Map.of());
        assertTrue(plain.outputText().contains("\n::add-mask::o...fail"), plain::toString);
        ProcessResult result = migrate(3, Map.of("GITHUB_ACTIONS", "true"));
        assertTrue(result.outputText().contains("\n:\\u003aadd-mask::o...fail"), result::toString);
        assertEquals(List.of(), commands(result.outputText()));
        List<String> commands = commands(result.errorText());
        assertEquals(1, commands.size(), result::toString);
        assertTrue(commands.get(0).startsWith("::error file="), result::toString);
    }

    @Test
    void gitHubGetsTheSameDocumentAndNoCommandInIt() throws IOException {
        file("##[add-mask]o", "CREATE TABLE a (id int);");
        String document =
                migrate(0, Map.of("GITHUB_ACTIONS", "true"), "--output", "json").outputText();
        assertFalse(document.contains("##["), document);
        assertEquals(
                "##[add-mask]o",
                new ObjectMapper().readTree(document).at("/migrations/0/name").asText(),
                document);
    }

    @Test
    void aTextIsShownWithoutItsCommandsAndAScriptWithOneIsNotPrinted() throws IOException {
        file("0001_a", "SELECT 1\n  ;\n");
        file("0002_a", "SELECT '\n  ::add-mask::o\n';\n");
        Map<String, String> github = Map.of("GITHUB_ACTIONS", "true");
        ProcessResult refused = run(1, github, "sql");
        assertEquals("", refused.outputText());
        assertTrue(refused.errorText().contains("= help: write it to a file, with -o FILE"), refused::toString);
        assertEquals(
                run(0, Map.of(), "sql", "--to", "0001_a").outputText(),
                run(0, github, "sql", "--to", "0001_a").outputText());
        run(0, github, "sql", "-o", directory.resolve("all.sql").toString());
        assertTrue(Files.readString(directory.resolve("all.sql")).contains("\n  ::add-mask::o\n"));
        migrate(0, Map.of());
        assertEquals(
                "SELECT '\n  ::add-mask::o\n';\n",
                run(0, Map.of(), "show", "0002_a").outputText());
        assertEquals(
                "SELECT '\n  :\\u003aadd-mask::o\n';\n",
                run(0, github, "show", "0002_a").outputText());
    }

    @Test
    void whatAMigrationPrintsIsNoCommandForGitHub() throws IOException {
        Files.writeString(directory.resolve("migrations/0001_a.py"), """
                async def migrate(conn):
                    print("  ::set-output name=a::b")
                    print("c ##[add-mask]d")
                    return True
                """);
        ProcessResult result = migrate(0, Map.of("GITHUB_ACTIONS", "true"), "--python-engine", "process");
        assertEquals("  :\\u003aset-output name=a::b\nc ##\\u005badd-mask]d\n", result.errorText());
    }

    /** As the runner reads them: blanks before them do not count. */
    private static List<String> commands(String output) {
        return output.lines()
                .filter(line -> line.replace('\u00a0', ' ').strip().startsWith("::"))
                .toList();
    }

    @Test
    void gitLabFindsAnEmptyListWhereNothingIsWrong() throws IOException {
        file("0001_a", "CREATE TABLE a (id int);");
        Path report = directory.resolve("quality.json");
        Files.writeString(report, "of an earlier run");
        migrate(0, Map.of(), "--code-quality", report.toString());
        assertEquals("[]\n", Files.readString(report));
        assertEquals(List.of("quality.json"), leftovers());
    }

    @Test
    void gitLabFindsAFailureAtItsLineWithAFingerprintThatStays() throws IOException {
        file("0001_a", "CREATE TABLE a (id int);\nINSERT INTO nowhere VALUES (1);\n");
        JsonNode entry = entries(3, "migrate").get(0);
        assertEquals("migrations/0001_a.sql", entry.at("/location/path").asText());
        assertEquals(2, entry.at("/location/lines/begin").asInt());
        assertEquals("blocker", entry.get("severity").asText());
        assertEquals("migri migration failed", entry.get("check_name").asText());
        assertTrue(entry.get("description").asText().contains("nowhere"), entry::toString);
        file("0001_a", "\n\nCREATE TABLE a (id int);\nINSERT INTO nowhere VALUES (1);\n");
        JsonNode moved = entries(3, "migrate").get(0);
        assertEquals(4, moved.at("/location/lines/begin").asInt());
        assertEquals(entry.get("fingerprint"), moved.get("fingerprint"));
        assertEquals(List.of("quality.json"), leftovers());
    }

    @Test
    void gitLabFindsTheDangersOfADryRun() throws IOException {
        file("0001_a", "CREATE TABLE a (id int); INSERT INTO a VALUES (1);");
        migrate(0, Map.of());
        file("0002_b", "DROP TABLE a;");
        JsonNode entries = entries(0, "migrate", "--dry-run", "--report");
        JsonNode loss = entries.get(0);
        assertEquals("critical", loss.get("severity").asText(), entries::toString);
        assertEquals("migrations/0002_b.sql", loss.at("/location/path").asText());
        assertNotEquals("", loss.get("fingerprint").asText());
    }

    @Test
    void aFileThatCannotBeIsRefusedBeforeAnythingIsDone() throws IOException {
        file("0001_a", "CREATE TABLE a (id int);");
        for (Path bad : List.of(directory, directory.resolve("no/such/folder.json"))) {
            ProcessResult result = migrate(2, Map.of(), "--code-quality", bad.toString());
            assertTrue(result.errorText().contains("--code-quality"), result::toString);
        }
        assertFalse(Files.exists(directory.resolve("zoo.db")));
    }

    private JsonNode entries(int status, String... command) throws IOException {
        Path report = directory.resolve("quality.json");
        List<String> more = new ArrayList<>(List.of(command).subList(1, command.length));
        more.addAll(List.of("--code-quality", report.toString()));
        migrate(status, Map.of("CI_PROJECT_DIR", directory.toString()), more.toArray(new String[0]));
        return new ObjectMapper().readTree(Files.readString(report));
    }

    private List<String> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains("quality"))
                    .toList();
        }
    }

    private void file(String name, String script) throws IOException {
        Files.writeString(directory.resolve("migrations").resolve(name + ".sql"), script);
    }

    private ProcessResult migrate(int status, Map<String, String> environment, String... more) {
        List<String> command = new ArrayList<>(List.of("migrate"));
        command.addAll(List.of(more));
        return run(status, environment, command.toArray(new String[0]));
    }

    private ProcessResult run(int status, Map<String, String> environment, String... command) {
        List<String> arguments = new ArrayList<>(
                List.of("-d", "sqlite", "-n", directory.resolve("zoo.db").toString()));
        arguments.addAll(List.of(command));
        ProcessResult result = InProcess.run(directory, environment, arguments);
        assertEquals(status, result.exitCode(), result::toString);
        return result;
    }
}
