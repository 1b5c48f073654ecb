package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.testkit.fault.ProcessResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever asks for a document gets one, however early a command ends. */
class JsonFailureTest {
    private static final String RUN =
            ",\"dry_run\":false,\"found\":0,\"migrations\":[],\"remaining\":[],\"report\":null";

    @TempDir
    Path directory;

    @Test
    void aDialectThatNobodyKnows() {
        String document = document(1, "-n", "zoo", "-d", "oracle", "migrate");

        assertTrue(document.startsWith("{\"target\":{\"dialect\":\"oracle\",\"database\":\"zoo\""), document);
        assertTrue(
                document.contains(
                        RUN + ",\"error\":{\"code\":\"dialect unknown\",\"message\":\"unknown dialect: oracle\""),
                document);
    }

    @Test
    void aDryRunThatNeverBegins() {
        String document = document(1, "-n", "zoo", "-d", "oracle", "migrate", "--dry-run");

        assertTrue(document.contains("\"dry_run\":true"), document);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "validate", "repair", "lock"})
    void otherCommandsHaveTheTargetAndTheError(String command) {
        String document = document(1, "-n", "zoo", "-d", "oracle", command);

        assertTrue(document.contains("},\"error\":{\"code\":\"dialect unknown\""), document);
    }

    @ParameterizedTest
    @ValueSource(strings = {"migrate", "status", "validate", "repair", "lock", "config"})
    void aSettingThatMakesNoSense(String command) {
        String document = document(2, "-n", "zoo", "-p", "many", command);

        assertTrue(document.startsWith("{\"target\":null,"), document);
        assertTrue(document.contains("\"error\":{\"code\":\"usage\",\"message\":\"Invalid value for '-p'"), document);
    }

    @Test
    void anOptionThatThereIsNot() {
        String document = document(2, "-n", "zoo", "migrate", "--no-such-option");

        assertTrue(
                document.startsWith("{\"target\":null,\"error\":{\"code\":\"usage\",\"message\":\"No such option"),
                document);
    }

    @Test
    void aCommandThatThereIsNotWithWhatMayBeMeant() {
        String document = document(2, "-n", "zoo", "up");

        assertTrue(document.contains("\"message\":\"No such command 'up'.\""), document);
        assertTrue(document.contains("\"help\":\"Did you mean migrate?\""), document);
    }

    @Test
    void aPluginThatIsNotThere() {
        String document = document(2, "-n", "zoo", "migrate", "--plugins", "/nowhere/a.jar");

        assertTrue(document.contains("/nowhere/a.jar is neither a jar nor a folder."), document);
    }

    @Test
    void theVariableAsksForADocumentToo() {
        ProcessResult result =
                InProcess.run(Map.of("MIGRI_OUTPUT", "json"), List.of("-n", "zoo", "-d", "oracle", "migrate"));

        assertTrue(result.outputText().startsWith("{\"target\":"), result::toString);
    }

    @Test
    void whoeverAsksForTextGetsNoDocument() {
        assertEquals(
                "",
                InProcess.run(Map.of(), List.of("-n", "zoo", "-d", "oracle", "migrate"))
                        .outputText());
    }

    @Test
    void aMigrationThatFailsHasOneDocument() throws IOException {
        Files.writeString(Files.createDirectory(directory.resolve("migrations")).resolve("0001_a.sql"), "nonsense;");

        String document = document(3, "-n", directory.resolve("zoo.db").toString(), "migrate");

        assertTrue(document.contains("\"state\":\"failed\""), document);
    }

    private String document(int status, String... arguments) {
        List<String> line = new ArrayList<>(List.of(arguments));
        line.addAll(List.of("--output", "json"));
        ProcessResult result = InProcess.run(directory, Map.of(), line);
        assertEquals(status, result.exitCode(), result::toString);
        String document = result.outputText();
        assertTrue(document.startsWith("{") && document.indexOf('\n') == document.length() - 1, result::toString);
        assertTrue(!result.errorText().isEmpty(), result::toString);
        return document;
    }
}
