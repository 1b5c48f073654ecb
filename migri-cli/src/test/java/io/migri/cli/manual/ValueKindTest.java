package io.migri.cli.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.migri.cli.InProcess;
import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.Setting;
import io.migri.cli.command.Commands;
import io.migri.testkit.fault.ProcessResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The words that a tab offers after an option are those that the option takes. */
class ValueKindTest {
    private static final Pattern WORD = Pattern.compile("'([a-z]+)'");

    @TempDir
    private Path directory;

    static Stream<Setting> choices() {
        return Arrays.stream(Setting.values())
                .filter(setting -> !ValueKind.choices(setting).isEmpty())
                // plug-ins bring more of these
                .filter(setting -> setting != Setting.DIALECT && setting != Setting.FORMAT);
    }

    /** Each lists them where it is given another. */
    @ParameterizedTest
    @MethodSource("choices")
    void theWordsAreThoseThatARefusalNames(Setting setting) {
        String refusal = refusal(setting, "Qq");
        Set<String> named = new TreeSet<>();
        WORD.matcher(refusal.substring(refusal.indexOf("'Qq'"))).results().forEach(word -> named.add(word.group(1)));
        assertEquals(new TreeSet<>(ValueKind.choices(setting)), named, refusal);
        for (String word : ValueKind.choices(setting)) {
            assertFalse(refusal(setting, word).contains("Invalid value"), word);
        }
    }

    private String refusal(Setting setting, String value) {
        CommandSyntax command = new Commands()
                .syntaxes().stream()
                        .filter(syntax -> CommandSyntax.COMMON.contains(setting)
                                ? syntax.word().equals("migrate")
                                : syntax.settings().contains(setting))
                        .filter(syntax -> !syntax.word().equals("doctor"))
                        .findFirst()
                        .orElseThrow();
        List<String> arguments = new ArrayList<>(List.of(command.word(), "--" + setting.key(), value));
        arguments.addAll(List.of("-n", directory.resolve("a.db").toString(), "-m", directory.toString()));
        if (setting == Setting.FAIL_ON) {
            arguments.add("--dry-run");
        }
        if (command.names() != CommandSyntax.Names.NONE) {
            arguments.add("users");
        }
        ProcessResult result = InProcess.run(Map.of(), arguments);
        return result.errorText();
    }
}
