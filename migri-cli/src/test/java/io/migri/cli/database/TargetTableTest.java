package io.migri.cli.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ConnectionConfig;
import io.migri.api.Secret;
import io.migri.cli.arguments.ArgumentParser;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.UsageException;
import io.migri.cli.command.Commands;
import io.migri.cli.file.SettingFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which source says which database is meant: the cases are in {@code targets.txt}. */
class TargetTableTest {
    private static final String NOTHING = "-";
    private static final String REFUSED = "refused: ";

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0} | {1} | {2} | {3}")
    @MethodSource("rows")
    void theFirstSourceThatNamesADatabaseCounts(
            String options, String variables, String env, String toml, String expected) throws IOException {
        write(".env", env);
        write("migri.toml", toml);
        String found = found(words(options), variables(variables));
        if (expected.startsWith(REFUSED)) {
            String reason = expected.substring(REFUSED.length());
            assertTrue(found.contains(reason), () -> "expected " + reason + "\nfound    " + found);
        } else {
            assertEquals(expected, found);
        }
    }

    static List<Arguments> rows() throws IOException {
        try (InputStream table = TargetTableTest.class.getResourceAsStream("targets.txt")) {
            return new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> Arguments.of((Object[]) line.split(" \\| ", -1)))
                    .toList();
        }
    }

    private void write(String name, String text) throws IOException {
        if (!text.equals(NOTHING)) {
            Files.writeString(directory.resolve(name), text.replace(";", "\n") + "\n");
        }
    }

    private String found(List<String> options, Map<String, String> variables) {
        try {
            Invocation given = new ArgumentParser(new Commands(), variables).parse(options);
            Invocation invocation = SettingFiles.of(given, directory.toFile()).invocation();
            return text(new TargetReader(invocation).read().config());
        } catch (UsageException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String text(ConnectionConfig config) {
        StringBuilder text = new StringBuilder();
        config.dialect().ifPresent(dialect -> text.append(dialect).append(' '));
        text.append(config.user().orElse(""));
        config.password().map(Secret::reveal).ifPresent(password -> text.append(':')
                .append(password));
        text.append(config.user().isPresent() || config.password().isPresent() ? "@" : "");
        text.append(config.host().orElse(""));
        config.port().ifPresent(port -> text.append(':').append(port));
        text.append('/').append(config.database());
        config.schema().ifPresent(schema -> text.append(" schema=").append(schema));
        config.properties().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(property ->
                        text.append(' ').append(property.getKey()).append('=').append(property.getValue()));
        return text.toString();
    }

    private static List<String> words(String text) {
        return text.equals(NOTHING)
                ? List.of("migrate")
                : Arrays.stream((text + " migrate").split(" +"))
                        .map(word -> word.replace("''", ""))
                        .toList();
    }

    private Map<String, String> variables(String text) {
        Map<String, String> variables =
                new HashMap<>(Map.of("HOME", directory.resolve("home").toString()));
        for (String each : text.equals(NOTHING) ? new String[0] : text.split(" +")) {
            int equals = each.indexOf('=');
            variables.put(each.substring(0, equals), each.substring(equals + 1));
        }
        return variables;
    }
}
