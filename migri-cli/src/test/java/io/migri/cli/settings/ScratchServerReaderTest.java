package io.migri.cli.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ConnectionConfig;
import io.migri.api.Secret;
import io.migri.cli.arguments.ArgumentParser;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.UsageException;
import io.migri.cli.command.Commands;
import io.migri.cli.file.SettingFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScratchServerReaderTest {
    @Test
    void readsAllPartsOfAUrl() {
        ConnectionConfig server = read(
                        Map.of(), "mariadb://me%40here:p%40ss+%2F%3A@[::1]:3307/?sslMode=REQUIRED&a=b%26c")
                .orElseThrow();
        assertEquals(
                ConnectionConfig.builder("")
                        .dialect("mysql")
                        .host("::1")
                        .port(3307)
                        .user("me@here")
                        .password(Secret.of("p@ss+/:"))
                        .properties(Map.of("sslMode", "REQUIRED", "a", "b&c"))
                        .build(),
                server);
    }

    @Test
    void takesThePasswordFromItsVariableAndNeverThatOfTheDatabase() {
        Map<String, String> environment = Map.of("DB_PASS", "other", "MIGRI_DRY_RUN_PASS", "secret");
        ConnectionConfig server = read(environment, "mysql://me@db_1").orElseThrow();
        assertEquals(Optional.of(Secret.of("secret")), server.password());
        assertEquals(Optional.of("db_1"), server.host());
        assertEquals(
                Optional.empty(),
                read(Map.of("DB_PASS", "other"), "mysql://me@host")
                        .orElseThrow()
                        .password());
    }

    @Test
    void theVariableDoesNothingInARealRun() {
        Map<String, String> environment = Map.of("MIGRI_DRY_RUN_URL", "mysql://a@b");
        assertEquals(Optional.empty(), new ScratchServerReader(invocation(environment)).read());
        assertTrue(new ScratchServerReader(invocation(environment, "--dry-run"))
                .read()
                .isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hunter2",
                "jdbc:mysql://u:hunter2@h/x",
                "mysql://u:hunter2@h/shop",
                "mysql://u:hunter2@h:0",
                "mysql://u:hunter2@h:x",
                "mysql://u:hunter2%@h",
                "mysql://u:hunter2@h?x",
                "mysql://u:hun@ter2@h"
            })
    void refusesWhatIsNoUrlWithoutTellingIt(String url) {
        UsageException refusal = assertThrows(UsageException.class, () -> read(Map.of(), url));
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.startsWith("Invalid value for '--dry-run-url': "), message);
        assertFalse(message.contains("hun"), message);
    }

    @Test
    void aUrlInAFileThatOthersCanChangeMayNotNameAClass(@TempDir Path here) throws IOException {
        Path file = Files.writeString(
                here.resolve(".env"), "MIGRI_DRY_RUN_URL=mysql://u@h/?queryInterceptors=com.example.Evil\n");
        assertTrue(read(here).isPresent());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        UsageException refusal = assertThrows(UsageException.class, () -> read(here));
        assertTrue(
                String.valueOf(refusal.getMessage()).startsWith("The driver's property queryInterceptors (from "),
                refusal::getMessage);
    }

    @Test
    void aPasswordFileThatAFileNamesIsNotForAServerThatAnOptionNames(@TempDir Path here) throws IOException {
        Path secret = Files.writeString(here.resolve("secret"), "geheim");
        Path file = Files.writeString(here.resolve(".env"), "MIGRI_DRY_RUN_PASS_FILE=" + secret + "\n");
        assertEquals(
                Optional.empty(),
                read(here, "--dry-run-url", "mysql://u@h").orElseThrow().password());
        Files.writeString(here.resolve("migri.toml"), "dry-run-url = 'mysql://u@h'\n");
        assertEquals(Optional.of(Secret.of("geheim")), read(here).orElseThrow().password());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        UsageException refusal = assertThrows(UsageException.class, () -> read(here));
        assertTrue(String.valueOf(refusal.getMessage()).contains("would be sent to a server"), refusal::getMessage);
    }

    private static Optional<ConnectionConfig> read(Path directory, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--dry-run"));
        all.addAll(List.of(arguments));
        Invocation given = invocation(Map.of(), all.toArray(String[]::new));
        return new ScratchServerReader(
                        SettingFiles.of(given, directory.toFile()).invocation())
                .read();
    }

    private static Optional<ConnectionConfig> read(Map<String, String> environment, String url) {
        return new ScratchServerReader(invocation(environment, "--dry-run", "--dry-run-url", url)).read();
    }

    private static Invocation invocation(Map<String, String> environment, String... arguments) {
        List<String> all = new ArrayList<>(List.of("migrate"));
        all.addAll(List.of(arguments));
        return new ArgumentParser(new Commands(), environment).parse(all);
    }
}
