package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.testkit.fault.ProcessResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program hears of a run as it goes. {@link InProcess} holds each line to the schema. */
class EventStreamTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void makeMigrations() throws IOException {
        Files.createDirectory(directory.resolve("migrations"));
    }

    @Test
    void tellsEachStepAndEndsWithTheDocument() throws IOException {
        file("0001_a", "CREATE TABLE a (id int);");
        file("0002_b", "CREATE TABLE b (id int); INSERT INTO b VALUES (1);");
        String output = run(0, "migrate");
        assertEquals(
                List.of(
                        "run started",
                        "run planned",
                        "migration started",
                        "migration applied",
                        "migration started",
                        "migration applied",
                        "run ended"),
                events(output));
        String document =
                InProcess.run(directory, Map.of(), arguments("json", "migrate")).outputText();
        assertTrue(document.contains("\"migrations\":[],"), document);
        String last = output.lines().toList().get(6);
        assertTrue(last.contains("\"migrations\":[{\"name\":\"0001_a\",\"state\":\"applied\","), last);
        assertTrue(last.endsWith(",\"report\":null,\"error\":null}"), last);
    }

    @Test
    void aFailureIsAnEventAndEndsTheRunWithItsError() throws IOException {
        file("0001_a", "CREATE TABLE a (id int);");
        file("0002_b", "nonsense;");
        file("0003_c", "CREATE TABLE c (id int);");
        String output = run(3, "migrate");
        assertEquals(
                List.of(
                        "run started",
                        "run planned",
                        "migration started",
                        "migration applied",
                        "migration started",
                        "migration failed",
                        "migration not reached",
                        "run ended"),
                events(output));
        assertTrue(output.contains("\"error\":{\"code\":\"migration failed\""), output);
    }

    @Test
    void nothingToDoIsToldInThreeLines() {
        assertEquals(List.of("run started", "run planned", "run ended"), events(run(0, "migrate")));
    }

    @Test
    void aDryRunEndsWithItsReport() throws IOException {
        file("0001_a", "CREATE TABLE a (id int);");
        run(0, "migrate");
        file("0002_b", "DROP TABLE a;");
        String output = run(0, "migrate", "--dry-run");
        assertTrue(output.contains("\"dry_run\":true,\"found\":2"), output);
        assertTrue(output.contains("\"report\":{\"statements\":[{\"migration\":\"0002_b\""), output);
    }

    @Test
    void aChangedFileIsAWarning() throws IOException {
        file("0001_a", "CREATE TABLE a (id int);");
        run(0, "migrate");
        file("0001_a", "CREATE TABLE a (id bigint);");
        String output = run(0, "migrate");
        assertTrue(output.contains("{\"event\":\"warning\",\"time\":\""), output);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--no-such-option", "--lock-wait=soon", "--fail-on=loss"})
    void aMistakeEndsARunThatNeverBegan(String mistake) {
        String output = run(2, "migrate", mistake);
        assertTrue(output.contains("\"error\":{\"code\":\"usage\""), output);
    }

    @Test
    void aDialectThatNobodyKnowsEndsTheRun() {
        ProcessResult result = InProcess.run(
                directory, Map.of(), List.of("-n", "zoo", "-d", "oracle", "migrate", "--output", "ndjson"));
        assertEquals(1, result.exitCode(), result::toString);
    }

    @Test
    void otherCommandsWriteTheirDocument() throws IOException {
        file("0001_a", "CREATE TABLE a (id int);");
        for (String command : List.of("status", "validate", "repair", "lock", "config")) {
            String output = InProcess.run(directory, Map.of(), arguments("ndjson", command))
                    .outputText();
            assertTrue(!output.contains("\"event\":"), output);
        }
    }

    @Test
    void aMemberThatTheSchemaDoesNotKnowIsAMistakeOfOurs() {
        OutputSchema schema = new OutputSchema();
        schema.requireDocument("{\"target\":null,\"error\":null}\n");
        assertThrows(
                AssertionError.class, () -> schema.requireDocument("{\"target\":null,\"error\":null,\"more\":1}\n"));
        assertThrows(AssertionError.class, () -> schema.requireDocument("{\"target\":1,\"error\":null}\n"));
        assertThrows(
                AssertionError.class,
                () -> schema.requireEvents("{\"event\":\"run started\",\"time\":\"2026-01-02T03:04:05Z\"}\n"));
    }

    private void file(String name, String script) throws IOException {
        Files.writeString(directory.resolve("migrations").resolve(name + ".sql"), script);
    }

    private String run(int status, String... command) {
        ProcessResult result = InProcess.run(directory, Map.of(), arguments("ndjson", command));
        assertEquals(status, result.exitCode(), result::toString);
        return result.outputText();
    }

    private List<String> arguments(String format, String... command) {
        List<String> arguments = new ArrayList<>(
                List.of("-d", "sqlite", "-n", directory.resolve("zoo.db").toString()));
        arguments.addAll(List.of(command));
        arguments.addAll(List.of("--output", format));
        return arguments;
    }

    private static List<String> events(String output) {
        return output.lines()
                .map(line -> line.substring("{\"event\":\"".length(), line.indexOf("\",")))
                .toList();
    }
}
