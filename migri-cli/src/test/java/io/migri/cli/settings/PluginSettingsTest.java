package io.migri.cli.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migri.cli.arguments.ArgumentParser;
import io.migri.cli.arguments.UsageException;
import io.migri.cli.command.Commands;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluginSettingsTest {

    @Test
    void theLaterOfTwoWins() {
        assertEquals(Map.of("a", "2=3", "b", ""), settings("a=1", "b=", "a=2=3"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {"=geheim, there is no name before the '='", "geheim, what is given has no '='"})
    void whatHasNoNameIsRefusedAndNotShown(String given, String reason) {
        UsageException refused = assertThrows(UsageException.class, () -> settings(given));
        assertEquals(
                "Invalid value for '--plugin-setting': " + reason
                        + "; it must have the form KEY=VALUE, such as s3.region=eu-west-1.",
                refused.getMessage());
    }

    private static Map<String, String> settings(String... given) {
        List<String> arguments = new ArrayList<>(List.of("migrate"));
        for (String each : given) {
            arguments.addAll(List.of("--plugin-setting", each));
        }
        return new PluginSettings(new ArgumentParser(new Commands(), Map.of()).parse(arguments)).settings();
    }
}
